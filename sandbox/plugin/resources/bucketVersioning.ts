import { defineResource } from "../resourceType";
import { object, oneOf, optional, required, string } from "../schema";
import { isPropertyMap } from "../wire";
import { bucketId, expectedOwner, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

const setting = bucketSetting({
    token: "aws:s3/bucketVersioning:BucketVersioning",
    inputs: {
        ...ofBucket,
        ...expectedOwner,
        mfa: optional(string(), { local: true }),
        versioningConfiguration: required(
            object({
                status: required(oneOf("Enabled", "Suspended", "Disabled")),
                mfaDelete: optional(oneOf("Enabled", "Disabled"), { computed: true }),
            }),
        ),
    },
    id: bucketId,
    async put(s3, bucket, { mfa, versioningConfiguration: { status, mfaDelete } }) {
        // "Disabled" is what a bucket is until versioning is first asked for; the S3 API cannot set it.
        if (status !== "Disabled") {
            await s3.putBucketVersioning({
                ...bucket,
                MFA: mfa,
                VersioningConfiguration: { Status: status, MFADelete: mfaDelete },
            });
        }
    },
    async get(s3, bucket) {
        const { Status: status = "Disabled", MFADelete: mfaDelete } = await s3.getBucketVersioning(bucket);
        return { versioningConfiguration: { status, mfaDelete } };
    },
    /** S3 has no way back to "never versioned": the nearest is to suspend. */
    remove: (s3, bucket) =>
        s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Suspended" } }),
});

export const bucketVersioning = defineResource({
    ...setting,
    async update(account, request) {
        if (request.inputs.versioningConfiguration.status === "Disabled") {
            throw new Error(
                '"versioningConfiguration.status" cannot become Disabled: a bucket that was versioned can ' +
                    "only be Suspended",
            );
        }
        await setting.update(account, request);
    },
    async delete(account, id, state) {
        const configuration = state.versioningConfiguration;
        if (!isPropertyMap(configuration) || configuration.status !== "Disabled") {
            await setting.delete(account, id, state);
        }
    },
});
