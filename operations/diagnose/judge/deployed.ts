import type { ReplicationRule } from "@aws-sdk/client-s3";
import type { Side } from "../../aws/side";
import { rulesTo } from "../../replicationRules";
import { valueOf, type DestinationFacts, type Facts, type Read, type SideFacts } from "../facts";
import type { Diagnosed } from "../finding";

/** The rules to a destination that count: those that are enabled, and all where none is. */
export function countingRules({ source }: Facts, { bucket }: DestinationFacts): readonly ReplicationRule[] {
    const rules = rulesTo(valueOf(source.configuration), bucket.arn);
    const enabled = rules.filter(({ Status }) => Status === "Enabled");
    return enabled.length > 0 ? enabled : rules;
}

/** Whether a destination is of another account. What nobody says is taken for that: such pairs are what this is for. */
export function acrossAccounts({ source }: Facts, { accountId }: DestinationFacts): boolean {
    return source.accountId === undefined || source.accountId !== accountId;
}

/** Whether objects that are written without further ado are under a KMS key. */
export function encryptsWithKms({ bucket }: SideFacts): boolean {
    return valueOf(bucket.encryption)?.algorithm.startsWith("aws:kms") ?? false;
}

/** Both sides, each with its place. */
export function sidesOf({ source, destinations }: Facts): readonly (readonly [Side, SideFacts])[] {
    return [["source", source], ...destinations.map((each) => ["destination", each] as const)];
}

const most = 5;

/** Rules by their ids, as a sentence begins with them. Of many only the first are named. */
export function ruleNames(rules: readonly ReplicationRule[]): string {
    const ids = rules.map(({ ID }) => ID ?? "without an id");
    const more = ids.length > most ? ` and ${ids.length - most} more` : "";
    return `${ids.length === 1 ? "Rule" : "Rules"} ${ids.slice(0, most).join(", ")}${more}`;
}

/** Where rules are. */
export function ofRules({ source }: Facts, rules: readonly ReplicationRule[]): string {
    const [only, ...others] = rules;
    const rule = only === undefined || others.length > 0 ? "" : `, rule ${only.ID ?? "without an id"}`;
    return `${configurationOf(source)}${rule}`;
}

/** A source's configuration, as a finding's place. */
export function configurationOf({ bucket }: SideFacts): string {
    return `replication configuration of the bucket ${bucket.name}`;
}

/**
 * That something could not be read, and what is not known for that reason. What the bucket itself could not be asked for is said
 * once, of the bucket.
 */
export function notRead(
    read: Read<unknown>,
    { bucket }: SideFacts,
    place: Pick<Diagnosed, "side" | "where" | "leg">,
    unknown: string,
): readonly Diagnosed[] {
    if (!("unread" in read) || ("unread" in bucket.exists && bucket.exists.unread === read.unread)) {
        return [];
    }
    const message = `${unknown} is not known: ${read.unread}`;
    return [{ id: "not-read", severity: "unknown", ...place, message, fix: "" }];
}
