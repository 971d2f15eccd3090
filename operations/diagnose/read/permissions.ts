import type { Side } from "../../aws/side";
import type { Permission } from "../../permission";

/** What an action is done on. */
export type Target =
    | "the bucket"
    | "every bucket"
    | "the account"
    | "objects"
    | "the role"
    | "policies"
    | "keys"
    | "every alarm"
    | "queues"
    | "topics";

type DiagnosisPermission = Permission<Target> & {
    readonly option?: "--key" | "--sample" | "--events-queue" | "--source-bucket, --destination-bucket";
};

/** What is read of both buckets. */
const ofBuckets = [
    "s3:GetBucketObjectLockConfiguration",
    "s3:GetBucketOwnershipControls",
    "s3:GetBucketPolicy",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketRequestPayment",
    "s3:GetBucketVersioning",
    "s3:GetEncryptionConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:ListBucket",
] as const;

const both: readonly DiagnosisPermission[] = [
    ...ofBuckets.map((action) => ({ action, on: "the bucket" }) as const),
    { action: "s3:ListAllMyBuckets", on: "every bucket" },
    ...["kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListGrants"].map(
        (action) => ({ action, on: "keys" }) as const,
    ),
    {
        action: "s3:GetBucketLocation",
        on: "the bucket",
        option: "--source-bucket, --destination-bucket",
    },
];

/** Object tags are read at the source alone, the owner of the bucket at the destination alone. */
const ofVersions = {
    source: (option: "--key" | "--sample") =>
        [
            { action: "s3:ListBucketVersions", on: "the bucket", option },
            { action: "s3:GetObjectVersion", on: "objects", option },
            { action: "s3:GetObjectVersionTagging", on: "objects", option },
        ] as const,
    destination: [
        { action: "s3:GetBucketAcl", on: "the bucket", option: "--key" },
        { action: "s3:ListBucketVersions", on: "the bucket", option: "--key" },
        { action: "s3:GetObjectVersion", on: "objects", option: "--key" },
    ],
} as const;

/** What the credentials of each side need, so that nothing remains unread. Nothing of it changes anything. */
export const permissions: Readonly<Record<Side, readonly DiagnosisPermission[]>> = {
    source: [
        ...both,
        { action: "s3:GetBucketNotification", on: "the bucket" },
        ...["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"].map(
            (action) => ({ action, on: "the role" }) as const,
        ),
        { action: "iam:GetPolicy", on: "policies" },
        { action: "iam:GetPolicyVersion", on: "policies" },
        { action: "cloudwatch:DescribeAlarms", on: "every alarm" },
        { action: "sns:GetTopicAttributes", on: "topics" },
        { action: "sqs:GetQueueUrl", on: "queues" },
        ...ofVersions.source("--key"),
        ...ofVersions.source("--sample"),
        { action: "sqs:GetQueueAttributes", on: "queues", option: "--events-queue" },
        { action: "sqs:ReceiveMessage", on: "queues", option: "--events-queue" },
    ],
    destination: [
        ...both,
        { action: "s3:GetAccountPublicAccessBlock", on: "the account" },
        ...ofVersions.destination,
    ],
};
