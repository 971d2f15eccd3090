import * as fc from "fast-check";
import { goodRules, manyRules, priorities, storageClasses, type GoodRule } from "./goodRules";
import { surroundings, type Input, type Surroundings } from "./input";
import { ids, prefixes, tagSets, text, unwritableText } from "./texts";

/** What is no value of most members. */
const anything = fc.constantFrom<unknown>(null, 0, 1, "", "true", "Enabled", true, false, [], {}, Number.NaN);
const mixed = (...good: readonly fc.Arbitrary<unknown>[]) =>
    fc.oneof(...good.map((arbitrary) => ({ weight: 4, arbitrary })), { weight: 1, arbitrary: anything });
const wrongTags = fc.constantFrom<unknown>(
    {},
    { "aws:k": "v" },
    { "AWS:k": "v" },
    { "k?": "v" },
    { k: "*" },
    { k: 1 },
    { "": "v" },
    { constructor: "v", k: "v" },
    { ["k".repeat(129)]: "v" },
    { k: "v".repeat(257) },
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, "v"])),
);

/** Each member with values that it may have, that it may have elsewhere, and that it may not have. */
const valuesOf = ({ destinations }: Surroundings) => ({
    id: mixed(ids, fc.constantFrom("a", "b", "i".repeat(256)), unwritableText),
    priority: mixed(priorities, fc.constantFrom(1, 2, -1, 0.5, 2 ** 31, Number.POSITIVE_INFINITY)),
    prefix: mixed(prefixes, text(0, 300), fc.constantFrom("a".repeat(1025), "é".repeat(513)), unwritableText),
    tags: mixed(tagSets, wrongTags),
    enabled: mixed(fc.boolean()),
    deleteMarkerReplication: mixed(fc.boolean()),
    destination: mixed(fc.constantFrom(...destinations.map(({ name }) => name), "nowhere", "not a name")),
    storageClass: mixed(fc.constantFrom(...storageClasses), fc.constantFrom("OUTPOSTS", "standard")),
    metrics: mixed(fc.boolean()),
    replicationTimeControl: mixed(fc.boolean()),
    replicaModificationSync: mixed(fc.boolean()),
    kmsEncryptedObjects: mixed(fc.boolean()),
});

const foreign = fc.constantFrom<Readonly<Record<string, unknown>>>(
    { deleteMarkers: true },
    { ID: "a" },
    { existingObjectReplication: true },
    { filter: { prefix: "a" } },
);

/** Rules of which one has other values in one or two members, or has a member that rules have not. */
function spoiledRules(around: Surroundings): fc.Arbitrary<unknown[]> {
    const other = fc.oneof(
        { weight: 12, arbitrary: aFewMembers(around) },
        { weight: 1, arbitrary: foreign },
        { weight: 1, arbitrary: anything },
    );
    return fc
        .tuple(fc.array(goodRulesOf(around), { minLength: 1, maxLength: 1 }), fc.nat(), other)
        .map(([[rules = []], nth, change]) =>
            rules.map((rule, index) => (index === nth % rules.length ? spoiled(rule, change) : rule)),
        );
}

function aFewMembers(around: Surroundings): fc.Arbitrary<Readonly<Record<string, unknown>>> {
    return fc
        .subarray(Object.entries(valuesOf(around)), { minLength: 1, maxLength: 2 })
        .chain((members) => fc.record(Object.fromEntries(members)));
}

function spoiled(rule: GoodRule, change: unknown): unknown {
    return typeof change === "object" && change !== null && !Array.isArray(change)
        ? { ...rule, ...change }
        : change;
}

const goodRulesOf = (around: Surroundings) =>
    fc.oneof(
        { weight: 6, arbitrary: goodRules(around, 1, 3) },
        { weight: 6, arbitrary: goodRules(around, 1, 5) },
        { weight: 1, arbitrary: goodRules(around, 1, 30) },
    );

/** One rule alone, which may leave out what tells it from others. */
const soleRule = (around: Surroundings) =>
    goodRules(around, 1, 1).map((rules) =>
        rules.map(({ id, priority = 1, ...rule }) => (priority % 2 === 0 ? rule : { ...rule, id })),
    );

/** Inputs of every kind; more than a third of them can be deployed. */
export const anyInput: fc.Arbitrary<Input> = surroundings(4).chain((around) =>
    fc
        .oneof(
            { weight: 240, arbitrary: goodRulesOf(around) },
            { weight: 200, arbitrary: spoiledRules(around) },
            {
                weight: 20,
                arbitrary: fc.array(fc.record(valuesOf(around), { requiredKeys: [] }), { maxLength: 4 }),
            },
            { weight: 20, arbitrary: soleRule(around) },
            { weight: 20, arbitrary: fc.constantFrom<unknown>(undefined, [{}], null, [], {}, "", [[]]) },
            { weight: 6, arbitrary: manyRules(around) },
        )
        .map((rules) => ({ ...around, rules })),
);
