import type * as inputs from "@pulumi/aws/types/input";
import type * as pulumi from "@pulumi/pulumi";
import { destinationOf, inOrder } from "./rules";
import type { CheckedRule } from "./schema";

/** A destination as its rules name it. */
export interface RenderedDestination {
    readonly bucketArn: pulumi.Input<string>;
    readonly accountId: pulumi.Input<string>;
    /** The key of the replicas. Only rules that select objects under SSE-KMS ask for it. */
    readonly key: () => { readonly keyArn: pulumi.Input<string> };
}

type Rule = inputs.s3.BucketReplicationConfigRule;

/** The only threshold that AWS has. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationTimeValue.html */
const fifteenMinutes = { minutes: 15 };

/**
 * The rules as the provider takes them, in the current form of the schema (V2, with a filter). The highest priority is first,
 * and tags are in the order of their keys: the order of the input shows in no preview.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html#replication-backward-compat-considerations
 *
 * The replicas' owner is always the destination account.
 */
export function renderReplicationRules(
    rules: readonly CheckedRule[],
    destinations: ReadonlyMap<string, RenderedDestination>,
): Rule[] {
    return inOrder(rules).map((rule) => ({
        id: rule.id,
        priority: rule.priority,
        status: status(rule.enabled),
        filter: filterOf(rule),
        deleteMarkerReplication: { status: status(rule.deleteMarkerReplication) },
        ...selectionOf(rule),
        destination: renderedDestination(rule, destinationOf(destinations, rule)),
    }));
}

/**
 * A filter holds one of prefix, tag and "and". Of two that are given, AWS takes one and drops the other.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRuleFilter.html
 */
function filterOf({ prefix, tags }: CheckedRule): Rule["filter"] {
    const sorted = Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1));
    const [only] = sorted;
    if (only === undefined) {
        return { prefix };
    }
    if (sorted.length === 1 && prefix === "") {
        const [key, value] = only;
        return { tag: { key, value } };
    }
    return { and: { ...(prefix !== "" && { prefix }), tags: Object.fromEntries(sorted) } };
}

/** Objects under SSE-KMS, and changes made to replicas, are left alone unless a rule says so. */
function selectionOf({
    kmsEncryptedObjects,
    replicaModificationSync,
}: CheckedRule): Pick<Rule, "sourceSelectionCriteria"> {
    return kmsEncryptedObjects || replicaModificationSync
        ? {
              sourceSelectionCriteria: {
                  ...(kmsEncryptedObjects && { sseKmsEncryptedObjects: { status: "Enabled" } }),
                  ...(replicaModificationSync && { replicaModifications: { status: "Enabled" } }),
              },
          }
        : {};
}

function renderedDestination(rule: CheckedRule, destination: RenderedDestination): Rule["destination"] {
    return {
        bucket: destination.bucketArn,
        account: destination.accountId,
        accessControlTranslation: { owner: "Destination" },
        ...(rule.storageClass && { storageClass: rule.storageClass }),
        ...(rule.kmsEncryptedObjects && {
            encryptionConfiguration: { replicaKmsKeyId: destination.key().keyArn },
        }),
        ...(rule.replicationTimeControl
            ? {
                  replicationTime: { status: "Enabled", time: fifteenMinutes },
                  metrics: { status: "Enabled", eventThreshold: fifteenMinutes },
              }
            : // Without Replication Time Control AWS refuses a threshold.
              rule.metrics && { metrics: { status: "Enabled" } }),
    };
}

function status(on: boolean): "Enabled" | "Disabled" {
    return on ? "Enabled" : "Disabled";
}
