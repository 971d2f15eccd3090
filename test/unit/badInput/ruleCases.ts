import { ofSource, type ComponentCase } from "./componentCase";
import {
    destinationNames,
    existingObjects,
    ids,
    lists,
    measured,
    noMarkersByTags,
    prefixes,
    priorities,
    ruleMembers,
    storageClasses,
    tags,
} from "./phrases";

/** A list of rules, and what is said of it. */
const rules = (given: unknown, message: string): ComponentCase => ({
    source: { rules: given },
    message: ofSource(message),
});

/** A rule that is wrong in one member. */
const rule = (given: object, message: string): ComponentCase => rules([given], `rules[0].${message}`);

export const ruleCases: readonly ComponentCase[] = [
    {
        source: { rules: [{ priority: Number.NaN }] },
        message: ofSource(`rules[0].priority is NaN; allowed: ${priorities}.`),
    },
    {
        source: { rules: [] },
        message: ofSource(`rules is []; allowed: ${lists}.`),
    },
    {
        // 1,001 times {} and the commas and brackets around: 3,004 characters.
        source: { rules: Array(1001).fill({}) },
        message: ofSource(`rules is a list of 3004 characters; allowed: ${lists}.`),
    },
    { source: { rules: {} }, message: ofSource(`rules is {}; allowed: ${lists}.`) },
    {
        source: { rules: [{ id: "a", priority: 1 }, { priority: 2 }] },
        message: ofSource(`rules[1].id is missing; allowed: ${ids}.`),
    },
    {
        source: { rules: [{ id: "i".repeat(256) }] },
        message: ofSource(`rules[0].id is "${"i".repeat(256)}"; allowed: ${ids}.`),
    },
    {
        source: { rules: [{ id: "a", priority: 1 }, { id: "b" }] },
        message: ofSource(`rules[1].priority is missing; allowed: ${priorities}.`),
    },
    {
        source: { rules: [{ priority: 1.5 }] },
        message: ofSource(`rules[0].priority is 1.5; allowed: ${priorities}.`),
    },
    {
        source: { rules: [{ priority: -1 }] },
        message: ofSource(`rules[0].priority is -1; allowed: ${priorities}.`),
    },
    {
        source: {
            rules: [
                { id: "a", priority: 1 },
                { id: "a", priority: 2 },
            ],
        },
        message: ofSource('rules[1].id is "a"; allowed: a value that no other rule has; rules[0] has it.'),
    },
    {
        source: {
            rules: [
                { id: "a", priority: 3 },
                { id: "b", priority: 3 },
            ],
        },
        message: ofSource(
            "rules[1].priority is 3; allowed: a value that no other rule has; rules[0] has it.",
        ),
    },
    {
        source: { rules: [{ prefix: "é".repeat(513) }] },
        message: ofSource(
            "rules[0].prefix is a text of 515 characters; allowed: a text of up to 1024 bytes.",
        ),
    },
    {
        source: { rules: [{ enabled: "Enabled" }] },
        message: ofSource('rules[0].enabled is "Enabled"; allowed: true or false.'),
    },
    {
        source: { rules: [{ deleteMarkers: true }] },
        message: ofSource(`rules[0].deleteMarkers is true; allowed: ${ruleMembers}.`),
    },
    {
        source: { rules: ["reports/"] },
        message: ofSource(`rules[0] is "reports/"; allowed: ${ruleMembers}.`),
    },
    rule({ deleteMarkers: undefined }, `deleteMarkers is missing; allowed: ${ruleMembers}.`),
    rules([null], `rules[0] is null; allowed: ${ruleMembers}.`),
    rules([[]], `rules[0] is []; allowed: ${ruleMembers}.`),
    rules(null, `rules is null; allowed: ${lists}.`),
    rule({ id: "" }, `id is ""; allowed: ${ids}.`),
    rule({ priority: 2_147_483_648 }, `priority is 2147483648; allowed: ${priorities}.`),
    rule({ prefix: null }, `prefix is null; allowed: ${prefixes}.`),
    ...["id", "prefix"].map((member) =>
        rule(
            { [member]: "a\u0000b" },
            `${member} is "a\\u0000b"; allowed: a text without control characters and halves of characters, which S3 cannot ` +
                "be sent.",
        ),
    ),
    ...["deleteMarkerReplication", "metrics", "replicaModificationSync", "kmsEncryptedObjects"].map(
        (member) => rule({ [member]: "true" }, `${member} is "true"; allowed: true or false.`),
    ),
    rule({ storageClass: "OUTPOSTS" }, `storageClass is "OUTPOSTS"; allowed: ${storageClasses}.`),
    rule({ destination: "tokyo-1" }, `destination is "tokyo-1"; allowed: ${destinationNames}.`),
    rule({ destination: "tokyo" }, 'destination is "tokyo"; leave it out where there is one destination.'),
    ...["team=sre", [], ["team"], {}, null].map((given) =>
        rule({ tags: given }, `tags is ${JSON.stringify(given)}; allowed: ${tags}.`),
    ),
    rule({ tags: { team: 1 } }, `tags.team is 1; allowed: ${tags}.`),
    rule({ tags: { "": "x" } }, `tags. is ""; allowed: ${tags}.`),
    rule({ tags: { "aws:team": "x" } }, `tags.aws:team is "aws:team"; allowed: ${tags}.`),
    rule({ tags: { "team!": "x" } }, `tags.team! is "team!"; allowed: ${tags}.`),
    rule(
        { tags: { ["k".repeat(129)]: "x" } },
        `tags.${"k".repeat(129)} is "${"k".repeat(129)}"; allowed: ${tags}.`,
    ),
    rule({ tags: { team: "v".repeat(257) } }, `tags.team is "${"v".repeat(257)}"; allowed: ${tags}.`),
    rule(
        { tags: Object.fromEntries(Array.from("abcdefghijk", (key) => [key, ""])) },
        'tags is {"a":"","b":"","c":"","d":"","e":"","f":"","g":"","h":"","i":"","j":"","k":""}; ' +
            `allowed: ${tags}.`,
    ),
    rule(
        { tags: { constructor: "x" } },
        'tags is {"constructor":"x"}; allowed: other keys than __proto__, constructor, prototype, which do not come through.',
    ),
    rule(
        { kmsEncryptedObjects: true },
        "kmsEncryptedObjects is true; allowed: false where the source has no key. Say which key its objects are encrypted " +
            "with by encryption, so that the role may decrypt them.",
    ),
    rule({ existingObjectReplication: true }, `existingObjectReplication is true; ${existingObjects}.`),
    rule({ versionDeletion: true }, `versionDeletion is true; allowed: ${ruleMembers}.`),
    rule(
        { tags: { team: "sre" }, deleteMarkerReplication: true },
        `deleteMarkerReplication is true; allowed: ${noMarkersByTags}.`,
    ),
    rule({ metrics: false, replicationTimeControl: true }, `metrics is false; allowed: ${measured}.`),
    rule(
        { replicationTimeControl: { minutes: 30 } },
        'replicationTimeControl is {"minutes":30}; allowed: true or false.',
    ),
];
