import type { FaultByHand } from "./fault";
import { denying, withoutSid } from "./statements";

/** Faults of the buckets of a pair that is named by them alone: each is mended by commands of the AWS CLI. */
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
        title: "the statement that lets in the role is gone from the destination's policy",
        put: (hand) => hand.policy("destination", withoutSid("AllowReplicas")),
        cause: "bucket-policy-lacks",
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
        title: "the rule is paused",
        put: (hand) => hand.rules(() => ({ Status: "Disabled" })),
        cause: "rules-paused",
    },
    {
        title: "the rule goes to another bucket",
        put: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: { ...Destination, Bucket: "arn:aws:s3:::elsewhere" },
            })),
        cause: "no-rule-to-destination",
        // Where it is meant to go is for a person to say.
        undo: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: { ...Destination, Bucket: `arn:aws:s3:::${hand.destination}` },
            })),
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
