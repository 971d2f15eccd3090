import { defineResource } from "../resourceType";
import { boolean, optional } from "../schema";
import { bucketId, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

const setting = bucketSetting({
    token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs: {
        ...ofBucket,
        blockPublicAcls: optional(boolean(), { default: false }),
        blockPublicPolicy: optional(boolean(), { default: false }),
        ignorePublicAcls: optional(boolean(), { default: false }),
        restrictPublicBuckets: optional(boolean(), { default: false }),
        skipDestroy: optional(boolean(), { local: true }),
    },
    none: "NoSuchPublicAccessBlockConfiguration",
    id: bucketId,
    put: (s3, bucket, wanted) =>
        s3.putPublicAccessBlock({
            ...bucket,
            PublicAccessBlockConfiguration: {
                BlockPublicAcls: wanted.blockPublicAcls ?? false,
                BlockPublicPolicy: wanted.blockPublicPolicy ?? false,
                IgnorePublicAcls: wanted.ignorePublicAcls ?? false,
                RestrictPublicBuckets: wanted.restrictPublicBuckets ?? false,
            },
        }),
    async get(s3, bucket) {
        const { PublicAccessBlockConfiguration: block } = await s3.getPublicAccessBlock(bucket);
        return (
            block && {
                blockPublicAcls: block.BlockPublicAcls ?? false,
                blockPublicPolicy: block.BlockPublicPolicy ?? false,
                ignorePublicAcls: block.IgnorePublicAcls ?? false,
                restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
            }
        );
    },
    remove: (s3, bucket) => s3.deletePublicAccessBlock(bucket),
});

export const bucketPublicAccessBlock = defineResource({
    ...setting,
    async update(account, request) {
        if (request.changed.size > 1 || !request.changed.has("skipDestroy")) {
            await setting.update(account, request);
        }
    },
    async delete(account, id, state) {
        if (state.skipDestroy !== true) {
            await setting.delete(account, id, state);
        }
    },
});
