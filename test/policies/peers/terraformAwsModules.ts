import { arns, document, type Peer } from "./peer";

/**
 * The module takes a role's ARN and makes none. What is compared is the role of its example, which replicates between two
 * buckets of one account.
 */
export const terraformAwsModules: Peer = {
    name: "terraform-aws-modules, example",
    source: {
        repository: "terraform-aws-modules/terraform-aws-s3-bucket",
        version: "v5.15.4 (dd0c434de5e74d8864e249ee020d917b076b6e32)",
        files: ["examples/s3-replication/iam.tf", "examples/s3-replication/main.tf"],
        how: "read from the example's HCL and written down here",
    },
    grants: () => ({
        role: document(
            {
                Effect: "Allow",
                Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                Resource: [arns.source],
            },
            {
                Effect: "Allow",
                Action: ["s3:GetObjectVersion", "s3:GetObjectVersionAcl"],
                Resource: [`${arns.source}/*`],
            },
            {
                Effect: "Allow",
                Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
                Resource: `${arns.destination}/*`,
            },
        ),
    }),
    leftToTheUser: {
        role: "the module's input is the ARN of a role; this one is its example's",
        destinationBucket:
            "the module's inputs `policy` and `attach_policy`; the example has one account and needs none",
        destinationKey: "the key is made elsewhere; the example's has KMS's default policy",
    },
    remarks: {
        "owner override":
            "The example's first rule asks for the override within one account, where there is no other owner.",
        "SSE-KMS": "The example's first rule selects objects under SSE-KMS and names a replica key.",
        "Object Lock": "The module can make buckets with Object Lock; its replication example does not.",
    },
};
