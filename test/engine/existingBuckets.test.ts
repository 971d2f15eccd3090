import * as assert from "node:assert/strict";
import * as v from "valibot";
import { versionsOf } from "../support/bucketState";
import type { Deployment } from "../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import { inSandbox } from "../support/inSandbox";
import { auditorsRead, destination, example, makeBucket, policyOf, source } from "./existingBuckets";

const sides = ["source", "destination"] as const;

const allowReplicas = {
    Sid: "AllowReplicas",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
    Resource: `arn:aws:s3:::${destination}/*`,
    Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/existing-replication" } },
};
const denyAnnotations = {
    Sid: "DenyAnnotations",
    Effect: "Deny",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: "s3:ReplicateObjectAnnotation",
    Resource: `arn:aws:s3:::${destination}/*`,
};
const statementsSchema = v.array(v.looseObject({ Sid: v.string() }));

describe("two existing buckets, of which only what replication needs is managed", function () {
    this.timeout(120_000);
    const world = inSandbox();
    inEnvironmentOf(world);
    let stack: Deployment;
    let untouched: Awaited<ReturnType<typeof look>>;

    /** All that replication has no business with. */
    async function look(): Promise<unknown[]> {
        return Promise.all(
            sides.map(async (side) => {
                const { s3 } = world().as(side);
                const Bucket = `existing-${side}`;
                const { ownership, publicAccess, encryption, policy } = await world().bucket(side, Bucket);
                return {
                    ownership,
                    publicAccess,
                    encryption,
                    // The source's policy is not touched at all.
                    ...(side === "source" && { policy }),
                    tags: (await s3.getBucketTagging({ Bucket })).TagSet,
                    lifecycle: (await s3.getBucketLifecycleConfiguration({ Bucket })).Rules,
                    older: (await versionsOf(s3, Bucket)).filter((version) =>
                        version.startsWith("older.txt "),
                    ),
                };
            }),
        );
    }

    const diagnosis = async () => seenIn(await reportOn({ buckets: { source, destination } }, "/"));

    const statusOf = async (key: string) => {
        const { s3 } = world().as("source");
        await s3.putObject({ Bucket: source, Key: key, Body: "x" });
        return (await s3.headObject({ Bucket: source, Key: key })).ReplicationStatus;
    };

    before(async () => {
        for (const side of sides) {
            await makeBucket(world().as(side), side);
        }
        untouched = await look();
        stack = await world().stack("sandbox", { managePolicy: false }, example);
    });

    it("are told of in the preview, where their policy is managed elsewhere", async () => {
        assert.deepEqual((await stack.preview()).remarks, [
            `The policy of the bucket ${destination} is not managed here. It has to hold the statements of the output ` +
                "bucketPolicyStatements, or replication fails. [policy-elsewhere]",
        ]);
    });

    it("get versioning, role and replication, and nothing else", async () => {
        const { changes, diagnostics } = await stack.up();
        assert.deepEqual(diagnostics, []);
        assert.deepEqual(
            changes.filter((change) => / [A-Z]\w+ (replicas|originals)-/.test(change)),
            [
                "create BucketReplicationConfig originals-replication",
                "create BucketVersioning originals-versioning",
                "create BucketVersioning replicas-versioning",
                "create Role originals-role",
                "create RolePolicy originals-role-policy",
            ],
        );
        assert.deepEqual(await look(), untouched);
        assert.deepEqual(
            (await world().bucket("destination", destination)).policy,
            policyOf(auditorsRead(destination)),
        );
    });

    it("replicate once the statements that are put out are attached by hand", async () => {
        assert.equal(await statusOf("before.txt"), "FAILED");
        // What the preview has warned of: the destination's policy is still to be written.
        assert.deepEqual(await diagnosis(), {
            ...works,
            result: "broken",
            findings: ["wrong bucket-policy-lacks", ...works.findings],
        });
        const { bucketPolicyStatements } = await stack.outputs();
        assert.deepEqual(bucketPolicyStatements, [allowReplicas, denyAnnotations]);
        const policy = policyOf(
            auditorsRead(destination),
            ...v.parse(statementsSchema, bucketPolicyStatements),
        );
        await world()
            .as("destination")
            .s3.putBucketPolicy({ Bucket: destination, Policy: JSON.stringify(policy) });
        assert.equal(await statusOf("attached.txt"), "COMPLETED");
        assert.deepEqual(await diagnosis(), works);
        const again = await stack.preview({ expectNoChanges: true, refresh: true });
        assert.deepEqual([again.changes, again.drift], [[], []]);
    });

    it("are not taken over in silence: the preview warns of a lost statement, and of lost rules", async () => {
        const there = world().as("destination").s3;
        const here = world().as("source").s3;
        const { Policy } = await there.getBucketPolicy({ Bucket: destination });
        const { ReplicationConfiguration } = await here.getBucketReplication({ Bucket: source });
        const another = { ...auditorsRead(destination), Sid: "VisitorsRead" };
        await there.putBucketPolicy({
            Bucket: destination,
            Policy: JSON.stringify(policyOf(auditorsRead(destination), allowReplicas, another)),
        });
        const rules = ReplicationConfiguration?.Rules ?? [];
        await here.putBucketReplication({
            Bucket: source,
            ReplicationConfiguration: {
                Role: "arn:aws:iam::111111111111:role/another",
                Rules: rules.flatMap((rule) => [rule, { ...rule, ID: "by-hand", Priority: 2 }]),
            },
        });
        await stack.settings({ managePolicy: true });
        const { diagnostics } = await stack.preview();
        assert.deepEqual(diagnostics.toSorted(), [
            "The bucket existing-source replicates already, as arn:aws:iam::111111111111:role/another. A bucket has one " +
                "replication configuration: the one made here takes its place, and these rules go: by-hand. [replication-replaced]",
            `The policy of the bucket ${destination} has statements that the one made here does not have. They go, unless ` +
                'bucketPolicy has them: {"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"333333333333"},' +
                '"Resource":"arn:aws:s3:::existing-destination/*","Sid":"VisitorsRead"} [statements-lost]',
        ]);
        await there.putBucketPolicy({ Bucket: destination, Policy });
        await here.putBucketReplication({ Bucket: source, ReplicationConfiguration });
    });

    it("replicate with a policy that is managed here, and keeps its own statements", async () => {
        const { changes, diagnostics } = await stack.up();
        assert.deepEqual(diagnostics, []);
        assert.deepEqual(changes, ["create BucketPolicy replicas-policy"]);
        assert.deepEqual(
            (await world().bucket("destination", destination)).policy,
            policyOf(allowReplicas, denyAnnotations, auditorsRead(destination)),
        );
        assert.equal(await statusOf("merged.txt"), "COMPLETED");
        assert.deepEqual(await diagnosis(), works);
        const again = await stack.preview({ expectNoChanges: true, refresh: true });
        assert.deepEqual([again.changes, again.drift, again.remarks], [[], [], []]);
        assert.deepEqual(await look(), untouched);
    });

    it("keep versioning and policy when the stack is destroyed, and replicate no longer", async () => {
        await stack.destroy();
        assert.deepEqual(await world().everything(), [
            `destination: bucket ${destination}`,
            `source: bucket ${source}`,
        ]);
        assert.deepEqual(await look(), untouched);
        for (const side of sides) {
            const { versioning, replication } = await world().bucket(side, `existing-${side}`);
            assert.deepEqual({ versioning, replication }, { versioning: "Enabled", replication: undefined });
        }
        assert.deepEqual(
            (await world().bucket("destination", destination)).policy,
            policyOf(allowReplicas, denyAnnotations, auditorsRead(destination)),
        );
        assert.equal(await statusOf("destroyed.txt"), undefined);
    });
});
