import { describe, unlessGone } from "../aws/errors";
import { listOf, number, object, optional, required, string } from "../schema";
import { defineFunction, texts } from "./awsFunction";

const NONE = ["ObjectLockConfigurationNotFoundError", "NoSuchBucket"];

const retention = { mode: optional(string()), days: optional(number()), years: optional(number()) };

export const getBucketObjectLockConfiguration = defineFunction({
    token: "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration",
    args: {
        bucket: required(string()),
        expectedBucketOwner: optional(string()),
        region: optional(string()),
    },
    results: {
        ...texts("bucket", "objectLockEnabled", "region"),
        expectedBucketOwner: optional(string()),
        rules: required(listOf(object({ defaultRetentions: required(listOf(object(retention))) }))),
    },
    async call(connection, { bucket, expectedBucketOwner, region }) {
        const account = await connection.account(region);
        const what = `reading the Object Lock configuration of the S3 bucket ${bucket}`;
        const s3 = await account.s3();
        const answer = await unlessGone(NONE, () =>
            s3.getObjectLockConfiguration({ Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner }),
        ).catch((error: unknown) => {
            throw new Error(`${what}: ${describe(error)}`);
        });
        const found = answer?.ObjectLockConfiguration;
        if (found === undefined) {
            // The official function has these words for whatever is not there.
            throw new Error(`${what}: couldn't find resource`);
        }
        const retention = found.Rule?.DefaultRetention;
        return {
            bucket,
            expectedBucketOwner,
            region: account.region,
            objectLockEnabled: found.ObjectLockEnabled,
            rules:
                retention === undefined
                    ? []
                    : [
                          {
                              defaultRetentions: [
                                  { mode: retention.Mode, days: retention.Days, years: retention.Years },
                              ],
                          },
                      ],
        };
    },
});
