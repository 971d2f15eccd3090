import * as fc from "fast-check";
import type { Surroundings } from "./input";
import { ids, prefixes, tagSets } from "./texts";

/** The members that a rule may leave out wherever it is. */
interface RuleChoices {
    readonly prefix?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly enabled?: boolean;
    readonly deleteMarkerReplication?: boolean;
    readonly storageClass?: string;
    readonly metrics?: boolean;
    readonly replicationTimeControl?: boolean;
    readonly replicaModificationSync?: boolean;
    readonly kmsEncryptedObjects?: boolean;
}
/** A rule with all that it needs among others. */
export interface GoodRule extends RuleChoices {
    readonly id?: string;
    readonly priority?: number;
    readonly destination?: string;
}

export const storageClasses = [
    "STANDARD",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER_IR",
    "GLACIER",
    "DEEP_ARCHIVE",
    "REDUCED_REDUNDANCY",
];
/** The members that are true or false. */
export const switches = [
    "enabled",
    "deleteMarkerReplication",
    "metrics",
    "replicationTimeControl",
    "replicaModificationSync",
    "kmsEncryptedObjects",
];
export const priorities = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 200 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 ** 31 - 1 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 2 ** 31 - 1) },
);

/** A member may be absent, and it may be there and be undefined. */
const orUndefined = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 6 });

/** Values of a rule that go together, in these surroundings. */
function ruleChoices({ sourceKey }: Surroundings): fc.Arbitrary<RuleChoices> {
    const onOff = orUndefined(fc.boolean());
    return fc
        .record(
            {
                prefix: orUndefined(prefixes),
                tags: orUndefined(tagSets),
                enabled: onOff,
                deleteMarkerReplication: onOff,
                storageClass: orUndefined(fc.constantFrom(...storageClasses)),
                metrics: onOff,
                replicationTimeControl: onOff,
                replicaModificationSync: onOff,
                kmsEncryptedObjects: onOff,
            },
            { requiredKeys: [] },
        )
        .map((made) => ({
            ...made,
            ...(made.tags && made.deleteMarkerReplication && { deleteMarkerReplication: false }),
            ...(made.replicationTimeControl && made.metrics === false && { metrics: true }),
            ...(!sourceKey && made.kmsEncryptedObjects && { kmsEncryptedObjects: false }),
        }));
}

/** Rules that may stand side by side, each destination having one at least. */
export function goodRules(
    around: Surroundings,
    minLength: number,
    maxLength: number,
): fc.Arbitrary<GoodRule[]> {
    const names = around.destinations.map(({ name }) => name);
    const among = (
        values: readonly RuleChoices[],
        keys: readonly (readonly [string, number])[],
        nth: number[],
    ) =>
        values.map((value, index) => {
            const [id, priority] = keys[index] ?? [`rule ${index}`, index];
            const name = names[index] ?? names[(nth[index] ?? 0) % names.length] ?? "";
            return { id, priority, ...(names.length > 1 && { destination: name }), ...value };
        });
    return fc
        .array(ruleChoices(around), {
            minLength: Math.max(minLength, names.length),
            maxLength: Math.max(maxLength, names.length),
            // As many as said, and not the few that are made by default.
            size: "max",
        })
        .chain((values) => {
            const length = { minLength: values.length, maxLength: values.length };
            return fc
                .tuple(
                    fc.constant(values),
                    fc.uniqueArray(ids, length),
                    fc.uniqueArray(priorities, length),
                    fc.array(fc.nat(9), length),
                )
                .map(([choices, ownIds, ownPriorities, nth]) =>
                    among(
                        choices,
                        ownIds.map((id, index) => [id, ownPriorities[index] ?? index]),
                        nth,
                    ),
                );
        });
}

/** More rules than anybody writes: a few, over and over, up to the thousand that AWS takes and a little beyond. */
export function manyRules(around: Surroundings): fc.Arbitrary<GoodRule[]> {
    return fc
        .tuple(
            goodRules(around, 2, 6),
            fc.oneof(
                { weight: 6, arbitrary: fc.integer({ min: 31, max: 80 }) },
                { weight: 1, arbitrary: fc.integer({ min: 995, max: 1003 }) },
            ),
        )
        .map(([few, count]) =>
            Array.from({ length: count }, (_, index) => ({
                ...few[index % few.length],
                id: `rule ${index}`,
                priority: index * 7,
            })),
        );
}
