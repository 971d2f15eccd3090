import assert from "node:assert/strict";
import { refusal, text } from "../answers";
import { BUCKET, bucketPolicy } from "../cases/case";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "../surroundings";

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
        const key = `arn:aws:kms:${REGION}:${OTHER_ACCOUNT}:key/00000000-0000-0000-0000-000000000000`;
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
                        Filter: { And: { Prefix: "a/", Tags: [{ Key: "kind", Value: "report" }] } },
                        DeleteMarkerReplication: { Status: "Disabled" },
                        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
                        Destination: {
                            Bucket: "arn:aws:s3:::elsewhere",
                            Account: OTHER_ACCOUNT,
                            EncryptionConfiguration: { ReplicaKmsKeyID: key },
                            Metrics: { Status: "Enabled", EventThreshold: { Minutes: 15 } },
                            ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
                        },
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
                    filters: [{ ands: [{ prefix: "a/", tags: [{ key: "kind", value: "report" }] }] }],
                    deleteMarkerReplications: [{ status: "Disabled" }],
                    sourceSelectionCriterias: [{ sseKmsEncryptedObjects: [{ status: "Enabled" }] }],
                    destinations: [
                        {
                            bucket: "arn:aws:s3:::elsewhere",
                            account: OTHER_ACCOUNT,
                            encryptionConfigurations: [{ replicaKmsKeyId: key }],
                            metrics: [{ status: "Enabled", eventThresholds: [{ minutes: 15 }] }],
                            replicationTimes: [{ status: "Enabled", times: [{ minutes: 15 }] }],
                        },
                    ],
                },
            ],
        });
    });
});
