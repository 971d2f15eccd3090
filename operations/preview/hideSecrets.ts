import type { SecretValues } from "./secretValues";
import type { StackChanges } from "./stackChanges";
import { hidden, isSecret, type ValueChange } from "./valueChanges";

/** Shorter ones are parts of too many words: they are found only where they stand alone. */
const shortestPart = 3;

/** Takes the values of secrets out of all that is told of a stack, the earlier ones too. */
export function hideSecrets(told: StackChanges, secrets: SecretValues): StackChanges {
    const hide = hiding(secrets.values);
    return {
        ...told,
        errors: deep(told.errors, hide),
        diagnostics: told.diagnostics.map((one) => ({ ...deep(one, hide), severity: one.severity })),
        redirections: told.redirections.map((one) => ({
            ...deep(one, hide),
            ...(one.unclear && { unclear: true }),
        })),
        changes: told.changes.map((change) => ({
            ...change,
            urn: hide(change.urn),
            name: hide(change.name),
            id: hide(change.id),
            properties: change.properties.map((one) => ({ ...one, path: hide(one.path) })),
            values: change.values.map((one) => bothSides(deep(one, hide), secrets.complete)),
        })),
    };
}

/**
 * Where one side of a change holds a secret, so did the other, or will. It is hidden as a whole where its secret is not known,
 * as is every earlier value where no secret of earlier updates could be read.
 */
function bothSides(change: ValueChange, complete: boolean): ValueChange {
    const [inRemoved, inAdded] = [holdsHidden(change.removed), holdsHidden(change.added)];
    const blotted = (values: readonly unknown[]) => values.map(() => hidden);
    return {
        ...change,
        removed: !inRemoved && (inAdded || !complete) ? blotted(change.removed) : change.removed,
        added: inRemoved && !inAdded ? blotted(change.added) : change.added,
    };
}

function holdsHidden(value: unknown): boolean {
    return JSON.stringify(value).includes(hidden);
}

function hiding(values: readonly string[]): (text: string) => string {
    // In a message a value may stand as JSON has it.
    const spellings = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
    const patterns = [...new Set(spellings)]
        .sort((one, other) => other.length - one.length)
        .map((value) => {
            const literal = value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
            return value.length < shortestPart ? `(?<![\\w-])${literal}(?![\\w-])` : literal;
        });
    if (patterns.length === 0) {
        return (text) => text;
    }
    const secret = new RegExp(patterns.join("|"), "g");
    return (text) => text.replace(secret, hidden);
}

/** A value with its texts changed, and the numbers and switches that would change if they were texts. */
function deep<T>(value: T, hide: (text: string) => string): T;
function deep(value: unknown, hide: (text: string) => string): unknown {
    if (isSecret(value)) {
        return hidden;
    }
    if (Array.isArray(value)) {
        return value.map((item: unknown) => deep(item, hide));
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, hide)]));
    }
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
        return value;
    }
    const text = hide(String(value));
    return text === String(value) ? value : text;
}
