import * as v from "valibot";
import { daysFormat } from "../bucket/lifecycle";
import { bucketNameFormat, format, kmsKeyArnFormat, roleNameFormat } from "../validation/formats";
import { members, onOff, optionalInput } from "../validation/schema";

/**
 * A prefix stands in the role's policy, where * and ? are wildcards and $ begins a variable. AWS takes up to 512 characters of a
 * prefix of manifests or reports.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobReport.html
 */
export const backfillPrefixFormat = format(
    "what ends with a slash, of letters, digits and !-_.'() between slashes, in up to 500 characters",
    (prefix) => prefix === "" || (/^([\w!.'()-]+\/)+$/.test(prefix) && prefix.length <= 500),
);

/** What a backfill needs, as argument and setting alike. */
export const backfillSchema = v.pipe(
    members(
        {
            bucketName: optionalInput(bucketNameFormat),
            existingBucket: v.optional(onOff),
            prefix: optionalInput(backfillPrefixFormat),
            kmsKeyArn: optionalInput(kmsKeyArnFormat),
            roleName: optionalInput(roleNameFormat),
            expirationDays: optionalInput(daysFormat),
        },
        "an object with bucketName, existingBucket, prefix, kmsKeyArn, roleName, expirationDays",
    ),
    v.check(
        ({ existingBucket, bucketName }) => !existingBucket || bucketName !== undefined,
        "bucketName beside existingBucket: true, the name of that bucket",
    ),
    v.check(
        ({ existingBucket, expirationDays }) => !existingBucket || expirationDays === undefined,
        "no expirationDays beside existingBucket: true: that bucket's lifecycle is set where it is managed",
    ),
);
