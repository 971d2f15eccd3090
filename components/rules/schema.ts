import * as v from "valibot";
import { destinationNameFormat } from "../validation/formats";
import { isPending, type Known, type Pending } from "../validation/pending";
import { forbidden, members, oneOf, onOff, optionalInput, orPending, step } from "../validation/schema";
import { objectTagsSchema } from "../validation/tags";
import { ReplicaStorageClass } from "./args";

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
const existingObjects =
    "leave it out: AWS no longer accepts it. Objects from before the rule are replicated by S3 Batch Replication";
/** https://www.w3.org/TR/xml/#charsets: S3 is sent XML, which cannot hold these in any form. */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const writable = "a text without control characters and halves of characters, which S3 cannot be sent";
const inXml = v.check((text: string) => !unwritable.test(text), writable);

const ruleMembers = {
    id: optionalInput(v.pipe(v.string(ids), v.minLength(1, ids), v.maxLength(maximumIdLength, ids), inXml)),
    priority: optionalInput(
        v.pipe(
            v.number(priorities),
            v.integer(priorities),
            v.minValue(0, priorities),
            v.maxValue(maximumPriority, priorities),
        ),
    ),
    prefix: optionalInput(v.pipe(v.string(prefixes), v.maxBytes(maximumPrefixBytes, prefixes), inXml)),
    tags: optionalInput(objectTagsSchema),
    enabled: optionalInput(onOff),
    deleteMarkerReplication: optionalInput(onOff),
    destination: optionalInput(destinationNameFormat),
    storageClass: optionalInput(oneOf(ReplicaStorageClass)),
    metrics: optionalInput(onOff),
    replicationTimeControl: optionalInput(onOff),
    replicaModificationSync: optionalInput(onOff),
    kmsEncryptedObjects: optionalInput(onOff),
};

const aRule = `a rule with ${Object.keys(ruleMembers).join(", ")}`;

const ruleSchema = v.pipe(
    members({ ...ruleMembers, existingObjectReplication: v.optional(v.never(existingObjects)) }, aRule),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html
    forbidden<RuleInput>(
        "deleteMarkerReplication",
        ({ tags, deleteMarkerReplication }) =>
            tags !== undefined && !isPending(tags) && deleteMarkerReplication === true,
        "false where a rule selects by tags: AWS replicates no delete markers by such a rule",
    ),
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
    forbidden<RuleInput>(
        "metrics",
        ({ metrics, replicationTimeControl }) => metrics === false && replicationTimeControl === true,
        "true where replicationTimeControl is: AWS measures the one by the other",
    ),
);

/** A rule as far as it is known: each member is an output, or is judged. */
export type RuleInput = v.InferOutput<v.StrictObjectSchema<typeof ruleMembers, undefined>>;

/** A rule whose values are all known and allowed, and filled in. Without a storage class replicas have the original's. */
export type CheckedRule = Readonly<
    Required<Omit<Known<RuleInput>, "storageClass">> & Pick<Known<RuleInput>, "storageClass">
>;

/** What a list of rules may be, as far as it is known; the message of each issue says what is allowed at its place. */
export const replicationRulesSchema = v.pipe(
    v.array(orPending(ruleSchema), lists),
    v.minLength(1, lists),
    v.maxLength(maximumRules, lists),
    distinct("id", ids),
    distinct("priority", priorities),
);

/** Refuses rules of a list that this member does not tell apart. A sole rule may leave it out. */
function distinct(member: "id" | "priority", allowed: string) {
    return v.rawCheck<(RuleInput | Pending)[]>(({ dataset, addIssue }) => {
        if (!dataset.typed || dataset.value.length === 1) {
            return;
        }
        const seen = new Map<unknown, number>();
        dataset.value.forEach((rule, index) => {
            if (isPending(rule)) {
                return;
            }
            const value = rule[member];
            if (isPending(value)) {
                return;
            }
            const earlier = seen.get(value);
            if (value === undefined || earlier !== undefined) {
                addIssue({
                    message:
                        value === undefined
                            ? allowed
                            : `a value that no other rule has; rules[${earlier}] has it`,
                    input: value,
                    path: [step(dataset.value, index, rule), step(rule, member, value)],
                });
            }
            seen.set(value, index);
        });
    });
}
