import type { CheckedRule } from "../../../components/rules/schema";

/** A rule that was checked, where nothing is asked for. */
export const checkedRule: CheckedRule = {
    id: "replication",
    priority: 1,
    prefix: "",
    tags: {},
    enabled: true,
    deleteMarkerReplication: false,
    destination: "",
    metrics: true,
    replicationTimeControl: false,
    replicaModificationSync: false,
    kmsEncryptedObjects: false,
};

/** One rule as the provider is to get it, for the destination `replicas`, where nothing is asked for but what is given. */
export function rendered(rule: {
    readonly id: string;
    readonly priority: number;
    readonly filter?: object;
    readonly status?: string;
    readonly deleteMarkers?: string;
    readonly sourceSelectionCriteria?: object;
    /** What the rule says of its destination besides. */
    readonly destination?: object;
}) {
    const { id, priority, filter, status, deleteMarkers, sourceSelectionCriteria, destination } = rule;
    return {
        id,
        priority,
        status: status ?? "Enabled",
        filter: filter ?? { prefix: "" },
        deleteMarkerReplication: { status: deleteMarkers ?? "Disabled" },
        ...(sourceSelectionCriteria && { sourceSelectionCriteria }),
        destination: {
            bucket: "arn:aws:s3:::replicas",
            account: "222222222222",
            accessControlTranslation: { owner: "Destination" },
            metrics: { status: "Enabled" },
            ...destination,
        },
    };
}
