import type { FaultByHand } from "./fault";
import { otherTeams, withoutSid } from "./statements";

/** Faults of the pair as it ships. The stacks know how it should be, so each is mended by `pulumi up --refresh`. */
export const faultsOfStacks: readonly FaultByHand[] = [
    {
        title: "the statement that lets in the role is gone from the destination's policy",
        put: (hand) => hand.policy("destination", withoutSid("AllowReplicas")),
        cause: "bucket-policy-lacks",
    },
    {
        title: "another team has put its own policy on the destination",
        put: (hand) => hand.policy("destination", () => otherTeams(hand.destination)),
        cause: "bucket-policy-lacks",
    },
    {
        title: "versioning is suspended at the destination",
        put: (hand) => hand.versioning("destination", "Suspended"),
        cause: "destination-versioning-off",
    },
    {
        title: "the role trusts another service",
        put: (hand) => hand.trust({ Principal: { Service: "ec2.amazonaws.com" } }),
        cause: "trust-refuses",
    },
    {
        title: "the role is deleted",
        put: (hand) => hand.deleteRole(),
        cause: "role-missing",
    },
    {
        title: "the role's policy is deleted",
        put: (hand) => hand.deleteRolePolicy(),
        cause: "role-lacks",
    },
    {
        title: "the rule is paused",
        put: (hand) => hand.rules(() => ({ Status: "Disabled" })),
        cause: "rules-paused",
    },
    {
        title: "the rule selects other objects",
        put: (hand) => hand.rules(() => ({ Filter: { Prefix: "reports/" } })),
        cause: "drift",
    },
    {
        title: "the configuration is removed",
        put: (hand) => hand.as("source").s3.deleteBucketReplication(hand.bucket("source")),
        cause: "configuration-missing",
    },
    {
        title: "the rule goes to another bucket",
        put: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: { ...Destination, Bucket: "arn:aws:s3:::elsewhere" },
            })),
        cause: "no-rule-to-destination",
    },
    {
        title: "the destination's objects belong to whoever writes them",
        put: (hand) =>
            hand.as("destination").s3.putBucketOwnershipControls({
                ...hand.bucket("destination"),
                OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
            }),
        cause: "drift",
        result: "works",
    },
    {
        title: "the destination bucket is deleted",
        put: (hand) => hand.as("destination").s3.deleteBucket(hand.bucket("destination")),
        cause: "destination-bucket-missing",
    },
    {
        title: "another account's bucket has the destination's name",
        put: (hand) => hand.takeOver(),
        cause: "destination-bucket-missing",
        // Whoever has the name keeps it: no command of the two accounts gets it back.
        prepare: (hand) => hand.outsider().deleteBucket(hand.bucket("destination")),
    },
];

/** What is as harmless as it looks, or is undone by a call as fast as it was made. */
export const undoneByHand: readonly FaultByHand[] = [
    {
        title: "delete markers are no longer replicated",
        put: (hand) => hand.rules(() => ({ DeleteMarkerReplication: { Status: "Disabled" } })),
        cause: "drift",
        undo: (hand) => hand.rules(() => ({ DeleteMarkerReplication: { Status: "Enabled" } })),
    },
    {
        title: "the owner is no longer overridden",
        put: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: { Bucket: Destination?.Bucket, Metrics: Destination?.Metrics },
            })),
        cause: "drift",
        undo: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: {
                    Bucket: Destination?.Bucket,
                    Metrics: Destination?.Metrics,
                    Account: "222222222222",
                    AccessControlTranslation: { Owner: "Destination" },
                },
            })),
    },
];
