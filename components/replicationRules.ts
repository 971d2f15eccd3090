import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { argumentError, flag, type ArgumentPlace } from "./arguments";

/** One rule of a replication configuration: which objects are replicated, and how. */
export interface ReplicationRuleArgs {
    /**
     * The name of the rule in the replication configuration, in metrics and in events: up to 255 characters, unique in
     * the list. May be left out where there is one rule, which is then called `replication`. Renaming a rule
     * replaces it in the configuration; objects are not replicated again.
     */
    id?: pulumi.Input<string>;
    /**
     * Which rule decides where an object matches several: the higher number wins. 0 to 2,147,483,647, unique in the list.
     * May be left out where there is one rule, which then has 1. The order of the list means nothing.
     */
    priority?: pulumi.Input<number>;
    /**
     * Replicates only objects whose key starts with this, up to 1,024 bytes. Default: empty, which is every object.
     */
    prefix?: pulumi.Input<string>;
    /**
     * Whether the rule replicates. `false` pauses it: the rule stays in the configuration, and objects written meanwhile
     * are not replicated later either. Default: true.
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Whether an object deleted in the source gets a delete marker in the destination too. Its older versions stay there
     * in any case, and deleting a version by its id never replicates. The destination has to allow it as well. Default:
     * false.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
}

/** A rule whose values are all known and allowed. */
export interface ReplicationRule {
    readonly id: string;
    readonly priority: number;
    readonly prefix: string;
    readonly enabled: boolean;
    readonly deleteMarkerReplication: boolean;
}

/** What a rule may leave out where it stands alone. */
const soleRule = { id: "replication", priority: 1 };

const ruleMembers: readonly string[] = ["id", "priority", "prefix", "enabled", "deleteMarkerReplication"];

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationConfiguration.html */
const maximumRules = 1000;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html */
const maximumIdLength = 255;
const maximumPriority = 2_147_483_647;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: a key, and so a prefix, in UTF-8. */
const maximumPrefixBytes = 1024;

/**
 * Completes and checks a list of rules. No list at all is one rule for every object.
 *
 * Throws for the first value that AWS would refuse, and for what it would accept to no use.
 */
export function checkReplicationRules(
    place: ArgumentPlace,
    rules: readonly pulumi.Unwrap<ReplicationRuleArgs>[] = [{}],
): readonly ReplicationRule[] {
    if (!Array.isArray(rules) || rules.length === 0 || rules.length > maximumRules) {
        const got = Array.isArray(rules) ? rules.length : rules;
        throw argumentError(
            Array.isArray(rules) ? { ...place, argument: `the length of ${place.argument}` } : place,
            got,
            `a list of 1 to ${maximumRules} rules`,
            "Leave it out to replicate every object; pause a rule with enabled: false.",
        );
    }
    const complete = rules.map((rule, index) => checkRule(place, index, rule, rules.length === 1));
    checkUnique(place, complete, "id");
    checkUnique(place, complete, "priority");
    return complete;
}

/**
 * The rules as the provider takes them, in the current form of the schema (V2, with a filter), highest priority first,
 * so that the order of the input does not show in a preview.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html#replication-backward-compat-considerations
 *
 * The replicas' owner is always the destination account.
 */
export function renderReplicationRules(
    rules: readonly ReplicationRule[],
    destination: { readonly bucketArn: pulumi.Input<string>; readonly accountId: pulumi.Input<string> },
): aws.types.input.s3.BucketReplicationConfigRule[] {
    return [...rules]
        .sort((one, other) => other.priority - one.priority)
        .map((rule) => ({
            id: rule.id,
            priority: rule.priority,
            status: status(rule.enabled),
            filter: { prefix: rule.prefix },
            deleteMarkerReplication: { status: status(rule.deleteMarkerReplication) },
            destination: {
                bucket: destination.bucketArn,
                account: destination.accountId,
                accessControlTranslation: { owner: "Destination" },
            },
        }));
}

function status(on: boolean): "Enabled" | "Disabled" {
    return on ? "Enabled" : "Disabled";
}

function checkRule(
    place: ArgumentPlace,
    index: number,
    rule: pulumi.Unwrap<ReplicationRuleArgs>,
    alone: boolean,
): ReplicationRule {
    const of = (member: string): ArgumentPlace => ({
        ...place,
        argument: `${place.argument}[${index}].${member}`,
    });
    if (typeof rule !== "object" || rule === null) {
        throw argumentError(
            { ...place, argument: `${place.argument}[${index}]` },
            rule,
            `an object with ${ruleMembers.join(", ")}`,
        );
    }
    for (const [member, value] of Object.entries(rule)) {
        if (!ruleMembers.includes(member)) {
            throw argumentError(of(member), value, `no such member; a rule has ${ruleMembers.join(", ")}`);
        }
    }
    const id = rule.id ?? (alone ? soleRule.id : undefined);
    const priority = rule.priority ?? (alone ? soleRule.priority : undefined);
    const prefix = rule.prefix ?? "";

    if (typeof id !== "string" || id.length === 0 || id.length > maximumIdLength) {
        throw argumentError(
            of("id"),
            id,
            `1 to ${maximumIdLength} characters, needed where there are several rules`,
        );
    }
    if (!Number.isInteger(priority) || priority === undefined || priority < 0 || priority > maximumPriority) {
        throw argumentError(
            of("priority"),
            priority,
            `a whole number from 0 to ${maximumPriority}, needed where there are several rules`,
        );
    }
    if (typeof prefix !== "string" || Buffer.byteLength(prefix) > maximumPrefixBytes) {
        throw argumentError(of("prefix"), prefix, `text of up to ${maximumPrefixBytes} bytes`);
    }
    return {
        id,
        priority,
        prefix,
        enabled: flag(true)(of("enabled"), rule.enabled),
        deleteMarkerReplication: flag(false)(of("deleteMarkerReplication"), rule.deleteMarkerReplication),
    };
}

function checkUnique(
    place: ArgumentPlace,
    rules: readonly ReplicationRule[],
    member: "id" | "priority",
): void {
    const first = new Map<string | number, number>();
    rules.forEach((rule, index) => {
        const earlier = first.get(rule[member]);
        if (earlier !== undefined) {
            throw argumentError(
                { ...place, argument: `${place.argument}[${index}].${member}` },
                rule[member],
                `a value that no other rule has; ${place.argument}[${earlier}] has it`,
            );
        }
        first.set(rule[member], index);
    });
}
