import { asList } from "../../policies/support/setting";
import type { FaultByHand } from "./fault";
import { denying, withoutSid } from "./statements";

/** Faults of a pair that is named by its buckets alone: each is mended by commands of the AWS CLI. */
export const faultsOfBuckets: readonly FaultByHand[] = [
    {
        title: "the destination's policy denies the role",
        put: (hand) =>
            hand.policy("destination", (statements) => [
                ...statements,
                denying(hand.roleArn, hand.destination, "s3:*"),
            ]),
        cause: "statement-denies",
    },
    {
        title: "the source's policy denies the role",
        put: (hand) =>
            hand.policy("source", (statements) => [
                ...statements,
                denying(hand.roleArn, hand.source, "s3:GetObjectVersionForReplication"),
            ]),
        cause: "statement-denies",
    },
    {
        title: "the destination's policy is deleted",
        put: (hand) => hand.as("destination").s3.deleteBucketPolicy(hand.bucket("destination")),
        cause: "bucket-policy-lacks",
    },
    {
        // The emulator shows no unique id in the place of a role that is gone: what AWS shows then is put there.
        title: "the destination's policy names a role that was made anew since",
        put: (hand) =>
            hand.policy("destination", (statements) =>
                statements.map((statement) =>
                    "Condition" in statement && statement.Effect === "Allow"
                        ? {
                              ...statement,
                              Condition: undefined,
                              Principal: { AWS: "AROAEXAMPLEOFGONE1234" },
                          }
                        : statement,
                ),
            ),
        cause: "principal-gone",
    },
    {
        title: "the role trusts S3 for another account's bucket",
        put: (hand) =>
            hand.trust({
                Principal: { Service: "s3.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
            }),
        cause: "trust-refuses",
    },
    {
        // AWS does not say whether S3 sends the time.
        title: "the role trusts S3 until a day that is past",
        put: (hand) =>
            hand.trust({
                Principal: { Service: "s3.amazonaws.com" },
                Condition: { DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
            }),
        cause: "statement-may-deny",
        result: "unknown",
    },
    {
        title: "the role may no longer replicate objects",
        put: (hand) =>
            hand.permissions((statements) =>
                statements.map((statement) => ({
                    ...statement,
                    Action: asList(statement.Action as string | string[]).filter(
                        (action) => action !== "s3:ReplicateObject",
                    ),
                })),
            ),
        cause: "role-lacks",
    },
    {
        title: "the role may read a part of the source alone",
        put: (hand) =>
            hand.permissions((statements) =>
                statements.map((statement) =>
                    statement.Resource === `arn:aws:s3:::${hand.source}/*`
                        ? { ...statement, Resource: `arn:aws:s3:::${hand.source}/reports/*` }
                        : statement,
                ),
            ),
        cause: "role-lacks",
    },
    {
        title: "the role's policy is deleted",
        put: (hand) => hand.deleteRolePolicy(),
        cause: "role-lacks",
    },
    {
        title: "the role's permissions boundary is too narrow",
        put: async (hand) => {
            const PermissionsBoundary = await hand.managedPolicy("narrow", [
                { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: "*" },
            ]);
            await hand.as("source").iam.putRolePermissionsBoundary({
                RoleName: hand.role,
                PermissionsBoundary,
            });
        },
        cause: "boundary-lacks",
    },
    {
        title: "a policy that is attached to the role denies",
        put: async (hand) => {
            const PolicyArn = await hand.managedPolicy("nothing-leaves", [
                { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
                { Effect: "Deny", Action: "s3:ReplicateObject", Resource: "*" },
            ]);
            await hand.as("source").iam.attachRolePolicy({ RoleName: hand.role, PolicyArn });
        },
        cause: "statement-denies",
    },
    {
        title: "the rule is paused",
        put: (hand) => hand.rules(() => ({ Status: "Disabled" })),
        cause: "rules-paused",
    },
    {
        title: "the rule names another account than the bucket's",
        put: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: { ...Destination, Bucket: Destination?.Bucket, Account: "333333333333" },
            })),
        cause: "rule-account-wrong",
    },
    {
        title: "the destination is no longer versioned",
        put: (hand) => hand.versioning("destination", "Suspended"),
        cause: "destination-versioning-off",
    },
    {
        title: "whoever asks the destination pays",
        put: (hand) =>
            hand.as("destination").s3.putBucketRequestPayment({
                ...hand.bucket("destination"),
                RequestPaymentConfiguration: { Payer: "Requester" },
            }),
        cause: "requester-pays",
    },
    {
        title: "the destination's policy is public, and other accounts are kept out of public buckets",
        put: async (hand) => {
            await hand.as("destination").s3.putPublicAccessBlock({
                ...hand.bucket("destination"),
                PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: true },
            });
            await hand.policy("destination", (statements) => [
                ...statements,
                {
                    Sid: "Website",
                    Effect: "Allow",
                    Principal: "*",
                    Action: "s3:GetObject",
                    Resource: `arn:aws:s3:::${hand.destination}/*`,
                },
            ]);
        },
        cause: "public-policy-restricted",
        // Which statement of a policy is meant to be public is for a person to say.
        undo: (hand) => hand.policy("destination", withoutSid("Website")),
    },
    {
        // AWS refuses this to a bucket with a replication configuration; the emulator does not.
        title: "the source is no longer versioned",
        put: (hand) => hand.versioning("source", "Suspended"),
        cause: "source-versioning-off",
    },
    {
        title: "new objects of the source are under a KMS key, and the rule leaves such out",
        put: async (hand) => {
            const { KeyMetadata } = await hand.kms("source").createKey({});
            await hand.encryption("source", KeyMetadata?.Arn);
        },
        cause: "kms-objects-left-out",
        // Which key the replicas are to have is for a person to say.
        undo: (hand) => hand.encryption("source"),
    },
    {
        title: "the topic of failure events is deleted",
        put: async (hand) => {
            const { TopicArn } = await hand.sns().createTopic({ Name: "short-lived" });
            await hand.as("source").s3.putBucketNotificationConfiguration({
                ...hand.bucket("source"),
                NotificationConfiguration: {
                    TopicConfigurations: [
                        { TopicArn, Events: ["s3:Replication:OperationFailedReplication"] },
                    ],
                },
            });
            await hand.sns().deleteTopic({ TopicArn });
        },
        cause: "event-target-missing",
        result: "works",
        undo: (hand) =>
            hand.as("source").s3.putBucketNotificationConfiguration({
                ...hand.bucket("source"),
                NotificationConfiguration: {},
            }),
    },
    {
        title: "replicas belong to the source's account",
        put: async (hand) => {
            await hand.as("destination").s3.putBucketOwnershipControls({
                ...hand.bucket("destination"),
                OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
            });
            await hand.rules(({ Destination }) => ({ Destination: { Bucket: Destination?.Bucket } }));
        },
        cause: "owner-not-overridden",
        result: "works",
    },
    {
        title: "the role is deleted",
        put: async (hand) => {
            const { iam } = hand.as("source");
            const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: hand.role });
            for (const { PolicyArn } of AttachedPolicies) {
                await iam.detachRolePolicy({ RoleName: hand.role, PolicyArn });
            }
            await hand.deleteRole();
        },
        cause: "role-missing",
    },
    {
        // The last: no bucket loses Object Lock again.
        title: "the source has Object Lock, and the destination has not",
        put: async (hand) => {
            await hand.as("source").s3.putObjectLockConfiguration({
                ...hand.bucket("source"),
                ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
            });
            await hand.permissions((statements) => [
                ...statements,
                {
                    Effect: "Allow",
                    Action: ["s3:GetObjectRetention", "s3:GetObjectLegalHold"],
                    Resource: `arn:aws:s3:::${hand.source}/*`,
                },
            ]);
        },
        cause: "object-lock-missing",
    },
];
