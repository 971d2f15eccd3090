import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const sourceBucket = "drift-source";
const destinationBucket = "drift-destination";

describe("what was changed by hand", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let destination: Deployment;
    let source: Deployment;

    before(async () => {
        const settings = pairSettings("drift");
        destination = await world().stack("drift-destination", settings.destination);
        source = await world().stack("drift-source", settings.source);
        await destination.up();
        await source.up();
    });

    /** A preview that looks at AWS shows exactly that, and an update repairs it. */
    async function repaired(
        deployment: Deployment,
        drift: readonly string[],
        repairs: readonly string[],
    ): Promise<void> {
        for (const operation of [
            await deployment.preview({ refresh: true }),
            await deployment.up({ refresh: true }),
        ]) {
            assert.deepEqual([operation.drift, operation.changes], [drift, repairs]);
        }
    }

    it("is found and put right where the destination has no versioning, and lets another role in", async () => {
        const { s3 } = world().as("destination");
        await s3.putBucketVersioning({
            Bucket: destinationBucket,
            VersioningConfiguration: { Status: "Suspended" },
        });
        const { policy } = await world().bucket("destination", destinationBucket);
        const other = JSON.stringify(policy).replaceAll("role/drift-replication", "role/another");
        await s3.putBucketPolicy({ Bucket: destinationBucket, Policy: other });
        const found = [
            "BucketPolicy replication-policy: policy",
            "BucketVersioning replication-versioning: versioningConfiguration.status",
        ];
        await repaired(
            destination,
            found,
            found.map((drift) => `update ${drift}`),
        );
        const mended = await world().bucket("destination", destinationBucket);
        assert.deepEqual([mended.versioning, mended.policy], ["Enabled", policy]);
    });

    it("is found and put right where a rule was paused, and public access is no longer blocked", async () => {
        const { s3 } = world().as("source");
        const bucket = { Bucket: sourceBucket };
        const { ReplicationConfiguration: deployed } = await s3.getBucketReplication(bucket);
        await s3.putBucketReplication({
            ...bucket,
            ReplicationConfiguration: {
                Role: deployed?.Role,
                Rules: deployed?.Rules?.map((rule) => ({ ...rule, Status: "Disabled" })),
            },
        });
        const { publicAccess } = await world().bucket("source", sourceBucket);
        await s3.deletePublicAccessBlock(bucket);
        await repaired(
            source,
            [
                "BucketPublicAccessBlock replication-public-access is gone",
                "BucketReplicationConfig replication-replication: rules[0].status",
            ],
            [
                "create BucketPublicAccessBlock replication-public-access",
                "update BucketReplicationConfig replication-replication: rules[0].status",
            ],
        );
        const mended = await world().bucket("source", sourceBucket);
        assert.deepEqual([mended.replication, mended.publicAccess], [deployed, publicAccess]);
    });

    it("is taken down by a refresh, so that a plain preview shows the repair", async () => {
        const { iam } = world().as("source");
        const role = { RoleName: "drift-replication", PolicyName: "replication" };
        const { PolicyDocument: deployed } = await iam.getRolePolicy(role);
        await iam.deleteRolePolicy(role);
        assert.deepEqual((await source.refresh()).drift, ["RolePolicy replication-role-policy is gone"]);
        assert.deepEqual((await source.preview()).changes, ["create RolePolicy replication-role-policy"]);
        assert.deepEqual((await source.up()).changes, ["create RolePolicy replication-role-policy"]);
        assert.equal((await iam.getRolePolicy(role)).PolicyDocument, deployed);
    });
});
