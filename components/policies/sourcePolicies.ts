import { articleRolePermissions, articleSourceStatement } from "./article";
import { objectsOf, policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { replicaKeyActions, throughS3, type UsedKey } from "./keyUse";
import { replicaActions } from "./replicaActions";

/** Which documents the source side carries. */
export const SourcePolicies = {
    /** The role may do what the rules use; the bucket policy refuses plain HTTP. */
    Minimal: "minimal",
    /** The statements of the 2018 article, on the role and on the source bucket. */
    Article: "article",
} as const;
/** Which documents the source side carries. */
export type SourcePolicies = (typeof SourcePolicies)[keyof typeof SourcePolicies];

/** A destination, and what the rules that go to it use. */
export interface PermittedDestination {
    /** Its name among several; a sole one's is empty. */
    readonly name: string;
    readonly bucketArn: string;
    /** Whether any of them replicates delete markers. */
    readonly deleteMarkerReplication: boolean;
    /** Whether any of them hands its replicas to the destination account. Default: yes. */
    readonly ownerOverride?: boolean;
    /** The key of the replicas, where a rule selects objects under SSE-KMS. */
    readonly key?: UsedKey;
}

/** The buckets a replication role works between, and what its rules use. */
export interface RolePermissionsInput {
    readonly sourceBucketArn: string;
    /** Whether the source has Object Lock, so that replicas get the retention and the legal hold of their originals. */
    readonly objectLock: boolean;
    /** Whether annotations of objects are replicated. Default: no. */
    readonly objectAnnotations?: boolean;
    /** The source's key, where a rule selects objects under SSE-KMS. */
    readonly sourceKey?: UsedKey;
    readonly destinations: readonly PermittedDestination[];
}

/** The role's permissions in the form chosen. */
export function rolePermissions(form: SourcePolicies, input: RolePermissionsInput): PolicyDocument {
    return form === SourcePolicies.Article ? articleRolePermissions(input) : minimalRolePermissions(input);
}

/**
 * What the replication role may do: read the source's configuration and object versions, write replicas to the
 * destinations, and nothing that the rules do not use.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
function minimalRolePermissions(input: RolePermissionsInput): PolicyDocument {
    const destinations = [...input.destinations].sort(({ name: one }, { name: other }) =>
        one < other ? -1 : 1,
    );
    return policyDocument(
        {
            Sid: "ReadReplicationConfiguration",
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: input.sourceBucketArn,
        },
        {
            Sid: "ReadSourceObjects",
            Effect: "Allow",
            Action: [
                // Not s3:GetObjectVersion: that one does not replicate objects under SSE-KMS.
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
                // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
                ...(input.objectLock ? ["s3:GetObjectRetention", "s3:GetObjectLegalHold"] : []),
                // At the destination s3:ReplicateObject covers them.
                // https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html#annotations-replication
                ...(input.objectAnnotations ? ["s3:GetObjectVersionAnnotationForReplication"] : []),
            ],
            Resource: objectsOf(input.sourceBucketArn),
        },
        ...(input.sourceKey ? [decryptSourceObjects(input.sourceKey)] : []),
        ...destinations.flatMap((destination) => [
            writeReplicas(destination),
            ...(destination.key ? [encryptReplicas(destination.name, destination.key)] : []),
        ]),
    );
}

function decryptSourceObjects(key: UsedKey): PolicyStatement {
    return {
        Sid: "DecryptSourceObjects",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: key.keyArn,
        Condition: throughS3(key),
    };
}

function writeReplicas(destination: PermittedDestination): PolicyStatement {
    return {
        Sid: `WriteReplicas${suffix(destination.name)}`,
        Effect: "Allow",
        Action: replicaActions(destination),
        Resource: objectsOf(destination.bucketArn),
    };
}

function encryptReplicas(name: string, key: UsedKey): PolicyStatement {
    return {
        Sid: `EncryptReplicas${suffix(name)}`,
        Effect: "Allow",
        Action: replicaKeyActions(key),
        Resource: key.keyArn,
        Condition: throughS3(key),
    };
}

/** The names of destinations are of letters and digits, as IAM requires of a Sid. */
function suffix(name: string): string {
    return name ? `To${name.slice(0, 1).toUpperCase()}${name.slice(1)}` : "";
}

/** What the source has in its bucket's policy. The role is of the bucket's own account, and needs nothing there. */
export function sourceStatements(
    form: SourcePolicies,
    bucket: { readonly partition: string; readonly accountId: string; readonly bucketArn: string },
): readonly PolicyStatement[] {
    return form === SourcePolicies.Article ? [articleSourceStatement(bucket)] : [];
}
