import { runtime } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";

/** One place in a resource's inputs, and what is there before and after. */
export interface ValueChange {
    /** As `policy.Statement[WriteReplicas].Action`, or `rules[logs].status`. */
    readonly path: string;
    /** What goes; values of their own where the place holds a list. */
    readonly removed: readonly unknown[];
    readonly added: readonly unknown[];
}

/** What Pulumi shows in place of a secret. */
export const hidden = "[secret]";

/** The engine's own member of inputs. */
const bookkeeping = "__defaults";

/** The places in which two values differ. Documents that are stored as JSON text are compared as what they say. */
export function valueChanges(before: unknown, after: unknown, path = ""): readonly ValueChange[] {
    const [old, fresh] = [readable(before), readable(after)];
    if (isDeepStrictEqual(old, fresh)) {
        return [];
    }
    if (isRecord(old) && isRecord(fresh)) {
        return membersOf(old, fresh).flatMap((member) =>
            valueChanges(old[member], fresh[member], path === "" ? member : `${path}.${member}`),
        );
    }
    if (Array.isArray(old) && Array.isArray(fresh)) {
        return listChanges(old, fresh, path);
    }
    return [{ path, removed: presentIn(old), added: presentIn(fresh) }];
}

function listChanges(
    old: readonly unknown[],
    fresh: readonly unknown[],
    path: string,
): readonly ValueChange[] {
    const [oldByName, freshByName] = [byName(old), byName(fresh)];
    if (oldByName && freshByName) {
        return membersOf(oldByName, freshByName).flatMap((name) =>
            valueChanges(oldByName[name], freshByName[name], `${path}[${name}]`),
        );
    }
    const without = (list: readonly unknown[], other: readonly unknown[]) =>
        list.filter((item) => !other.some((candidate) => isDeepStrictEqual(item, candidate)));
    const [removed, added] = [without(old, fresh), without(fresh, old)];
    // The same values in another order, or another number of times.
    return removed.length + added.length === 0
        ? [{ path, removed: [old], added: [fresh] }]
        : [{ path, removed, added }];
}

/** A list whose items all have a name of their own, by these names: a policy's statements, a configuration's rules. */
function byName(list: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
    const named = list.flatMap((item) => {
        const name = isRecord(item) ? (item.Sid ?? item.id) : undefined;
        return typeof name === "string" ? [[name, item] as const] : [];
    });
    const names = new Map(named);
    return names.size === list.length ? Object.fromEntries(names) : undefined;
}

function membersOf(old: object, fresh: object): readonly string[] {
    return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
        (member) => member !== bookkeeping,
    );
}

function presentIn(value: unknown): readonly unknown[] {
    return value === undefined ? [] : [value];
}

function readable(value: unknown): unknown {
    // What the engine puts in place of a value that only the deployment can tell.
    if (value === runtime.unknownValue) {
        return "(known after deployment)";
    }
    if (isSecret(value)) {
        return hidden;
    }
    if (Array.isArray(value)) {
        return value.map(readable);
    }
    if (isRecord(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readable(member)]));
    }
    if (typeof value !== "string" || !/^[{[]/.test(value)) {
        return value;
    }
    try {
        return readable(JSON.parse(value));
    } catch {
        return value;
    }
}

/** Whether it is how the engine writes a secret that it does not hide. */
export function isSecret(value: unknown): boolean {
    return isRecord(value) && value[runtime.specialSigKey] === runtime.specialSecretSig;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
