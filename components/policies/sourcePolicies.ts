import { articleRolePermissions } from "./article";
import { objectsOf, policyDocument, type PolicyDocument, type PolicyStatement } from "./document";
import { SourcePolicies } from "./forms";
import { replicaKeyActions, throughS3, type KeyUse } from "./keyUse";
import { replicaActions, type ReplicaUse } from "./replicaActions";

/** A destination, and what the rules that go to it use. */
export interface DestinationUse extends ReplicaUse {
    /** Its name among several; empty where it is the only one. */
    readonly name: string;
    readonly bucketArn: string;
    /** The key of the replicas, where a rule selects objects under SSE-KMS. */
    readonly key?: KeyUse;
}

/** The buckets a replication role works between, and what its rules use. */
export interface RolePermissionsInput {
    readonly sourceBucketArn: string;
    /** Whether the source has Object Lock, so that replicas get the retention and the legal hold of their originals. */
    readonly objectLock: boolean;
    /** The source's key, where a rule selects objects under SSE-KMS. */
    readonly sourceKey?: KeyUse;
    readonly destinations: readonly DestinationUse[];
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
    const destinations = [...input.destinations].sort((one, other) => (one.name < other.name ? -1 : 1));
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

function decryptSourceObjects(key: KeyUse): PolicyStatement {
    return {
        Sid: "DecryptSourceObjects",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: key.keyArn,
        Condition: throughS3(key),
    };
}

function writeReplicas(destination: DestinationUse): PolicyStatement {
    return {
        Sid: `WriteReplicas${suffix(destination.name)}`,
        Effect: "Allow",
        Action: replicaActions(destination),
        Resource: objectsOf(destination.bucketArn),
    };
}

function encryptReplicas(name: string, key: KeyUse): PolicyStatement {
    return {
        Sid: `EncryptReplicas${suffix(name)}`,
        Effect: "Allow",
        Action: replicaKeyActions(key),
        Resource: key.keyArn,
        Condition: throughS3(key),
    };
}

/** The names of destinations are of letters and digits, as IAM demands of a Sid. */
function suffix(name: string): string {
    return name === "" ? "" : `To${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;
}
