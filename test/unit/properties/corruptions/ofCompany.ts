import { each, type Corruption } from "./corruption";

const members =
    "a rule with id, priority, prefix, tags, enabled, deleteMarkerReplication, destination, storageClass, metrics, " +
    "replicationTimeControl, replicaModificationSync, kmsEncryptedObjects";
const existing =
    "leave it out: AWS no longer accepts it. Objects from before the rule are replicated by S3 Batch Replication";
const noMarkers = "false where a rule selects by tags: AWS replicates no delete markers by such a rule";
const withMetrics = "true where replicationTimeControl is: AWS measures the one by the other";

const unknown = [
    ...[
        "ID",
        "Priority",
        "status",
        "filter",
        "tag",
        "storage_class",
        "deleteMarkers",
        "replicationTime",
        "rtc",
    ],
    ...["account", "bucket", "kmsKeyArn", "toString", "constructor", "hasOwnProperty", "", "a b"],
];

/** Values that a rule has elsewhere, and members that it has nowhere. */
export const corruptionsOfCompany: readonly Corruption[] = [
    ...unknown.flatMap((member) => each(member, members, ["v", true, 1, null])),
    ...each("existingObjectReplication", existing, [true, false, "Enabled", { status: "Enabled" }, null]),
    {
        member: "deleteMarkerReplication",
        value: true,
        beside: { tags: { team: "sre" }, deleteMarkerReplication: undefined },
        allowed: noMarkers,
    },
    {
        member: "tags",
        value: { team: "sre" },
        beside: { tags: undefined, deleteMarkerReplication: true },
        at: "deleteMarkerReplication",
        allowed: noMarkers,
    },
    {
        member: "metrics",
        value: false,
        beside: { replicationTimeControl: true, metrics: undefined },
        allowed: withMetrics,
    },
    {
        member: "replicationTimeControl",
        value: true,
        beside: { metrics: false, replicationTimeControl: undefined },
        at: "metrics",
        allowed: withMetrics,
    },
    {
        member: "kmsEncryptedObjects",
        value: true,
        beside: { kmsEncryptedObjects: undefined },
        sourceKey: false,
        allowed: "false where the source has no key",
    },
];

/** What is in a list of rules in place of one. */
export const noRules: readonly unknown[] = [
    null,
    undefined,
    "reports/",
    "",
    1,
    0,
    true,
    false,
    [],
    [{}],
    [["id", "a"]],
];
export const ruleAllowed = members;
