import { manifestPrefix, reportPrefix, retryPrefix } from "./backfillPaths";
import { objectsOf, policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { throughS3, type UsedKey } from "./keyUse";

/**
 * Who may assume the role of a backfill: S3 Batch Operations and nobody else. AWS's pages have no condition here, and do not say
 * that a job sends `aws:SourceAccount`. So there is one only where somebody chose it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 */
export function backfillTrust(confinedTo?: {
    /** The account whose jobs may use the role. */
    readonly accountId: string;
}): PolicyDocument {
    return policyDocument({
        Sid: "BatchOperationsAssumesTheRole",
        Effect: "Allow",
        Principal: { Service: "batchoperations.s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        ...(confinedTo && { Condition: { StringEquals: { "aws:SourceAccount": confinedTo.accountId } } }),
    });
}

/** The buckets that the role of a backfill works with. */
interface BackfillPermissionsInput {
    readonly sourceBucketArn: string;
    /** The bucket of manifests and reports. */
    readonly bucketArn: string;
    /** Empty, or ends with a slash. */
    readonly prefix: string;
    /** The key of manifests. */
    readonly key?: UsedKey;
}

/**
 * What the role of a backfill may do: have Amazon S3 list what is to be replicated, and mark it. The replication role writes the
 * replicas, so that this one has nothing at a destination.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
 */
export function backfillPermissions(input: BackfillPermissionsInput): PolicyDocument {
    const { sourceBucketArn, bucketArn, prefix, key } = input;
    const under = (place: string) => objectsUnder(bucketArn, place);
    return policyDocument(
        {
            Sid: "InitiateReplication",
            Effect: "Allow",
            Action: "s3:InitiateReplication",
            Resource: objectsOf(sourceBucketArn),
        },
        {
            Sid: "ListWhatIsReplicated",
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"],
            Resource: sourceBucketArn,
        },
        {
            Sid: "ReadManifests",
            Effect: "Allow",
            // The bucket of manifests may be one that is versioned.
            Action: ["s3:GetObject", "s3:GetObjectVersion"],
            Resource: [under(manifestPrefix(prefix)), under(retryPrefix(prefix))],
        },
        {
            Sid: "WriteManifestsAndReports",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: [under(manifestPrefix(prefix)), under(reportPrefix(prefix))],
        },
        ...(key ? [useKey(key)] : []),
    );
}

/** The objects of a bucket whose keys begin so, as IAM names them. */
function objectsUnder(bucketArn: string, prefix: string): string {
    return `${bucketArn}/${prefix}*`;
}

/**
 * Reports need no key: they are always under SSE-S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
 */
function useKey(key: UsedKey): PolicyStatement {
    return {
        Sid: "EncryptAndDecryptManifests",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: key.keyArn,
        Condition: throughS3(key),
    };
}
