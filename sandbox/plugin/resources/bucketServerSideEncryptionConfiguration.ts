import { BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { boolean, listOf, object, oneOf, optional, required, string, type Typed } from "../schema";
import { bucketId, expectedOwner, NO_BUCKET, ofBucket, parseBucketId } from "./bucketBase";

const inputs = {
    ...ofBucket,
    ...expectedOwner,
    rules: required(
        listOf(
            object({
                applyServerSideEncryptionByDefault: optional(
                    object({
                        sseAlgorithm: required(oneOf("AES256", "aws:kms", "aws:kms:dsse")),
                        kmsMasterKeyId: optional(string()),
                    }),
                ),
                bucketKeyEnabled: optional(boolean(), { default: false }),
                blockedEncryptionTypes: optional(listOf(oneOf("NONE", "SSE-C"), true), { computed: true }),
            }),
            true,
        ),
    ),
};

const GONE = [NO_BUCKET, "ServerSideEncryptionConfigurationNotFoundError"];

export const bucketServerSideEncryptionConfiguration = defineResource({
    token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs,
    outputs: [],
    async create(account, wanted) {
        await put(account, wanted);
        return bucketId(wanted.bucket, wanted.expectedBucketOwner);
    },
    async read(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        const answer = await unlessGone(GONE, () =>
            s3.getBucketEncryption({ Bucket: bucket, ExpectedBucketOwner: owner }),
        );
        const rules = answer?.ServerSideEncryptionConfiguration?.Rules;
        return (
            rules && {
                bucket,
                expectedBucketOwner: owner,
                rules: rules.map((rule) => ({
                    applyServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault && {
                        sseAlgorithm: rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm,
                        kmsMasterKeyId: rule.ApplyServerSideEncryptionByDefault.KMSMasterKeyID,
                    },
                    bucketKeyEnabled: rule.BucketKeyEnabled,
                    blockedEncryptionTypes: rule.BlockedEncryptionTypes?.EncryptionType,
                })),
            }
        );
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    async delete(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        await unlessGone(GONE, () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.deleteBucketEncryption({ Bucket: bucket, ExpectedBucketOwner: owner }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    const Rules = wanted.rules.map((rule) => ({
        ApplyServerSideEncryptionByDefault: rule.applyServerSideEncryptionByDefault && {
            SSEAlgorithm: rule.applyServerSideEncryptionByDefault.sseAlgorithm,
            KMSMasterKeyID: rule.applyServerSideEncryptionByDefault.kmsMasterKeyId,
        },
        BucketKeyEnabled: rule.bucketKeyEnabled,
        BlockedEncryptionTypes: rule.blockedEncryptionTypes && {
            EncryptionType: rule.blockedEncryptionTypes,
        },
    }));
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putBucketEncryption({
            Bucket: wanted.bucket,
            ExpectedBucketOwner: wanted.expectedBucketOwner,
            ServerSideEncryptionConfiguration: { Rules },
        }),
    );
}
