import type { GoodRule } from "./goodRules";
import type { Input } from "./input";

const has = (text: string | undefined, pattern: RegExp) => text !== undefined && pattern.test(text);
const beyondAscii = /[^\0-\x7f]/;
const tagsOf = ({ tags = {} }: GoodRule) => Object.entries(tags);

/** What rules can have, so that it can be said that none of it was left untried. */
const tests: Readonly<Record<string, (rule: GoodRule, input: Input) => boolean>> = {
    "a rule that leaves all out": (rule) => Object.keys(rule).length === 0,
    "a member that is undefined": (rule) => Object.values(rule).includes(undefined),
    "an id beyond ASCII": ({ id }) => has(id, beyondAscii),
    "an id of 255 characters": ({ id }) => id?.length === 255,
    "the lowest priority": ({ priority }) => priority === 0,
    "the highest priority": ({ priority }) => priority === 2 ** 31 - 1,
    "a prefix": ({ prefix = "", tags }) => prefix !== "" && tags === undefined,
    "a prefix beyond ASCII": ({ prefix }) => has(prefix, beyondAscii),
    "a prefix to escape": ({ prefix }) => has(prefix, /[&<>"'\r\n]/),
    "a prefix of 1,024 bytes": ({ prefix = "" }) => Buffer.byteLength(prefix) === 1024,
    "a tag alone": (rule) => tagsOf(rule).length === 1 && !rule.prefix,
    "tags alone": (rule) => tagsOf(rule).length > 1 && !rule.prefix,
    "a prefix with a tag": (rule) => tagsOf(rule).length === 1 && Boolean(rule.prefix),
    "a prefix with tags": (rule) => tagsOf(rule).length > 1 && Boolean(rule.prefix),
    "10 tags": (rule) => tagsOf(rule).length === 10,
    "tags beyond ASCII": (rule) => tagsOf(rule).some((tag) => has(tag.join(""), beyondAscii)),
    "a paused rule": ({ enabled }) => enabled === false,
    "delete markers": ({ deleteMarkerReplication }) => deleteMarkerReplication === true,
    "a storage class": ({ storageClass }) => storageClass !== undefined,
    "no metrics": ({ metrics }) => metrics === false,
    "time control": ({ replicationTimeControl }) => replicationTimeControl === true,
    "replica modification sync": ({ replicaModificationSync }) => replicaModificationSync === true,
    "objects under a key, asked for": ({ kmsEncryptedObjects }) => kmsEncryptedObjects === true,
    "objects under a key, by default": ({ kmsEncryptedObjects }, { sourceKey }) =>
        kmsEncryptedObjects === undefined && sourceKey,
    "objects under a key, left alone": ({ kmsEncryptedObjects }, { sourceKey }) =>
        kmsEncryptedObjects === false && sourceKey,
    "a destination without a key, for objects that have none": (_, { destinations, sourceKey }) =>
        !sourceKey && destinations.some(({ kmsKeyArn }) => kmsKeyArn === undefined),
    "a destination that says no region": (_, { destinations }) =>
        destinations.some(({ region }) => region === undefined),
    "Bucket Keys on one side alone": (_, { destinations, sourceKey, sourceBucketKey }) =>
        sourceKey && destinations.some(({ bucketKey }) => bucketKey === !sourceBucketKey),
    "Object Lock on both sides": (_, { sourceObjectLock }) => sourceObjectLock,
    "Object Lock at a destination alone": (_, { destinations, sourceObjectLock }) =>
        !sourceObjectLock && destinations.some(({ objectLock }) => objectLock === true),
    "Object Lock nowhere": (_, { destinations, sourceObjectLock }) =>
        !sourceObjectLock && destinations.every(({ objectLock }) => objectLock !== true),
    "one destination without a name": (_, { destinations }) => destinations[0]?.name === "",
    "one destination with a name": (_, { destinations }) =>
        destinations.length === 1 && destinations[0]?.name !== "",
    "several destinations": (_, { destinations }) => destinations.length > 1,
    "one rule": (_, { rules }) => Array.isArray(rules) && rules.length === 1,
    "11 to 30 rules": (_, { rules }) => Array.isArray(rules) && rules.length > 10 && rules.length <= 30,
    "more than 30 rules": (_, { rules }) => Array.isArray(rules) && rules.length > 30,
};

export const features = Object.keys(tests);

/** Which of them a rule has. */
export function feature(rule: GoodRule, input: Input): readonly string[] {
    return features.filter((name) => tests[name]?.(rule, input));
}
