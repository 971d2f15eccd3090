import { BUCKET_NOT_YET_SEEN, OPERATION_ABORTED, unlessGone, untilConsistent } from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { object, oneOf, optional, required, string, type Typed } from "../schema";
import { isPropertyMap } from "../wire";
import { bucketId, expectedOwner, NO_BUCKET, ofBucket, parseBucketId } from "./bucketBase";

const inputs = {
    ...ofBucket,
    ...expectedOwner,
    mfa: optional(string(), { local: true }),
    versioningConfiguration: required(
        object({
            status: required(oneOf("Enabled", "Suspended", "Disabled")),
            mfaDelete: optional(oneOf("Enabled", "Disabled"), { computed: true }),
        }),
    ),
};

export const bucketVersioning = defineResource({
    token: "aws:s3/bucketVersioning:BucketVersioning",
    inputs,
    outputs: [],
    async create(account, wanted) {
        await put(account, wanted);
        return bucketId(wanted.bucket, wanted.expectedBucketOwner);
    },
    async read(account, id) {
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        const answer = await unlessGone([NO_BUCKET], () =>
            s3.getBucketVersioning({ Bucket: bucket, ExpectedBucketOwner: owner }),
        );
        return (
            answer && {
                bucket,
                expectedBucketOwner: owner,
                versioningConfiguration: { status: answer.Status ?? "Disabled", mfaDelete: answer.MFADelete },
            }
        );
    },
    async update(account, { inputs: wanted }) {
        if (wanted.versioningConfiguration.status === "Disabled") {
            throw new Error(
                '"versioningConfiguration.status" cannot become Disabled: a bucket that was versioned can ' +
                    "only be Suspended",
            );
        }
        await put(account, wanted);
    },
    /** S3 has no way back to "never versioned": the nearest is to suspend. */
    async delete(account, id, state) {
        const configuration = state.versioningConfiguration;
        if (isPropertyMap(configuration) && configuration.status === "Disabled") {
            return;
        }
        const { bucket, owner } = parseBucketId(id);
        const s3 = await account.s3();
        await unlessGone([NO_BUCKET], () =>
            untilConsistent([OPERATION_ABORTED], account.stopping, () =>
                s3.putBucketVersioning({
                    Bucket: bucket,
                    ExpectedBucketOwner: owner,
                    VersioningConfiguration: { Status: "Suspended" },
                }),
            ),
        );
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const { status, mfaDelete } = wanted.versioningConfiguration;
    // "Disabled" is what a bucket is until versioning is first asked for; the S3 API cannot set it.
    if (status === "Disabled") {
        return;
    }
    const s3 = await account.s3();
    await untilConsistent([BUCKET_NOT_YET_SEEN, OPERATION_ABORTED], account.stopping, () =>
        s3.putBucketVersioning({
            Bucket: wanted.bucket,
            ExpectedBucketOwner: wanted.expectedBucketOwner,
            MFA: wanted.mfa,
            VersioningConfiguration: { Status: status, MFADelete: mfaDelete },
        }),
    );
}
