import { VERSIONING_NOT_YET_SEEN } from "../aws/errors";
import { defineResource } from "../resourceType";
import { listOf, optional, required, string } from "../schema";
import { bucketId, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";
import { fromS3Rule, replicationRule, toS3Rule } from "./replicationRule";

export const bucketReplicationConfig = defineResource(
    bucketSetting({
        token: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        inputs: {
            ...ofBucket,
            role: required(string()),
            rules: required(listOf(replicationRule)),
            /** Lets S3 start on a bucket with Object Lock. */
            token: optional(string(), { local: true }),
        },
        none: "ReplicationConfigurationNotFoundError",
        transients: [VERSIONING_NOT_YET_SEEN],
        id: bucketId,
        put: (s3, bucket, { role, rules, token }) =>
            s3.putBucketReplication({
                ...bucket,
                Token: token,
                ReplicationConfiguration: { Role: role, Rules: rules.map(toS3Rule) },
            }),
        async get(s3, bucket) {
            const { ReplicationConfiguration: found } = await s3.getBucketReplication(bucket);
            return found && { role: found.Role, rules: (found.Rules ?? []).map(fromS3Rule) };
        },
        remove: (s3, bucket) => s3.deleteBucketReplication(bucket),
    }),
);
