import type { ReplicationRule } from "@aws-sdk/client-s3";
import { prefixOf, tagsOf } from "../../replicationRules";
import type { VersionHead } from "./answers";

/** Why a version has no replica, or that it has one. */
export const causes = [
    "arrived",
    /** There is a replica, and something newer is on top of it. */
    "changed",
    /** S3 says that it was replicated, and there is no replica any more. */
    "gone",
    /** S3 says that it was replicated, and the destination was not looked at. */
    "replicated",
    "pending",
    "failed",
    /** It is a replica itself. */
    "replica",
    "missing",
    /** It is a delete marker. */
    "deleted",
    /** There is no rule to this destination. */
    "no-rule",
    "prefix",
    /** The rules that select it are disabled. */
    "paused",
    "tags",
    "storage-class",
    /** The rule leaves out objects under a KMS key. */
    "kms-left-out",
    /** It is under a customer's key (SSE-C), without which S3 tells nothing of it. */
    "customer-key",
    /** A rule selects it: it was written before the configuration took effect, or before it had its tags. */
    "before-configuration",
    /** The configuration or the tags were not read. */
    "unknown",
] as const;
export type Cause = (typeof causes)[number];

/** The rule that selects an object, or why none does. */
export type Selection =
    | { readonly rule: ReplicationRule }
    | { readonly cause: "no-rule" | "prefix" | "paused" | "tags" | "unknown" };

/** The tags of an object; undefined where they were not read. */
export type Tags = Readonly<Record<string, string>> | undefined;

/** Whether it depends on the tags of an object which rule selects it. */
export function needsTags(rules: readonly ReplicationRule[], key: string): boolean {
    return rules.some((rule) => key.startsWith(prefixOf(rule)) && tagsOf(rule).length > 0);
}

/**
 * The rule with the highest priority of those enabled that an object matches: no other decides, among rules to one
 * destination. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html
 */
export function selectionOf(
    rules: readonly ReplicationRule[] | undefined,
    key: string,
    tags: Tags,
): Selection {
    if (rules === undefined) {
        return { cause: "unknown" };
    }
    if (rules.length === 0) {
        return { cause: "no-rule" };
    }
    const byPrefix = rules.filter((rule) => key.startsWith(prefixOf(rule)));
    if (byPrefix.length === 0) {
        return { cause: "prefix" };
    }
    const enabled = byPrefix
        .filter(({ Status }) => Status === "Enabled")
        .toSorted((one, other) => (other.Priority ?? 0) - (one.Priority ?? 0));
    for (const rule of enabled) {
        const needed = tagsOf(rule);
        if (needed.length > 0 && tags === undefined) {
            return { cause: "unknown" };
        }
        if (needed.every(({ Key = "", Value }) => tags?.[Key] === Value)) {
            return { rule };
        }
    }
    return { cause: enabled.length === 0 ? "paused" : "tags" };
}

/** The classes whose objects S3 does not replicate. */
export const archives: ReadonlySet<string> = new Set(["GLACIER", "DEEP_ARCHIVE"]);

const byStatus = {
    COMPLETED: "replicated",
    PENDING: "pending",
    FAILED: "failed",
    REPLICA: "replica",
} as const;

/** What the source alone says of a version: how far it is, or why S3 does not even try. */
export function causeByHead(head: VersionHead, selection: Selection): Cause {
    if (head.status !== "none") {
        return byStatus[head.status];
    }
    if ("cause" in selection) {
        return selection.cause;
    }
    if (head.archived || archives.has(head.storageClass)) {
        return "storage-class";
    }
    const criteria = selection.rule.SourceSelectionCriteria?.SseKmsEncryptedObjects;
    if (head.encryption?.startsWith("aws:kms") && criteria?.Status !== "Enabled") {
        return "kms-left-out";
    }
    return "before-configuration";
}
