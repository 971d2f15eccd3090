import * as assert from "node:assert/strict";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import type { Deployment } from "../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import { emptyBucket } from "../support/emptyBucket";
import { inSandbox } from "../support/inSandbox";

/** Where the example's two buckets are. */
const seoul = { side: "source", bucket: "two-way-seoul", account: "111111111111" } as const;
const tokyo = { side: "destination", bucket: "two-way-tokyo", account: "222222222222" } as const;
type Place = typeof seoul | typeof tokyo;

describe("two buckets that replicate to each other", function () {
    this.timeout(120_000);
    const world = inSandbox();
    inEnvironmentOf(world);

    /** The versions and delete markers of a key, the newest first: `written here COMPLETED`. */
    async function history({ side, bucket }: Place, key: string): Promise<string[]> {
        const { s3 } = world().as(side);
        const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
            Bucket: bucket,
            Prefix: key,
        });
        const versions = await Promise.all(
            Versions.map(async ({ VersionId }) => {
                const { Body, ReplicationStatus } = await s3.getObject({
                    Bucket: bucket,
                    Key: key,
                    VersionId,
                });
                return `${await Body?.transformToString()} ${ReplicationStatus}`;
            }),
        );
        return [...DeleteMarkers.map(() => "delete marker"), ...versions];
    }

    async function replicatesBothWays(): Promise<void> {
        for (const [here, there] of [
            [seoul, tokyo],
            [tokyo, seoul],
        ] as const) {
            const { s3 } = world().as(here.side);
            const object = { Bucket: here.bucket, Key: `of ${here.bucket}.txt` };
            await s3.putObject({ ...object, Body: "written here" });
            assert.deepEqual(await history(here, object.Key), ["written here COMPLETED"]);
            assert.deepEqual(await history(there, object.Key), ["written here REPLICA"]);

            await s3.deleteObject(object);
            assert.deepEqual(await history(here, object.Key), ["delete marker", "written here COMPLETED"]);
            assert.deepEqual(await history(there, object.Key), ["delete marker", "written here REPLICA"]);
        }
    }

    /** Each bucket's configuration, and whom its policy lets in. */
    async function mirrored(): Promise<void> {
        for (const [here, there, role] of [
            [seoul, tokyo, "two-way-seoul-to-tokyo"],
            [tokyo, seoul, "two-way-tokyo-to-seoul"],
        ] as const) {
            const roleArn = `arn:aws:iam::${here.account}:role/${role}`;
            assert.deepEqual((await world().bucket(here.side, here.bucket)).replication, {
                Role: roleArn,
                Rules: [
                    {
                        ID: "replication",
                        Priority: 1,
                        Status: "Enabled",
                        Filter: { Prefix: "" },
                        DeleteMarkerReplication: { Status: "Enabled" },
                        SourceSelectionCriteria: { ReplicaModifications: { Status: "Enabled" } },
                        Destination: {
                            Bucket: `arn:aws:s3:::${there.bucket}`,
                            Account: there.account,
                            AccessControlTranslation: { Owner: "Destination" },
                            Metrics: { Status: "Enabled" },
                        },
                    },
                ],
            });
            const { policy } = await world().bucket(there.side, there.bucket);
            const granted = JSON.stringify(policy).match(/arn:aws:iam::\d+:role\/[\w-]+/g);
            assert.deepEqual(granted, [roleArn]);
        }
    }

    const ways = [
        ["seoul", "tokyo", seoul, tokyo],
        ["tokyo", "seoul", tokyo, seoul],
    ] as const;

    describe("by the example's one program", () => {
        let stack: Deployment;
        before(async () => {
            stack = await world().stack("sandbox", undefined, {
                workDir: path.join(projectRoot, "examples", "two-way"),
            });
            await stack.up();
        });

        it("are configured alike, each with a role of its own", async () => {
            await mirrored();
            assert.deepEqual(await stack.outputs(), {
                buckets: [seoul.bucket, tokyo.bucket],
                roleArns: [
                    `arn:aws:iam::${seoul.account}:role/two-way-seoul-to-tokyo`,
                    `arn:aws:iam::${tokyo.account}:role/two-way-tokyo-to-seoul`,
                ],
            });
        });

        it("are versioned, and let the other's role in, before anything replicates from or to them", async () => {
            const configuration = "BucketReplicationConfig seoul-to-tokyo-replication";
            const earlier = await stack.dependenciesOf(configuration);
            for (const name of ["seoul", "tokyo"]) {
                for (const needed of [`BucketVersioning ${name}-versioning`, `BucketPolicy ${name}-policy`]) {
                    assert.ok(earlier.includes(needed), `${needed} is not among ${earlier.join(", ")}`);
                }
            }
        });

        it("get what is written at the other, once, and send nothing back", replicatesBothWays);

        for (const [from, to, here, there] of ways) {
            it(`work from ${from} to ${to}, says the diagnosis`, async () => {
                const buckets = { source: here.bucket, destination: there.bucket };
                const profiles = { source: here.side, destination: there.side };
                assert.deepEqual(seenIn(await reportOn({ buckets }, "/", { profiles })), works);
            });
        }

        it("have nothing to do afterwards", async () => {
            assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
        });

        it("go again as one, once they are empty", async () => {
            for (const { side, bucket } of [seoul, tokyo]) {
                await emptyBucket(world().as(side).s3, bucket);
            }
            await stack.destroy();
            assert.deepEqual(await world().everything(), []);
        });
    });

    describe("by four stacks, both destinations first", () => {
        const bothWays = { deleteMarkerReplication: true, replicaModificationSync: true };
        const places = {
            seoul: { accountId: seoul.account, region: "ap-northeast-2", bucketName: seoul.bucket },
            tokyo: { accountId: tokyo.account, region: "ap-northeast-1", bucketName: tokyo.bucket },
        };
        const stacks = {
            "seoul-destination": {
                ...places.seoul,
                ...bothWays,
                profile: seoul.side,
                sourceAccountId: tokyo.account,
                replicationRoleName: "two-way-tokyo-to-seoul",
            },
            "tokyo-destination": {
                ...places.tokyo,
                ...bothWays,
                profile: tokyo.side,
                sourceAccountId: seoul.account,
                replicationRoleName: "two-way-seoul-to-tokyo",
            },
            "seoul-source": {
                ...places.seoul,
                profile: seoul.side,
                existingBucket: true,
                manageVersioning: false,
                destinationStack: "tokyo-destination",
                replicationRoleName: "two-way-seoul-to-tokyo",
                rules: [bothWays],
            },
            "tokyo-source": {
                ...places.tokyo,
                profile: tokyo.side,
                existingBucket: true,
                manageVersioning: false,
                destinationStack: "seoul-destination",
                replicationRoleName: "two-way-tokyo-to-seoul",
                rules: [bothWays],
            },
        };
        const deploy = async (name: keyof typeof stacks) => {
            const stack = await world().stack(name, stacks[name]);
            await stack.up();
            return stack;
        };
        let destinations: Deployment[];
        let sources: Deployment[];

        before(async () => {
            destinations = await Promise.all([deploy("seoul-destination"), deploy("tokyo-destination")]);
            sources = await Promise.all([deploy("seoul-source"), deploy("tokyo-source")]);
        });

        it("are configured alike, each with a role of its own", mirrored);

        it("get what is written at the other, once, and send nothing back", replicatesBothWays);

        for (const [from, to] of ways) {
            it(`work from ${from} to ${to}, says the diagnosis of the stacks`, async () => {
                const named = { source: `${from}-source`, destination: `${to}-destination` };
                const workDir = sources[0]?.stack.workspace.workDir ?? "";
                assert.deepEqual(seenIn(await reportOn({ stacks: named }, workDir)), works);
            });
        }

        it("have nothing to do afterwards, though two stacks share a bucket", async () => {
            // Seoul's alone: Tokyo's are the same the other way round.
            for (const stack of [destinations[0], sources[0]]) {
                const again = await stack?.preview({ expectNoChanges: true, refresh: true });
                assert.deepEqual([again?.changes, again?.drift], [[], []]);
            }
        });
    });
});
