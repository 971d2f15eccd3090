import { BUCKET_NOT_YET_SEEN, PRINCIPAL_NOT_YET_SEEN, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { policy, required } from "../schema";
import { NO_BUCKET, ofBucket } from "./bucketBase";

export const bucketPolicy = defineResource({
    token: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { ...ofBucket, policy: required(policy()) },
    outputs: [],
    async create(account, { bucket, policy }) {
        await put(account, bucket, policy);
        return bucket;
    },
    async read(account, bucket) {
        const s3 = await account.s3();
        const answer = await unlessGone([NO_BUCKET, "NoSuchBucketPolicy"], () =>
            s3.getBucketPolicy({ Bucket: bucket }),
        );
        return answer && { bucket, policy: answer.Policy ?? "" };
    },
    update: (account, { inputs }) => put(account, inputs.bucket, inputs.policy),
    async delete(account, bucket) {
        const s3 = await account.s3();
        await unlessGone([NO_BUCKET, "NoSuchBucketPolicy"], () => s3.deleteBucketPolicy({ Bucket: bucket }));
    },
});

async function put(account: Account, bucket: string, policy: string): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
        s3.putBucketPolicy({ Bucket: bucket, Policy: policy }),
    );
}
