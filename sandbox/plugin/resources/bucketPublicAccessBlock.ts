import { BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { boolean, optional, type Typed } from "../schema";
import { NO_BUCKET, ofBucket } from "./bucketBase";

const inputs = {
    ...ofBucket,
    blockPublicAcls: optional(boolean(), { default: false }),
    blockPublicPolicy: optional(boolean(), { default: false }),
    ignorePublicAcls: optional(boolean(), { default: false }),
    restrictPublicBuckets: optional(boolean(), { default: false }),
    skipDestroy: optional(boolean(), { local: true }),
};

const GONE = [NO_BUCKET, "NoSuchPublicAccessBlockConfiguration"];

export const bucketPublicAccessBlock = defineResource({
    token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    inputs,
    outputs: [],
    async create(account, wanted) {
        await put(account, wanted);
        return wanted.bucket;
    },
    async read(account, bucket) {
        const s3 = await account.s3();
        const answer = await unlessGone(GONE, () => s3.getPublicAccessBlock({ Bucket: bucket }));
        const block = answer?.PublicAccessBlockConfiguration;
        return (
            block && {
                bucket,
                blockPublicAcls: block.BlockPublicAcls ?? false,
                blockPublicPolicy: block.BlockPublicPolicy ?? false,
                ignorePublicAcls: block.IgnorePublicAcls ?? false,
                restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
            }
        );
    },
    async update(account, { inputs: wanted, changed }) {
        if (changed.size > 1 || !changed.has("skipDestroy")) {
            await put(account, wanted);
        }
    },
    async delete(account, bucket, state) {
        if (state.skipDestroy === true) {
            return;
        }
        const s3 = await account.s3();
        await unlessGone(GONE, () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.deletePublicAccessBlock({ Bucket: bucket }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putPublicAccessBlock({
            Bucket: wanted.bucket,
            PublicAccessBlockConfiguration: {
                BlockPublicAcls: wanted.blockPublicAcls ?? false,
                BlockPublicPolicy: wanted.blockPublicPolicy ?? false,
                IgnorePublicAcls: wanted.ignorePublicAcls ?? false,
                RestrictPublicBuckets: wanted.restrictPublicBuckets ?? false,
            },
        }),
    );
}
