/**
 * What single values may be, as data: one rule a kind of value, used by the components for their arguments and by
 * whoever reads such a value from elsewhere, so that a value is judged alike wherever it enters.
 */
export interface ArgumentRule {
    /** What is allowed, in words that complete "allowed: …". */
    readonly allowed: string;
    readonly accepts: (value: string) => boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameRule: ArgumentRule = {
    allowed:
        "3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, " +
        "not shaped like an IP address, and none of the prefixes and suffixes that AWS reserves (xn--, sthree-, " +
        "amzn-s3-demo-, -s3alias, --ol-s3, .mrap, --x-s3, --table-s3)",
    accepts: (name) =>
        /^(?=.{3,63}$)[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]$/.test(name) &&
        !/^\d{1,3}(\.\d{1,3}){3}$/.test(name) &&
        !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
        !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name),
};

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html */
export const accountIdRule: ArgumentRule = {
    allowed: "the 12 digits of an AWS account id, in quotes so that a leading zero stays",
    accepts: (id) => /^\d{12}$/.test(id),
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const roleNameRule: ArgumentRule = {
    allowed: "1 to 64 letters, digits and _+=,.@- (the name of a role, not its ARN and without a path)",
    accepts: (name) => /^[\w+=,.@-]{1,64}$/.test(name),
};

/** The ARN of a bucket in any partition; a bucket's ARN has neither region nor account. */
export const bucketArnRule: ArgumentRule = {
    allowed: "the ARN of a bucket, arn:<partition>:s3:::<bucket name>, without a path",
    accepts: (arn) => {
        const name = /^arn:aws[a-z-]*:s3:::([^/:*?]+)$/.exec(arn)?.[1];
        return name !== undefined && bucketNameRule.accepts(name);
    },
};
