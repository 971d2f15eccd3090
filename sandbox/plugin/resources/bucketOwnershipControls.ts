import { defineResource } from "../resourceType";
import { object, oneOf, required } from "../schema";
import { bucketId, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

const objectOwnership = oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

export const bucketOwnershipControls = defineResource(
    bucketSetting({
        token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        inputs: { ...ofBucket, rule: required(object({ objectOwnership: required(objectOwnership) })) },
        none: "OwnershipControlsNotFoundError",
        id: bucketId,
        put: (s3, bucket, { rule }) =>
            s3.putBucketOwnershipControls({
                ...bucket,
                OwnershipControls: { Rules: [{ ObjectOwnership: rule.objectOwnership }] },
            }),
        async get(s3, bucket) {
            const { OwnershipControls: found } = await s3.getBucketOwnershipControls(bucket);
            const rule = found?.Rules?.[0];
            return rule && { rule: { objectOwnership: rule.ObjectOwnership } };
        },
        remove: (s3, bucket) => s3.deleteBucketOwnershipControls(bucket),
    }),
);
