/*
 * What single values may be: one format for each kind of value, for arguments, settings and stack outputs alike. Each message
 * completes "allowed: …".
 */
import * as v from "valibot";

/** A text in a form that AWS gives. */
export function format(allowed: string, accepts: (value: string) => boolean) {
    return v.pipe(v.string(allowed), v.check(accepts, allowed));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameFormat = format(
    "3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, " +
        "not shaped like an IP address, and none of the prefixes and suffixes that AWS reserves (xn--, sthree-, " +
        "amzn-s3-demo-, -s3alias, --ol-s3, .mrap, --x-s3, --table-s3)",
    (name) =>
        /^(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]$/.test(name) &&
        !/^\d{1,3}(\.\d{1,3}){3}$/.test(name) &&
        !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
        !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name),
);

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const accountIdFormat = format(
    "the 12 digits of an AWS account id, in quotes so that a leading zero stays",
    (id) => /^\d{12}$/.test(id),
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleNameFormat = format(
    "1 to 64 letters, digits and _+=,.@- (the name of a role, not its ARN and without a path)",
    (name) => /^[\w+=,.@-]{1,64}$/.test(name),
);

/** The ARN of a bucket in any partition; a bucket's ARN has neither region nor account. */
export const bucketArnFormat = format(
    "the ARN of a bucket, arn:<partition>:s3:::<bucket name>, without a path",
    (arn) => {
        const name = /^arn:aws[a-z-]*:s3:::([^/:*?]+)$/.exec(arn)?.[1];
        return name !== undefined && v.is(bucketNameFormat, name);
    },
);

/** The codes of regions in every partition, as `ap-northeast-2` and `us-gov-west-1`. */
export const regionFormat = format("the code of an AWS region, such as ap-northeast-2", (region) =>
    /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region),
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const rolePathFormat = format(
    "a path of a role, which begins and ends with a slash, as /replication/, in up to 512 characters, without *, ? and $",
    // The destination's policies pin the role by its ARN. There these three would let in other roles.
    (path) => /^\/(?:[\x21-\x2e\x30-\x7e]+\/)*$/.test(path) && !/[*?$]/.test(path) && path.length <= 512,
);

export const roleArnFormat = format(
    "the ARN of an IAM role, arn:<partition>:iam::<12 digits>:role/<name>",
    (arn) => /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\x21-\x2e\x30-\x7e]+\/)*[\w+=,.@-]{1,64}$/.test(arn),
);

export const policyArnFormat = format(
    "the ARN of an IAM policy, arn:<partition>:iam::<12 digits, or aws>:policy/<name>",
    (arn) => /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\x21-\x7e]+$/.test(arn),
);

/**
 * A key by its ARN. AWS looks an alias up in the account of the caller, so on the other side it means another key. No other
 * account may use `aws/s3`.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_EncryptionConfiguration.html
 */
export const kmsKeyArnFormat = format(
    "the ARN of a KMS key, arn:<partition>:kms:<region>:<12 digits>:key/<key id>; not an alias, which AWS would look up " +
        "in the account of whoever asks, and not a key id alone",
    (arn) => /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(arn),
);

export const topicArnFormat = format(
    "the ARN of an SNS topic, arn:<partition>:sns:<region>:<12 digits>:<name>; S3 publishes to no FIFO topic",
    (arn) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(arn),
);

export const queueArnFormat = format(
    "the ARN of an SQS queue, arn:<partition>:sqs:<region>:<12 digits>:<name>; S3 publishes to no FIFO queue",
    (arn) => /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/.test(arn),
);

/** A destination's name among several becomes part of a Sid. IAM allows letters and digits there. */
export const destinationNameFormat = format("a name of 1 to 32 letters and digits, a letter first", (name) =>
    /^[A-Za-z][A-Za-z0-9]{0,31}$/.test(name),
);
