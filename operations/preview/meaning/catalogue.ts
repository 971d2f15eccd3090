/*
 * Every finding of a preview, in the order in which findings are told. The tables in docs are written from this.
 */

/** What a finding is about. */
export type Kind = "lost" | "fails" | "skipped" | "wider" | "narrower" | "same" | "costs" | "unknown";

/** How much it matters: what nobody can undo, what somebody has to look at, what is good to know. */
export const severities = ["severe", "warning", "note"] as const;
export type Severity = (typeof severities)[number];

interface Entry {
    readonly kind: Kind;
    readonly severity: Severity;
    /** What it means, for somebody who has never heard of it. */
    readonly meaning: string;
}

export const catalogue = {
    "bucket-lost": {
        kind: "lost",
        severity: "severe",
        meaning: "A bucket would be replaced or deleted. Its objects do not move to another one.",
    },
    "replication-redirected": {
        kind: "lost",
        severity: "severe",
        meaning: "Objects would be replicated to another bucket or account. Whoever owns it can read them.",
    },
    "replication-may-be-redirected": {
        kind: "lost",
        severity: "severe",
        meaning: "Whether objects would be replicated to another bucket or account cannot be told.",
    },
    "configuration-lost": {
        kind: "lost",
        severity: "severe",
        meaning: "A replication configuration would go, or take the place of somebody else's.",
    },
    "policy-lost": {
        kind: "lost",
        severity: "severe",
        meaning: "A bucket policy, or statements of others in it, would go.",
    },
    "notification-lost": {
        kind: "lost",
        severity: "severe",
        meaning: "Notifications of a bucket would go, or those of others would be replaced.",
    },
    "alarms-lost": {
        kind: "lost",
        severity: "warning",
        meaning: "Alarms, metrics or logs of requests would go: failures or access would be seen by nobody.",
    },
    "tags-lost": {
        kind: "lost",
        severity: "warning",
        meaning: "Tags would go that costs, access or lifecycle rules may go by.",
    },
    "protection-lost": {
        kind: "lost",
        severity: "severe",
        meaning:
            "Something would no longer be protected: from deletion by Pulumi, from the public, by versions, by Object Lock or by a key.",
    },
    "fails-between": {
        kind: "fails",
        severity: "severe",
        meaning: "In whichever order the stacks are deployed, writes fail to replicate until the last is.",
    },
    "fails-in-other-order": {
        kind: "fails",
        severity: "warning",
        meaning:
            "In another order than the one that is told, writes fail to replicate until the other stack is deployed.",
    },
    "fails-after": {
        kind: "fails",
        severity: "severe",
        meaning: "Once all is deployed, writes fail to replicate.",
    },
    "objects-skipped": {
        kind: "skipped",
        severity: "severe",
        meaning: "No rule would take objects any more that are replicated now. S3 says nothing of them.",
    },
    "delete-markers-skipped": {
        kind: "skipped",
        severity: "warning",
        meaning:
            "Deletions would no longer be replicated: what is deleted in the source stays in the destination.",
    },
    "objects-taken": {
        kind: "skipped",
        severity: "warning",
        meaning: "Objects would be replicated that are not now. Versions from before need a backfill.",
    },
    "delete-markers-taken": {
        kind: "skipped",
        severity: "warning",
        meaning: "Deletions would be replicated that are not now.",
    },
    wider: {
        kind: "wider",
        severity: "severe",
        meaning: "Others than the replication may do what they may not do now.",
    },
    "wider-for-replication": {
        kind: "wider",
        severity: "note",
        meaning: "The replication, and nobody else, may do what it may not do now.",
    },
    narrower: {
        kind: "narrower",
        severity: "warning",
        meaning: "Somebody may no longer do what they may do now.",
    },
    reworded: {
        kind: "same",
        severity: "note",
        meaning: "A document is worded otherwise, and allows the same.",
    },
    "costs-replication-time-control": {
        kind: "costs",
        severity: "note",
        meaning: "S3 Replication Time Control is charged by what is replicated, and its metrics too.",
    },
    "costs-metrics": {
        kind: "costs",
        severity: "note",
        meaning: "Replication metrics of a rule are charged as custom metrics of CloudWatch.",
    },
    "costs-storage-class": {
        kind: "costs",
        severity: "note",
        meaning: "Replicas would be in another storage class, which has prices and minimums of its own.",
    },
    "costs-destination": {
        kind: "costs",
        severity: "note",
        meaning: "Another destination is storage, requests and transfer once more.",
    },
    "costs-alarms": {
        kind: "costs",
        severity: "note",
        meaning: "Alarms and dashboards are charged by the month.",
    },
    "costs-key": {
        kind: "costs",
        severity: "note",
        meaning:
            "A KMS key is charged by the month, and its use by the request; without an S3 Bucket Key by far more of them.",
    },
    "access-not-known": {
        kind: "unknown",
        severity: "warning",
        meaning: "Whether somebody may do more or less than now is not known.",
    },
    "not-known": {
        kind: "unknown",
        severity: "warning",
        meaning: "Whether replication works is not known: the preview does not tell something.",
    },
    "not-previewed": {
        kind: "unknown",
        severity: "warning",
        meaning: "The preview of a stack failed, so that what it would change is not known as a whole.",
    },
} as const satisfies Readonly<Record<string, Entry>>;

export type MeaningId = keyof typeof catalogue;
