import {
    BUCKET_NOT_YET_SEEN,
    LIFECYCLE_NOT_YET_SEEN,
    OPERATION_ABORTED,
    unlessGone,
    untilConsistent,
} from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { listOf, oneOf, optional, type Typed } from "../schema";
import { bucketId, expectedOwner, NO_BUCKET, ofBucket, parseBucketId } from "./bucketBase";
import { fromS3Rule, lifecycleRule, toS3Rule } from "./lifecycleRule";

const inputs = {
    ...ofBucket,
    ...expectedOwner,
    rules: optional(listOf(lifecycleRule)),
    transitionDefaultMinimumObjectSize: optional(
        oneOf("all_storage_classes_128K", "varies_by_storage_class"),
        { computed: true },
    ),
};

const GONE = [NO_BUCKET, LIFECYCLE_NOT_YET_SEEN.code];

export const bucketLifecycleConfiguration = defineResource({
    token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    inputs,
    outputs: ["transitionDefaultMinimumObjectSize"],
    unsupported: { timeouts: "install the official plug-in to use it" },
    async create(account, wanted) {
        await put(account, wanted);
        return bucketId(wanted.bucket, wanted.expectedBucketOwner);
    },
    async complete(account, id) {
        await untilConsistent([LIFECYCLE_NOT_YET_SEEN], account.stopping, () => get(account, id));
    },
    async read(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const found = await unlessGone(GONE, () => get(account, id));
        return (
            found && {
                bucket,
                expectedBucketOwner: owner,
                rules: (found.Rules ?? []).map(fromS3Rule),
                transitionDefaultMinimumObjectSize: found.TransitionDefaultMinimumObjectSize,
            }
        );
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    async delete(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        await unlessGone(GONE, () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.deleteBucketLifecycle({ Bucket: bucket, ExpectedBucketOwner: owner }),
            ),
        );
    },
});

async function get(account: Account, id: string) {
    const { bucket, owner } = parseBucketId(id);
    const s3 = await account.s3();
    return s3.getBucketLifecycleConfiguration({ Bucket: bucket, ExpectedBucketOwner: owner });
}

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putBucketLifecycleConfiguration({
            Bucket: wanted.bucket,
            ExpectedBucketOwner: wanted.expectedBucketOwner,
            TransitionDefaultMinimumObjectSize: wanted.transitionDefaultMinimumObjectSize,
            LifecycleConfiguration: { Rules: (wanted.rules ?? []).map(toS3Rule) },
        }),
    );
}
