import { prefixesOf, tagsOf, type ConfiguredRule } from "../oracle/configuration";
import type { GoodRule } from "./goodRules";
import type { DestinationInput, Input } from "./input";

/** What a rule does, whoever says it and in which words. */
export interface Meaning {
    readonly id: string;
    readonly priority: number;
    readonly replicates: boolean;
    readonly prefix: string;
    /** In the order of their keys. */
    readonly tags: readonly (readonly [string, string])[];
    readonly deleteMarkers: boolean;
    readonly to: Pick<DestinationInput, "bucketArn" | "accountId">;
    readonly ownedBy: string;
    readonly storageClass: string | undefined;
    readonly metrics: boolean;
    readonly timeControl: boolean;
    readonly replicaModifications: boolean;
    readonly kmsKey: string | undefined;
}

/** What the README says that a rule of an input does. */
export function asked(rule: GoodRule, { destinations, sourceKey }: Input): Meaning {
    const destination = destinations.find(({ name }) => name === rule.destination) ?? destinations[0];
    if (destination === undefined) {
        throw new Error("There is a destination always");
    }
    const { bucketArn, accountId, kmsKeyArn } = destination;
    return {
        id: rule.id ?? "replication",
        priority: rule.priority ?? 1,
        replicates: rule.enabled !== false,
        prefix: rule.prefix ?? "",
        tags: inOrder(Object.entries(rule.tags ?? {})),
        deleteMarkers: rule.deleteMarkerReplication === true,
        to: { bucketArn, accountId },
        ownedBy: accountId,
        storageClass: rule.storageClass,
        metrics: rule.metrics !== false,
        timeControl: rule.replicationTimeControl === true,
        replicaModifications: rule.replicaModificationSync === true,
        kmsKey: (rule.kmsEncryptedObjects ?? sourceKey) ? kmsKeyArn : undefined,
    };
}

/** What AWS says that a rule of a configuration does. */
export function configured(rule: ConfiguredRule): Meaning {
    const { destination, sourceSelectionCriteria: criteria } = rule;
    const { bucket, account = "", metrics, replicationTime, encryptionConfiguration } = destination;
    const underKms = criteria?.sseKmsEncryptedObjects?.status === "Enabled";
    return {
        id: rule.id ?? "",
        priority: rule.priority ?? -1,
        replicates: rule.status === "Enabled",
        prefix: prefixesOf(rule).join(),
        tags: inOrder(tagsOf(rule)),
        deleteMarkers: rule.deleteMarkerReplication?.status === "Enabled",
        to: { bucketArn: bucket, accountId: account },
        ownedBy: destination.accessControlTranslation?.owner === "Destination" ? account : "the source",
        storageClass: destination.storageClass,
        metrics: metrics?.status === "Enabled",
        timeControl: replicationTime?.status === "Enabled",
        replicaModifications: criteria?.replicaModifications?.status === "Enabled",
        kmsKey: underKms ? encryptionConfiguration?.replicaKmsKeyId : undefined,
    };
}

function inOrder(tags: readonly (readonly [string, string])[]) {
    return tags.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
