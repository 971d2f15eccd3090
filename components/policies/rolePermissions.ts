import { articleRolePermissions } from "./article";
import { objectsOf, policyDocument, type PolicyDocument } from "./document";
import { SourcePolicies } from "./forms";
import { replicaActions, type ReplicaUse } from "./replicaActions";

/** The buckets a replication role works between, and what its rules use. */
export interface RolePermissionsInput extends ReplicaUse {
    readonly sourceBucketArn: string;
    readonly destinationBucketArn: string;
}

/** The role's permissions in the form chosen. */
export function rolePermissions(form: SourcePolicies, input: RolePermissionsInput): PolicyDocument {
    return form === SourcePolicies.Article ? articleRolePermissions(input) : minimalRolePermissions(input);
}

/**
 * What the replication role may do: read the source's configuration and object versions, write replicas to the
 * destination, and nothing that the rules do not use.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
function minimalRolePermissions(input: RolePermissionsInput): PolicyDocument {
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
            ],
            Resource: objectsOf(input.sourceBucketArn),
        },
        {
            Sid: "WriteReplicas",
            Effect: "Allow",
            Action: replicaActions(input),
            Resource: objectsOf(input.destinationBucketArn),
        },
    );
}
