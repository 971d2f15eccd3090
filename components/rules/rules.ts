import type * as pulumi from "@pulumi/pulumi";
import { parse, parseKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { asOutput, isPending, isPlain, type Checked, type Known, type Pending } from "../validation/pending";
import { replicationRulesSchema, type CheckedRule, type RuleInput } from "./schema";
import { checkConfigurationSize } from "./size";

/** The name of a sole destination, which the user does not name. */
export const soleDestination = "";

/** What the rules of a source may refer to. */
interface RuleSurroundings {
    /** The names of the destinations. */
    readonly destinations: readonly string[];
    /** Whether the source's objects are under a KMS key that the role is told of. */
    readonly sourceKey: boolean;
}

/** What a rule may leave out where it stands alone. */
const soleRule = { id: "replication", priority: 1 };

/** Checks what is plain of the rules at once, and all of them once they are known. Answers both. */
export function checkRules(
    place: ArgumentPlace,
    given: pulumi.Input<unknown>,
    surroundings: RuleSurroundings,
): { readonly known: readonly (CheckedRule | RuleInput)[]; readonly rules: Checked<readonly CheckedRule[]> } {
    const later = () =>
        asOutput(given).apply((known) =>
            checkConfigurationSize(place, checkKnownRules(place, known, surroundings)),
        );
    if (isPending(given)) {
        return { known: [], rules: later() };
    }
    const rules = parse(place, orDefault(place, given, surroundings), replicationRulesSchema);
    requireReferences(place, rules, surroundings);
    if (!isPlain(rules)) {
        return { known: rules.flatMap((rule) => (isPending(rule) ? [] : [rule])), rules: later() };
    }
    const completed = checkConfigurationSize(place, completeRules(place, rules, surroundings));
    return { known: completed, rules: completed };
}

/** Checks rules of which all is known, and completes them. Their length together is not checked here. */
export function checkKnownRules(
    place: ArgumentPlace,
    given: unknown,
    surroundings: RuleSurroundings,
): readonly CheckedRule[] {
    const rules = parseKnown(place, orDefault(place, given, surroundings), replicationRulesSchema);
    requireReferences(place, rules, surroundings);
    return completeRules(place, rules, surroundings);
}

/** Where no list is given, there is one rule for every object. */
function orDefault(place: ArgumentPlace, rules: unknown, { destinations }: RuleSurroundings): unknown {
    if (rules === undefined && destinations.length > 1) {
        const advice = "With several destinations no rule can be left to a default.";
        throw argumentError(place, rules, "a list of rules, each with its destination", advice);
    }
    return rules === undefined ? [{}] : rules;
}

/** Checks what is known of each rule against what rules may refer to. */
function requireReferences(
    place: ArgumentPlace,
    rules: readonly (RuleInput | Pending)[],
    surroundings: RuleSurroundings,
): void {
    for (const [index, rule] of rules.entries()) {
        if (!isPending(rule)) {
            requireReferencesOf({ ...place, argument: `${place.argument}[${index}]` }, rule, surroundings);
        }
    }
}

function requireReferencesOf(
    place: ArgumentPlace,
    rule: RuleInput,
    { destinations, sourceKey }: RuleSurroundings,
): void {
    const [sole = soleDestination, ...others] = destinations;
    const destination = rule.destination ?? (others.length === 0 ? sole : undefined);
    if (!isPending(destination) && (destination === undefined || !destinations.includes(destination))) {
        throw argumentError(
            memberOf(place, "destination"),
            destination,
            sole === soleDestination
                ? "leave it out where there is one destination"
                : `one of ${destinations.join(", ")}`,
        );
    }
    if (rule.kmsEncryptedObjects === true && !sourceKey) {
        throw argumentError(
            memberOf(place, "kmsEncryptedObjects"),
            true,
            "false where the source has no key",
            "Say which key its objects are encrypted with by encryption, so that the role may decrypt them.",
        );
    }
}

/** Fills in what rules leave out, and checks them together. */
function completeRules(
    place: ArgumentPlace,
    known: readonly Known<RuleInput>[],
    { destinations, sourceKey }: RuleSurroundings,
): readonly CheckedRule[] {
    const [sole = soleDestination] = destinations;
    const completed = known.map((rule) => ({
        id: rule.id ?? soleRule.id,
        priority: rule.priority ?? soleRule.priority,
        prefix: rule.prefix ?? "",
        tags: rule.tags ?? {},
        enabled: rule.enabled ?? true,
        deleteMarkerReplication: rule.deleteMarkerReplication ?? false,
        destination: rule.destination ?? sole,
        ...(rule.storageClass && { storageClass: rule.storageClass }),
        metrics: rule.metrics ?? true,
        replicationTimeControl: rule.replicationTimeControl ?? false,
        replicaModificationSync: rule.replicaModificationSync ?? false,
        kmsEncryptedObjects: rule.kmsEncryptedObjects ?? sourceKey,
    }));
    const idle = destinations.find((name) => !completed.some(({ destination }) => destination === name));
    if (idle !== undefined) {
        throw argumentError(
            place,
            known,
            `rules of which one at least goes to each destination, ${idle} too`,
            "The role would be let into a bucket that nothing is replicated to.",
        );
    }
    return completed;
}

/** What the rules that go to one destination use, paused ones included. What is not known yet counts as not used. */
export interface RuleFeatures {
    readonly deleteMarkerReplication: boolean;
    readonly kmsEncryptedObjects: boolean;
    readonly replicaModificationSync: boolean;
}

/** What the rules that go to a destination use. A rule that names none goes to the only one. */
export function featuresOf(rules: readonly (CheckedRule | RuleInput)[], destination: string): RuleFeatures {
    const own = rules.filter((rule) => (rule.destination ?? destination) === destination);
    return {
        deleteMarkerReplication: own.some((rule) => rule.deleteMarkerReplication === true),
        kmsEncryptedObjects: own.some((rule) => rule.kmsEncryptedObjects === true),
        replicaModificationSync: own.some((rule) => rule.replicaModificationSync === true),
    };
}

/** Rules with the highest priority first, so that another order of the input shows in no preview. */
export function inOrder(rules: readonly CheckedRule[]): readonly CheckedRule[] {
    return rules.toSorted((one, other) => other.priority - one.priority);
}

/** The destination of a rule, among destinations by their names. */
export function destinationOf<T>(destinations: ReadonlyMap<string, T>, { id, destination }: CheckedRule): T {
    const found = destinations.get(destination);
    if (found === undefined) {
        throw new Error(`The rules were checked, and yet ${id} goes to ${destination}`);
    }
    return found;
}
