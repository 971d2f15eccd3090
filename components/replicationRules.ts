import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { argumentError, type ArgumentPlace } from "./arguments";
import { issuePath } from "./issuePath";

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

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationConfiguration.html */
const maximumRules = 1000;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html */
const maximumIdLength = 255;
const maximumPriority = 2_147_483_647;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: a key, and so a prefix, in UTF-8. */
const maximumPrefixBytes = 1024;

const ids = `1 to ${maximumIdLength} characters, needed where there are several rules`;
const priorities = `a whole number from 0 to ${maximumPriority}, needed where there are several rules`;
const prefixes = `a text of up to ${maximumPrefixBytes} bytes`;
const lists = `a list of 1 to ${maximumRules} rules; left out, every object is replicated`;
const onOff = v.boolean("true or false");

const ruleSchema = v.strictObject(
    {
        id: v.optional(v.pipe(v.string(ids), v.minLength(1, ids), v.maxLength(maximumIdLength, ids))),
        priority: v.optional(
            v.pipe(
                v.number(priorities),
                v.integer(priorities),
                v.minValue(0, priorities),
                v.maxValue(maximumPriority, priorities),
            ),
        ),
        prefix: v.optional(v.pipe(v.string(prefixes), v.maxBytes(maximumPrefixBytes, prefixes))),
        enabled: v.optional(onOff),
        deleteMarkerReplication: v.optional(onOff),
    },
    "a rule with id, priority, prefix, enabled, deleteMarkerReplication",
);

/** What a list of rules may be; the message of each issue says what is allowed at its place. */
export const replicationRulesSchema = v.pipe(
    v.array(ruleSchema, lists),
    v.minLength(1, lists),
    v.maxLength(maximumRules, lists),
    distinct("id", ids),
    distinct("priority", priorities),
);

/** The rules of a list are told apart by this member, so that each needs its own where there are several. */
function distinct(member: "id" | "priority", allowed: string) {
    return v.rawCheck<v.InferOutput<typeof ruleSchema>[]>(({ dataset, addIssue }) => {
        if (!dataset.typed || dataset.value.length === 1) {
            return;
        }
        const seen = new Map<unknown, number>();
        dataset.value.forEach((rule, index) => {
            const value = rule[member];
            const earlier = seen.get(value);
            if (value === undefined || earlier !== undefined) {
                addIssue({
                    message:
                        value === undefined
                            ? allowed
                            : `a value that no other rule has; rules[${earlier}] has it`,
                    input: value,
                    path: [
                        { type: "array", origin: "value", input: dataset.value, key: index, value: rule },
                        { type: "object", origin: "value", input: rule, key: member, value },
                    ],
                });
            }
            seen.set(value, index);
        });
    });
}

/** Checks a list of rules, and completes it. No list at all is one rule for every object. */
export function checkReplicationRules(
    place: ArgumentPlace,
    rules: unknown = [{}],
): readonly ReplicationRule[] {
    const result = v.safeParse(replicationRulesSchema, rules);
    if (!result.success) {
        const [issue] = result.issues;
        throw argumentError(
            { ...place, argument: `${place.argument}${issuePath(issue)}` },
            issue.input,
            issue.message,
        );
    }
    return result.output.map((rule) => ({
        ...soleRule,
        prefix: "",
        enabled: true,
        deleteMarkerReplication: false,
        ...rule,
    }));
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
