import { PRINCIPAL_NOT_YET_SEEN } from "../aws/errors";
import { defineResource } from "../resourceType";
import { policy, required } from "../schema";
import { bucketId, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

export const bucketPolicy = defineResource(
    bucketSetting({
        token: "aws:s3/bucketPolicy:BucketPolicy",
        inputs: { ...ofBucket, policy: required(policy()) },
        none: "NoSuchBucketPolicy",
        transients: [PRINCIPAL_NOT_YET_SEEN],
        id: bucketId,
        put: (s3, bucket, { policy: Policy }) => s3.putBucketPolicy({ ...bucket, Policy }),
        get: async (s3, bucket) => ({ policy: (await s3.getBucketPolicy(bucket)).Policy ?? "" }),
        remove: (s3, bucket) => s3.deleteBucketPolicy(bucket),
    }),
);
