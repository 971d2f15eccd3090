/**
 * The documents of the 2018 article that this project automates, for those who must deploy exactly what they have had
 * until now. Each keeps the article's statements as they stand and adds, in a statement of its own, what replication
 * with an owner override has needed since. The minimal documents grant less: see destinationGrant.ts and sourcePolicies.ts.
 */
import { accountRootArn } from "./arn";
import { objectsOf, policyDocument, type PolicyDocument, type PolicyStatement } from "./document";

/**
 * The source bucket's own statement. Replication does not need it: the role is an identity of the bucket's own account,
 * and writes to the destination only.
 */
export function articleSourceStatement({
    partition,
    accountId,
    bucketArn,
}: {
    readonly partition: string;
    readonly accountId: string;
    readonly bucketArn: string;
}): PolicyStatement {
    return {
        Sid: "Stmt123",
        Effect: "Allow",
        Principal: { AWS: accountRootArn(partition, accountId) },
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
        Resource: objectsOf(bucketArn),
    };
}

/**
 * The role's permissions. The article gives delete markers always; the rules decide whether they are replicated. It knows
 * one destination, no keys and no Object Lock.
 */
export function articleRolePermissions(input: {
    readonly sourceBucketArn: string;
    readonly destinations: readonly { readonly bucketArn: string }[];
}): PolicyDocument {
    const replicas = input.destinations.map(({ bucketArn }) => objectsOf(bucketArn));
    const [sole] = replicas;
    if (sole === undefined || replicas.length > 1) {
        throw new Error(`The article's role writes to one destination, not to ${replicas.length}`);
    }
    return policyDocument(
        {
            Sid: "ReadSourceObjects",
            Effect: "Allow",
            Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"],
            Resource: [objectsOf(input.sourceBucketArn)],
        },
        {
            Sid: "ReadReplicationConfiguration",
            Effect: "Allow",
            Action: ["s3:ListBucket", "s3:GetReplicationConfiguration"],
            Resource: [input.sourceBucketArn],
        },
        {
            Sid: "WriteReplicas",
            Effect: "Allow",
            Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
            Resource: sole,
        },
        {
            Sid: "ReadSourceTags",
            Effect: "Allow",
            Action: "s3:GetObjectVersionTagging",
            Resource: objectsOf(input.sourceBucketArn),
        },
        {
            Sid: "WriteReplicaTagsAndOwner",
            Effect: "Allow",
            Action: ["s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
            Resource: sole,
        },
    );
}

/**
 * The destination's statements. The first lets every identity of the source account that its administrators allow
 * suspend versioning here (`s3:PutBucketVersioning`): choose it only for a source account that you trust that far.
 */
export function articleDestinationStatements(input: {
    readonly partition: string;
    readonly sourceAccountId: string;
    readonly destinationBucketArn: string;
}): readonly PolicyStatement[] {
    const sourceAccount = { AWS: accountRootArn(input.partition, input.sourceAccountId) };
    return [
        {
            Sid: "S3ReplicationPolicyStmt1",
            Effect: "Allow",
            Principal: sourceAccount,
            Action: [
                "s3:GetBucketVersioning",
                "s3:PutBucketVersioning",
                "s3:ReplicateObject",
                "s3:ReplicateDelete",
                "s3:ObjectOwnerOverrideToBucketOwner",
            ],
            Resource: [input.destinationBucketArn, objectsOf(input.destinationBucketArn)],
        },
        {
            Sid: "AllowReplicaTags",
            Effect: "Allow",
            Principal: sourceAccount,
            Action: "s3:ReplicateTags",
            Resource: objectsOf(input.destinationBucketArn),
        },
    ];
}
