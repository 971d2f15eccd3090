import { BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { required, string, type Typed } from "../schema";
import { bucketId, expectedOwner, NO_BUCKET, ofBucket, parseBucketId } from "./bucketBase";

const inputs = {
    ...ofBucket,
    ...expectedOwner,
    targetBucket: required(string()),
    targetPrefix: required(string()),
};

const official = "install the official plug-in to use it";

export const bucketLogging = defineResource({
    token: "aws:s3/bucketLogging:BucketLogging",
    inputs,
    outputs: [],
    unsupported: { targetGrants: official, targetObjectKeyFormat: official },
    async create(account, wanted) {
        await put(account, wanted);
        return bucketId(wanted.bucket, wanted.expectedBucketOwner);
    },
    async read(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        const answer = await unlessGone([NO_BUCKET], () =>
            s3.getBucketLogging({ Bucket: bucket, ExpectedBucketOwner: owner }),
        );
        const logging = answer?.LoggingEnabled;
        return (
            logging && {
                bucket,
                expectedBucketOwner: owner,
                targetBucket: logging.TargetBucket,
                targetPrefix: logging.TargetPrefix ?? "",
            }
        );
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    /** A status that names no target is what switches logging off. */
    async delete(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        await unlessGone([NO_BUCKET], () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.putBucketLogging({
                    Bucket: bucket,
                    ExpectedBucketOwner: owner,
                    BucketLoggingStatus: {},
                }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putBucketLogging({
            Bucket: wanted.bucket,
            ExpectedBucketOwner: wanted.expectedBucketOwner,
            BucketLoggingStatus: {
                LoggingEnabled: { TargetBucket: wanted.targetBucket, TargetPrefix: wanted.targetPrefix },
            },
        }),
    );
}
