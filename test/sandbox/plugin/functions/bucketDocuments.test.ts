import assert from "node:assert/strict";
import { refusal, text } from "../answers";
import { BUCKET, bucketPolicy } from "../cases/case";
import { ACCOUNT, REGION, inSurroundings } from "../surroundings";

describe("the stand-in AWS plug-in: functions that read a bucket's documents", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("answers with a bucket's policy and replication configuration, or that there are none", async () => {
        const { s3 } = here.aws;
        const bucket = { Bucket: "documents" };
        const policy = bucketPolicy("s3:GetObject").replaceAll(BUCKET, bucket.Bucket);
        const invoke = (what: string) =>
            here.plugin.invoke(`aws:s3/getBucket${what}:getBucket${what}`, { bucket: bucket.Bucket });
        await s3.createBucket({ ...bucket, CreateBucketConfiguration: { LocationConstraint: REGION } });
        assert.match(
            await refusal(invoke("Policy")),
            /^reading the policy of the S3 bucket documents: NoSuchBucketPolicy/,
        );
        assert.match(
            await refusal(invoke("ReplicationConfiguration")),
            /^reading the replication of the S3 bucket documents: ReplicationConfigurationNotFoundError/,
        );
        await s3.putBucketPolicy({ ...bucket, Policy: policy });
        await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Enabled" } });
        const Role = `arn:aws:iam::${ACCOUNT}:role/other`;
        await s3.putBucketReplication({
            ...bucket,
            ReplicationConfiguration: {
                Role,
                Rules: [
                    {
                        ID: "one",
                        Priority: 1,
                        Status: "Enabled",
                        Filter: { Prefix: "a/" },
                        DeleteMarkerReplication: { Status: "Disabled" },
                        Destination: { Bucket: "arn:aws:s3:::elsewhere" },
                    },
                ],
            },
        });
        const found = await invoke("Policy");
        assert.deepEqual(JSON.parse(text(found.policy)), JSON.parse(policy));
        assert.deepEqual(await invoke("ReplicationConfiguration"), {
            bucket: "documents",
            region: REGION,
            role: Role,
            rules: [
                {
                    id: "one",
                    priority: 1,
                    status: "Enabled",
                    filter: { prefix: "a/" },
                    deleteMarkerReplication: { status: "Disabled" },
                    destination: { bucket: "arn:aws:s3:::elsewhere" },
                },
            ],
        });
    });
});
