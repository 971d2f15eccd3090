import { BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { object, oneOf, required, type Typed } from "../schema";
import { NO_BUCKET, ofBucket } from "./bucketBase";

const inputs = {
    ...ofBucket,
    rule: required(
        object({
            objectOwnership: required(oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter")),
        }),
    ),
};

const GONE = [NO_BUCKET, "OwnershipControlsNotFoundError"];

export const bucketOwnershipControls = defineResource({
    token: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    inputs,
    outputs: [],
    async create(account, wanted) {
        await put(account, wanted);
        return wanted.bucket;
    },
    async read(account, bucket) {
        const s3 = await account.s3();
        const answer = await unlessGone(GONE, () => s3.getBucketOwnershipControls({ Bucket: bucket }));
        const rule = answer?.OwnershipControls?.Rules?.[0];
        return rule && { bucket, rule: { objectOwnership: rule.ObjectOwnership } };
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    async delete(account, bucket) {
        const s3 = await account.s3();
        await unlessGone(GONE, () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.deleteBucketOwnershipControls({ Bucket: bucket }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putBucketOwnershipControls({
            Bucket: wanted.bucket,
            OwnershipControls: { Rules: [{ ObjectOwnership: wanted.rule.objectOwnership }] },
        }),
    );
}
