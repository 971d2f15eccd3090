import { catalogue } from "./meaning/catalogue";
import type { Meaning } from "./meaning/meaningOf";
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
            ...(!secrets.complete && { before: { bucket: hidden, account: hidden } }),
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
 * Takes the values of secrets out of what a deployment means. Where secrets of earlier updates could not be read, nobody knows
 * which words of a finding may be told, and the catalogue's alone are.
 */
export function hideInMeaning({ findings, order }: Meaning, secrets: SecretValues): Meaning {
    const hide = hiding(secrets.values);
    return {
        findings: findings.map(({ id, kind, severity, stack, ...told }) => ({
            id,
            kind,
            severity,
            ...(stack !== undefined && { stack }),
            ...(secrets.complete ? deep(told, hide) : { where: hidden, message: catalogue[id].meaning }),
        })),
        order: {
            decision: order.decision,
            ...deep({ steps: order.steps, why: order.why }, hide),
        },
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
    // Of an ARN what it names may stand alone.
    const spellings = values
        .flatMap((value) => [value, ...(value.startsWith("arn:") ? namedBy(value) : [])])
        .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
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

/** The resource of an ARN, and its name without a path. */
function namedBy(arn: string): readonly string[] {
    const resource = arn.split(":").slice(5).join(":");
    return [resource, resource.split("/").at(-1) ?? ""].filter((part) => part.length >= shortestPart);
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
