import { defineResource } from "../resourceType";
import { required, string } from "../schema";
import { bucketId, expectedOwner, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

const official = "install the official plug-in to use it";

export const bucketLogging = defineResource(
    bucketSetting({
        token: "aws:s3/bucketLogging:BucketLogging",
        inputs: {
            ...ofBucket,
            ...expectedOwner,
            targetBucket: required(string()),
            targetPrefix: required(string()),
        },
        unsupported: { targetGrants: official, targetObjectKeyFormat: official },
        id: bucketId,
        put: (s3, bucket, { targetBucket, targetPrefix }) =>
            s3.putBucketLogging({
                ...bucket,
                BucketLoggingStatus: {
                    LoggingEnabled: { TargetBucket: targetBucket, TargetPrefix: targetPrefix },
                },
            }),
        async get(s3, bucket) {
            const { LoggingEnabled: found } = await s3.getBucketLogging(bucket);
            return found && { targetBucket: found.TargetBucket, targetPrefix: found.TargetPrefix ?? "" };
        },
        /** A status that names no target is what switches logging off. */
        remove: (s3, bucket) => s3.putBucketLogging({ ...bucket, BucketLoggingStatus: {} }),
    }),
);
