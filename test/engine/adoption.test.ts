import * as assert from "node:assert/strict";
import { adopt } from "../support/adopt";
import { versionsOf } from "../support/bucketState";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

describe("a bucket that exists already", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const bucket = { Bucket: "adopted-source" };
    let source: Deployment;

    before(async () => {
        const pair = pairSettings("adopted");
        await (await world().stack("adopted-destination", pair.destination)).up();
        source = await world().stack("adopted-source", pair.source);
        const { s3 } = world().as("source");
        await s3.createBucket({
            ...bucket,
            CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
        });
        await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Enabled" } });
        await s3.putBucketPolicy({
            ...bucket,
            Policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::333333333333:root" },
                        Action: "s3:GetObject",
                        Resource: "arn:aws:s3:::adopted-source/*",
                    },
                ],
            }),
        });
        await s3.putObject({ ...bucket, Key: "older.txt", Body: "x" });
    });

    it("is adopted, unchanged and with its objects, and replicates from then on", async () => {
        const { s3 } = world().as("source");
        const earlier = await versionsOf(s3, bucket.Bucket);
        await adopt(world().sandbox, source, {
            "replication-bucket": bucket.Bucket,
            "replication-versioning": bucket.Bucket,
            "replication-policy": bucket.Bucket,
        });

        const additions = [
            "create BucketOwnershipControls replication-ownership",
            "create BucketPublicAccessBlock replication-public-access",
            "create BucketReplicationConfig replication-replication",
            "create BucketServerSideEncryptionConfiguration replication-encryption",
            "create Role replication-role",
            "create RolePolicy replication-role-policy",
            "create pulumi default",
            // AWS holds no such thing, so the import cannot know it.
            "update Bucket replication-bucket: forceDestroy",
            // What was there, and another policy than the program's, shows before it is replaced.
            "update BucketPolicy replication-policy: policy",
        ];
        assert.deepEqual((await source.preview()).changes, additions);
        assert.deepEqual((await source.up()).changes, additions);
        assert.deepEqual((await source.preview({ refresh: true })).changes, []);

        assert.deepEqual(await versionsOf(s3, bucket.Bucket), earlier);
        await s3.putObject({ ...bucket, Key: "newer.txt", Body: "x" });
        assert.equal((await s3.headObject({ ...bucket, Key: "newer.txt" })).ReplicationStatus, "COMPLETED");
        assert.equal((await s3.headObject({ ...bucket, Key: "older.txt" })).ReplicationStatus, undefined);
    });
});
