import { policyDocument, type PolicyDocument } from "./document";

/**
 * Who may assume the replication role: Amazon S3 and nobody else. The name of the service is the same in every
 * partition.
 *
 * Without a choice there is no `aws:SourceArn` or `aws:SourceAccount` condition: no AWS page says that replication sends
 * these keys, and a condition on a key that is absent would refuse S3 itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export function roleTrust(confinedTo?: {
    /** The account that S3 may assume the role for. */
    readonly accountId: string;
    readonly bucketArn: string;
}): PolicyDocument {
    return policyDocument({
        Sid: "AmazonS3AssumesTheRole",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        ...(confinedTo && {
            Condition: {
                StringEquals: { "aws:SourceAccount": confinedTo.accountId },
                ArnEquals: { "aws:SourceArn": confinedTo.bucketArn },
            },
        }),
    });
}
