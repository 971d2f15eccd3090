import * as assert from "node:assert/strict";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import { adopt } from "../support/adopt";
import { versionsOf } from "../support/bucketState";
import type { Deployment } from "../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import { inSandbox } from "../support/inSandbox";
import type { Operation } from "../support/operation";

const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" } as const;
const sides = ["source", "destination"] as const;

/** What an update makes around two buckets that were there. */
const additions = [
    ...["replicas", "originals"].flatMap((name) => [
        `create BucketOwnershipControls ${name}-ownership`,
        `create BucketPolicy ${name}-policy`,
        `create BucketPublicAccessBlock ${name}-public-access`,
        `create BucketServerSideEncryptionConfiguration ${name}-encryption`,
        `create BucketVersioning ${name}-versioning`,
    ]),
    "create BucketReplicationConfig originals-replication",
    "create Role originals-role",
    "create RolePolicy originals-role-policy",
    // AWS holds no such thing, so the import cannot know it.
    "update Bucket originals-bucket: forceDestroy",
    "update Bucket replicas-bucket: forceDestroy",
];
const buckets = ["originals-bucket", "replicas-bucket"];
/** Changes without what exists in the state alone. */
const inAws = ({ changes }: Operation) =>
    changes.filter((change) => / [A-Z]\w+ (replicas|originals)-/.test(change));

describe("two buckets that are taken over by an example", function () {
    this.timeout(120_000);
    const world = inSandbox();
    inEnvironmentOf(world);

    /** Two buckets with an object each, which were made by hand, and the stack of the example. */
    async function existing(example: string): Promise<Deployment> {
        for (const side of sides) {
            const { s3 } = world().as(side);
            const Bucket = `${example}-${side}`;
            const CreateBucketConfiguration = { LocationConstraint: regions[side] };
            await s3.createBucket({ Bucket, CreateBucketConfiguration });
            await s3.putObject({ Bucket, Key: "older.txt", Body: "x" });
        }
        return world().stack(
            "sandbox",
            // The examples' own names are alike, and here they share one AWS.
            { sourceBucket: `${example}-source`, destinationBucket: `${example}-destination` },
            { workDir: path.join(projectRoot, "examples", "existing-buckets", example) },
        );
    }

    const versions = (example: string) =>
        Promise.all(sides.map((side) => versionsOf(world().as(side).s3, `${example}-${side}`)));

    async function replicates(example: string): Promise<void> {
        const object = { Bucket: `${example}-source`, Key: "newer.txt" };
        const { s3 } = world().as("source");
        await s3.putObject({ ...object, Body: "x" });
        assert.equal((await s3.headObject(object)).ReplicationStatus, "COMPLETED");
        const buckets = { source: `${example}-source`, destination: `${example}-destination` };
        assert.deepEqual(seenIn(await reportOn({ buckets }, "/")), works);
    }

    describe("with the command pulumi import", () => {
        const example = "import-command";
        let stack: Deployment;
        before(async () => {
            stack = await existing(example);
            await adopt(world().sandbox, stack, {
                "originals-bucket": `${example}-source`,
                "replicas-bucket": `${example}-destination`,
            });
        });

        it("are in the state before the first update, protected", async () => {
            assert.deepEqual(
                (await stack.resources()).filter((resource) => resource.startsWith("Bucket ")),
                buckets.map((name) => `Bucket ${name}`),
            );
            const { diagnostics } = await stack.refused("destroy");
            assert.match(diagnostics.join("\n"), /-bucket" cannot be deleted\nbecause it is protected/);
        });

        it("get the rest by the update, keep their objects, and replicate from then on", async () => {
            const earlier = await versions(example);
            assert.deepEqual(inAws(await stack.up()), additions.toSorted());
            assert.deepEqual(await versions(example), earlier);
            await replicates(example);
        });

        it("have nothing to do afterwards", async () => {
            const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
            assert.deepEqual([changes, drift], [[], []]);
        });
    });

    describe("with the resource option import, set by a transform", () => {
        const example = "import-option";
        let stack: Deployment;
        before(async () => {
            stack = await existing(example);
        });

        it("are imported and changed by one update, which the preview shows, and keep their objects", async () => {
            const { s3 } = world().as("source");
            const Tagging = { TagSet: [{ Key: "team", Value: "payments" }] };
            await s3.putBucketTagging({ Bucket: `${example}-source`, Tagging });
            const earlier = await versions(example);
            const expected = [
                ...additions.filter((change) => !change.startsWith("update Bucket originals-bucket")),
                "import Bucket originals-bucket",
                "import Bucket replicas-bucket",
                "update Bucket originals-bucket: forceDestroy, tags, tagsAll",
            ].toSorted();
            assert.deepEqual(inAws(await stack.preview()), expected);
            assert.deepEqual(inAws(await stack.up()), expected);
            assert.deepEqual(await versions(example), earlier);
            await replicates(example);
        });

        it("lose the tags that the program does not have", async () => {
            await assert.rejects(
                world()
                    .as("source")
                    .s3.getBucketTagging({ Bucket: `${example}-source` }),
                { name: "NoSuchTagSet" },
            );
        });

        it("have nothing to do afterwards, with the option still there", async () => {
            const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
            assert.deepEqual([changes, drift], [[], []]);
        });
    });
});
