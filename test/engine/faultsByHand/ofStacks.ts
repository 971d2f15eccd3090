import type { FaultByHand } from "./fault";
import { otherTeams } from "./statements";

/**
 * Faults of the pair as it ships, of which the stacks know more than AWS tells. Each is mended by `pulumi up --refresh`; the other
 * faults are mended faster without a stack.
 */
export const faultsOfStacks: readonly FaultByHand[] = [
    {
        title: "another team has put its own policy on the destination",
        put: (hand) => hand.policy("destination", () => otherTeams(hand.destination)),
        cause: "bucket-policy-lacks",
    },
    {
        title: "the role is deleted",
        put: (hand) => hand.deleteRole(),
        cause: "role-missing",
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
    {
        title: "the destination's objects belong to whoever writes them",
        put: (hand) =>
            hand.as("destination").s3.putBucketOwnershipControls({
                ...hand.bucket("destination"),
                OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
            }),
        cause: "drift",
        result: "works",
        undo: (hand) =>
            hand.as("destination").s3.putBucketOwnershipControls({
                ...hand.bucket("destination"),
                OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
            }),
    },
];
