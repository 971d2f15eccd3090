import {
    BUCKET_NOT_YET_SEEN,
    OPERATION_ABORTED,
    unlessGone,
    untilConsistent,
    VERSIONING_NOT_YET_SEEN,
} from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { listOf, optional, required, string, type Typed } from "../schema";
import { NO_BUCKET, ofBucket } from "./bucketBase";
import { fromS3Rule, replicationRule, toS3Rule } from "./replicationRule";

const inputs = {
    ...ofBucket,
    role: required(string()),
    rules: required(listOf(replicationRule)),
    /** Lets S3 start on a bucket with Object Lock. */
    token: optional(string(), { local: true }),
};

const GONE = [NO_BUCKET, "ReplicationConfigurationNotFoundError"];

export const bucketReplicationConfig = defineResource({
    token: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    inputs,
    outputs: [],
    async create(account, wanted) {
        await put(account, wanted);
        return wanted.bucket;
    },
    async read(account, bucket) {
        const s3 = await account.s3();
        const answer = await unlessGone(GONE, () => s3.getBucketReplication({ Bucket: bucket }));
        const configuration = answer?.ReplicationConfiguration;
        return (
            configuration && {
                bucket,
                role: configuration.Role,
                rules: (configuration.Rules ?? []).map(fromS3Rule),
            }
        );
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    async delete(account, bucket) {
        const s3 = await account.s3();
        await unlessGone(GONE, () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.deleteBucketReplication({ Bucket: bucket }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent(
        [BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, VERSIONING_NOT_YET_SEEN],
        account.stopping,
        () =>
            s3.putBucketReplication({
                Bucket: wanted.bucket,
                Token: wanted.token,
                ReplicationConfiguration: { Role: wanted.role, Rules: wanted.rules.map(toS3Rule) },
            }),
    );
}
