import { arns, document, type Peer } from "./peer";

/** The module twice: once for the source, once for the destination. Its documents are the same in every scenario. */
export const cloudposse: Peer = {
    name: "cloudposse",
    source: {
        repository: "cloudposse/terraform-aws-s3-bucket",
        version: "v4.14.0 (5c2d9f17ea13ce2c7507f8a7275e06acbfbf7b31)",
        files: ["replication.tf (aws_iam_policy_document.replication)", "main.tf (bucket_policy)"],
        how: "read from the module's HCL and written down here",
    },
    grants: () => ({
        role: document(
            {
                Sid: "AllowPrimaryToGetReplicationConfiguration",
                Effect: "Allow",
                Action: ["s3:Get*", "s3:ListBucket"],
                Resource: [arns.source, `${arns.source}/*`],
            },
            {
                Sid: "AllowPrimaryToReplicate",
                Effect: "Allow",
                Action: replicaActions,
                Resource: `${arns.destination}/*`,
            },
        ),
        destinationBucket: document(
            {
                Sid: "CrossAccountReplicationObjects",
                Effect: "Allow",
                Principal: { AWS: arns.role },
                Action: replicaActions,
                Resource: `${arns.destination}/*`,
            },
            {
                Sid: "CrossAccountReplicationBucket",
                Effect: "Allow",
                Principal: { AWS: arns.role },
                Action: ["s3:List*", "s3:GetBucketVersioning", "s3:PutBucketVersioning"],
                Resource: arns.destination,
            },
        ),
    }),
    leftToTheUser: {
        role: "a policy of one's own for the role of the output `replication_role_arn`",
        destinationKey: "the key is made elsewhere, with its policy",
    },
    remarks: {
        plain: "The bucket-level actions are those of AWS's own example for two accounts.",
        "SSE-KMS":
            "A rule takes `replica_kms_key_id` and `sse_kms_encrypted_objects`; the rest is asked for as #277 in its repository.",
        "Object Lock": "`s3:Get*` holds the two actions that Object Lock needs, as AWS's guide says.",
    },
};

const replicaActions = [
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    "s3:ReplicateTags",
    "s3:GetObjectVersionTagging",
    "s3:ObjectOwnerOverrideToBucketOwner",
];
