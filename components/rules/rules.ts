import { argumentError, isPending, keeping, memberOf, type ArgumentPlace } from "../validation/check";
import type { ReplicaStorageClass } from "./args";
import { replicationRulesSchema, type RuleInput } from "./schema";

/** A rule whose values are all known and allowed. */
export interface ReplicationRule {
    readonly id: string;
    readonly priority: number;
    readonly prefix: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly enabled: boolean;
    readonly deleteMarkerReplication: boolean;
    /** The name of the destination; empty for the only one. */
    readonly destination: string;
    readonly storageClass?: ReplicaStorageClass;
    readonly metrics: boolean;
    readonly replicationTimeControl: boolean;
    readonly replicaModificationSync: boolean;
    readonly kmsEncryptedObjects: boolean;
}

/** What the rules of a source may refer to. */
export interface RuleSurroundings {
    /** The names of the destinations; one empty name where there is only one. */
    readonly destinations: readonly string[];
    /** Whether the source's objects are under a KMS key that the role is told of. */
    readonly sourceKey: boolean;
}

/** What a rule may leave out where it stands alone. */
const soleRule = { id: "replication", priority: 1 };

/**
 * Checks what is plain in a list of rules, first each value and then against its surroundings. Outputs pass, members and whole
 * rules, and are in what is answered.
 */
export function checkPlainOfRules(
    place: ArgumentPlace,
    rules: unknown,
    surroundings: RuleSurroundings,
): readonly RuleInput[] {
    const known = keeping(replicationRulesSchema)(place, rules);
    for (const [index, rule] of known.entries()) {
        if (!isPending(rule)) {
            checkInSurroundings({ ...place, argument: `${place.argument}[${index}]` }, rule, surroundings);
        }
    }
    return known;
}

function checkInSurroundings(
    place: ArgumentPlace,
    rule: RuleInput,
    { destinations, sourceKey }: RuleSurroundings,
): void {
    const [sole = "", ...others] = destinations;
    const destination = rule.destination ?? (others.length === 0 ? sole : undefined);
    if (!isPending(destination) && (destination === undefined || !destinations.includes(destination))) {
        throw argumentError(
            memberOf(place, "destination"),
            destination,
            sole === "" ? "nothing where there is one destination" : `one of ${destinations.join(", ")}`,
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

/** Checks a list of rules whose values are all known, and completes it. No list at all is one rule for every object. */
export function checkReplicationRules(
    place: ArgumentPlace,
    rules: unknown,
    surroundings: RuleSurroundings,
): readonly ReplicationRule[] {
    const { destinations, sourceKey } = surroundings;
    const [sole = "", ...others] = destinations;
    if (rules === undefined && others.length > 0) {
        throw argumentError(
            place,
            rules,
            "a list of rules, each with its destination",
            "With several destinations no rule can be left to a default.",
        );
    }
    const known = checkPlainOfRules(place, rules === undefined ? [{}] : rules, surroundings);
    const completed = known.map((rule) => {
        const { storageClass } = rule;
        // A member that is there and undefined is left out, as one is by code that hands on an option of its own.
        return {
            id: rule.id ?? soleRule.id,
            priority: rule.priority ?? soleRule.priority,
            prefix: rule.prefix ?? "",
            tags: rule.tags ?? {},
            enabled: rule.enabled ?? true,
            deleteMarkerReplication: rule.deleteMarkerReplication ?? false,
            destination: rule.destination ?? sole,
            ...(storageClass && { storageClass }),
            metrics: rule.metrics ?? true,
            replicationTimeControl: rule.replicationTimeControl ?? false,
            replicaModificationSync: rule.replicaModificationSync ?? false,
            kmsEncryptedObjects: rule.kmsEncryptedObjects ?? sourceKey,
        };
    });
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

/** What the rules that go to one destination use, paused ones included. */
export interface RuleUse {
    readonly deleteMarkers: boolean;
    readonly kmsEncryptedObjects: boolean;
    readonly replicaModificationSync: boolean;
}

/** Rules in an order that does not follow the input's, so that a reorder shows in no preview: the highest priority first. */
export function inOrder(rules: readonly ReplicationRule[]): readonly ReplicationRule[] {
    return rules.toSorted((one, other) => other.priority - one.priority);
}

/** What a rule goes to, among destinations by their names. */
export function destinationOf<T>(
    destinations: ReadonlyMap<string, T>,
    { id, destination }: ReplicationRule,
): T {
    const found = destinations.get(destination);
    if (found === undefined) {
        throw new Error(`The rules were checked, and yet ${id} goes to ${destination}`);
    }
    return found;
}

/** Of rules that are not completed, what does not depend on their surroundings; a sole destination need not be named. */
export function useOf(rules: readonly ReplicationRule[], destination: string): RuleUse;
export function useOf(rules: readonly RuleInput[], destination: string): Omit<RuleUse, "kmsEncryptedObjects">;
export function useOf(rules: readonly RuleInput[], destination: string): RuleUse {
    const own = rules.filter((rule) => (rule.destination ?? destination) === destination);
    return {
        deleteMarkers: own.some((rule) => rule.deleteMarkerReplication === true),
        kmsEncryptedObjects: own.some((rule) => rule.kmsEncryptedObjects === true),
        replicaModificationSync: own.some((rule) => rule.replicaModificationSync === true),
    };
}
