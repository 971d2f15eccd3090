import * as v from "valibot";
import { daysFormat } from "../bucket/lifecycle";
import { bucketNameFormat, format, kmsKeyArnFormat, roleNameFormat } from "../validation/formats";
import { forbidden, members, onOff, optionalInput } from "../validation/schema";

/**
 * A prefix stands in the role's policy, where * and ? are wildcards and $ begins a variable. AWS takes up to 512 characters of a
 * prefix of manifests or reports.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobReport.html
 */
export const backfillPrefixFormat = format(
    "what ends with a slash, of letters, digits and !-_.'() between slashes, in up to 500 characters",
    (prefix) => prefix === "" || (/^([\w!.'()-]+\/)+$/.test(prefix) && prefix.length <= 500),
);

const existingName = "the name of the bucket, where existingBucket is true";
/** The name of a bucket that exists. */
export const existingBucketFormat = v.pipe(v.string(existingName), bucketNameFormat);

const memberSchemas = {
    bucketName: optionalInput(bucketNameFormat),
    existingBucket: v.optional(onOff),
    prefix: optionalInput(backfillPrefixFormat),
    kmsKeyArn: optionalInput(kmsKeyArnFormat),
    roleName: optionalInput(roleNameFormat),
    expirationDays: optionalInput(daysFormat),
};
type BackfillInput = v.InferOutput<v.StrictObjectSchema<typeof memberSchemas, undefined>>;

/** What a backfill needs, as argument and setting alike. */
export const backfillSchema = v.pipe(
    members(
        memberSchemas,
        "an object with bucketName, existingBucket, prefix, kmsKeyArn, roleName, expirationDays",
    ),
    forbidden<BackfillInput>(
        "bucketName",
        ({ existingBucket, bucketName }) => existingBucket === true && bucketName === undefined,
        existingName,
    ),
    forbidden<BackfillInput>(
        "expirationDays",
        ({ existingBucket, expirationDays }) => existingBucket === true && expirationDays !== undefined,
        "leave it out where existingBucket is true: the bucket's lifecycle is set where it is managed",
    ),
);
