import { storageClasses, switches } from "./goodRules";
import type { DestinationInput, Input } from "./input";

/**
 * The places in an input where something is wrong, as an error would name them, found from what AWS and the README say and
 * by nothing of the components.
 */
export function faultsOf(input: Input): readonly string[] {
    const { rules, destinations } = input;
    if (rules === undefined && destinations.length === 1) {
        return faultsOf({ ...input, rules: [{}] });
    }
    if (!Array.isArray(rules) || rules.length < 1 || rules.length > 1000) {
        return ["rules"];
    }
    const list: readonly unknown[] = rules;
    const known = list.filter(isObject);
    const ofRules = list.flatMap((rule, index) =>
        isObject(rule)
            ? faultsOfRule(rule, input, list.length).map((member) => `rules[${index}].${member}`)
            : [`rules[${index}]`],
    );
    return [
        ...ofRules,
        ...(["id", "priority"] as const).flatMap((member) => repeated(known, member)),
        ...(destinations.length > 1 && destinations.some(({ name }) => !goesTo(known, name))
            ? ["rules"]
            : []),
        ...destinations.flatMap((destination) => {
            const at = destination.name === "" ? "destination" : `destinations.${destination.name}`;
            const own = known.filter((rule) => (rule.destination ?? destination.name) === destination.name);
            const asked = (member: string) => own.some((rule) => rule[member] === true);
            const underKms = own.some(
                ({ kmsEncryptedObjects = input.sourceKey }) => kmsEncryptedObjects === true,
            );
            return [
                ...(destination.accountId === input.sourceAccountId ? [`${at}.accountId`] : []),
                ...(asked("deleteMarkerReplication") && destination.deleteMarkerReplication === false
                    ? [`${at}.deleteMarkerReplication`]
                    : []),
                ...(asked("replicaModificationSync") && destination.replicaModificationSync !== true
                    ? [`${at}.replicaModificationSync`]
                    : []),
                ...(input.sourceObjectLock && destination.objectLock !== true ? [`${at}.objectLock`] : []),
                ...(underKms ? faultsOfKey(destination, input).map((member) => `${at}.${member}`) : []),
            ];
        }),
    ];
}

/** What is missing or wrong in what a destination says of its key, where replicas are to be under it. */
function faultsOfKey(
    { kmsKeyArn, region, bucketKey, sourceBucketKey = bucketKey }: DestinationInput,
    source: Input,
): readonly string[] {
    const ofItsRegion = `arn:${source.sourcePartition}:kms:${region}:`;
    const wrong = {
        kmsKeyArn: kmsKeyArn === undefined || (region !== undefined && !kmsKeyArn.startsWith(ofItsRegion)),
        region: region === undefined,
        bucketKey: bucketKey === undefined,
        sourceBucketKey: sourceBucketKey !== source.sourceBucketKey,
    };
    return Object.entries(wrong).flatMap(([member, is]) => (is ? [member] : []));
}

type Members = Readonly<Record<string, unknown>>;

/** The members of a rule that are wrong, by themselves or beside the others. */
function faultsOfRule(rule: Members, { destinations, sourceKey }: Input, count: number): readonly string[] {
    const names = destinations.map(({ name }) => name);
    const { id, priority, prefix, tags, destination, storageClass } = rule;
    const wrong: Readonly<Record<string, boolean>> = {
        id: id === undefined ? count > 1 : !isText(id, 1) || id.length > 255,
        priority: priority === undefined ? count > 1 : !isPriority(priority),
        prefix: prefix !== undefined && (!isText(prefix, 0) || Buffer.byteLength(prefix) > 1024),
        tags: tags !== undefined && !areTags(tags),
        destination:
            destination === undefined ? names.length > 1 : destination === "" || !isOneOf(names, destination),
        storageClass: storageClass !== undefined && !isOneOf(storageClasses, storageClass),
        ...Object.fromEntries(switches.map((member) => [member, !isSwitch(rule[member])])),
    };
    return [
        ...Object.keys(rule).filter((member) => wrong[member] ?? true),
        ...Object.keys(wrong).filter((member) => wrong[member] === true && !(member in rule)),
        ...(tags !== undefined && rule.deleteMarkerReplication === true ? ["deleteMarkerReplication"] : []),
        ...(rule.replicationTimeControl === true && rule.metrics === false ? ["metrics"] : []),
        ...(rule.kmsEncryptedObjects === true && !sourceKey ? ["kmsEncryptedObjects"] : []),
    ];
}

function isObject(value: unknown): value is Members {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSwitch(value: unknown): boolean {
    return value === undefined || value === true || value === false;
}

function isOneOf(values: readonly string[], value: unknown): boolean {
    return values.some((each) => each === value);
}

function isPriority(value: unknown): boolean {
    return typeof value === "number" && value >= 0 && value < 2 ** 31 && value === Math.floor(value);
}

/** A text of characters that XML has. */
function isText(value: unknown, minLength: number): value is string {
    return (
        typeof value === "string" &&
        value.length >= minLength &&
        value.isWellFormed() &&
        Array.from(value).every(
            (character) =>
                (character >= " " || "\t\n\r".includes(character)) && !"\ufffe\uffff".includes(character),
        )
    );
}

/** Tags that an object can have, and that come through JavaScript's own objects. */
function areTags(value: unknown): boolean {
    const entries = isObject(value) ? Object.entries(value) : [];
    return (
        entries.length >= 1 &&
        entries.length <= 10 &&
        entries.every(
            ([key, text]) =>
                typeof text === "string" &&
                key !== "" &&
                key.length <= 128 &&
                text.length <= 256 &&
                key.slice(0, 4).toLowerCase() !== "aws:" &&
                !["constructor", "prototype", "__proto__"].includes(key) &&
                /^[\p{Letter}\p{Number}\p{Separator}_.:/=+@-]*$/u.test(key + text),
        )
    );
}

function goesTo(rules: readonly Members[], name: string): boolean {
    return rules.some(({ destination }) => destination === name);
}

/** The later one of each two that have the same. */
function repeated(rules: readonly Members[], member: "id" | "priority"): readonly string[] {
    const values = rules.map((rule) => rule[member]);
    return values.flatMap((value, index) =>
        value !== undefined && values.indexOf(value) < index ? [`rules[${index}].${member}`] : [],
    );
}
