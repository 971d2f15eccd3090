/*
 * Texts of a policy with wildcards and variables in them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { globOf, wildcard, type Glob, type Piece } from "./glob";
import { Recent } from "./recent";
import { valueOf, type Context } from "./request";
import { unclear, unknownKey, type Truth } from "./truth";

/** A text of a policy, its variables replaced as far as the request's values are known. */
export interface Pattern {
    readonly pieces: readonly Piece[];
    /** Whether the pieces take a text whole. */
    readonly whole: Glob;
    /** The same for each field; as many as an ARN has, where it is one's. */
    readonly fields: readonly Glob[];
    /** Keys in variables that are not known. In their place the pattern takes anything. */
    readonly unknownKeys: readonly string[];
    /** A variable has no value. AWS takes that for a null, which equals nothing and is like nothing. */
    readonly isNull: boolean;
    /** What is not understood of it. */
    readonly unclear?: string;
}

/** How a text is read. */
export interface Reading {
    readonly context: Context;
    /** Whether `${…}` is a variable, as in documents of version 2012-10-17. */
    readonly variables: boolean;
    /** Whether `*` and `?` are wildcards. */
    readonly wildcards: boolean;
    /** Whether upper and lower case are one. */
    readonly anyCase?: boolean;
}

/** Patterns by their texts: of a document the same ones are read for every request, of which there are thousands. */
class Patterns {
    private readonly kinds = [0, 1, 2, 3].map(() => new Recent<Pattern>());

    read(text: string, reading: Reading): Pattern {
        const { wildcards, anyCase = false } = reading;
        const kind = this.kinds[(wildcards ? 1 : 0) + (anyCase ? 2 : 0)];
        return kind?.get(text, () => readAnew(text, reading)) ?? readAnew(text, reading);
    }
}

const withoutVariables = new Patterns();
const withVariables = new WeakMap<Context, Patterns>();

/** Reads a text of a policy. */
export function readPattern(text: string, reading: Reading): Pattern {
    if (!hasVariables(text, reading)) {
        return withoutVariables.read(text, reading);
    }
    const known = withVariables.get(reading.context) ?? new Patterns();
    withVariables.set(reading.context, known);
    return known.read(text, reading);
}

/** Whether what a text says depends on the request. */
export function hasVariables(text: string, { variables }: Pick<Reading, "variables">): boolean {
    return variables && text.includes("${");
}

function readAnew(text: string, { context, variables, wildcards, anyCase = false }: Reading): Pattern {
    const spelt: Piece[] = [];
    const unknownKeys: string[] = [];
    let isNull = false;
    let unclearPart: string | undefined;
    for (const [part] of text.matchAll(variables ? /\$\{[^}]*\}|[^]/gu : /[^]/gu)) {
        if (part.length > 2 && part.startsWith("${")) {
            const [, literal] = /^\$\{([*?$])\}$/.exec(part) ?? [];
            const [, key, fallback] = /^\$\{([^,'\s]+)\s*(?:,\s*'([^']*)')?\s*\}$/.exec(part) ?? [];
            if (literal !== undefined) {
                spelt.push(literal);
            } else if (key === undefined) {
                unclearPart = `The variable ${part} is not understood`;
            } else {
                const value = valueOf(context, key);
                if (value === "unknown" || "oneOf" in value) {
                    unknownKeys.push(key);
                    spelt.push(wildcard.any);
                } else if (value.length > 1) {
                    unclearPart = `The variable ${part} has several values`;
                } else {
                    const replaced = value[0] ?? fallback;
                    isNull ||= replaced === undefined;
                    spelt.push(...Array.from(replaced ?? ""));
                }
            }
        } else {
            spelt.push(
                wildcards && part === "*" ? wildcard.any : wildcards && part === "?" ? wildcard.one : part,
            );
        }
    }
    const pieces = spelt.map((piece) => (anyCase && typeof piece === "string" ? piece.toLowerCase() : piece));
    return {
        pieces,
        whole: globOf(pieces),
        fields: fieldsOf(pieces).map((field) => globOf(field)),
        unknownKeys,
        isNull,
        unclear: unclearPart,
    };
}

/** Whether a pattern takes a text whole. */
export function matches(pattern: Pattern, text: string): Truth {
    if (pattern.unclear !== undefined) {
        return unclear(pattern.unclear);
    }
    if (pattern.isNull || !pattern.whole(text)) {
        return false;
    }
    return pattern.unknownKeys.length === 0 || unknownKey(...pattern.unknownKeys);
}

/**
 * Whether a pattern takes an ARN field by field, so that no wildcard reaches over a colon. The resource, which is the last of
 * the six, may have colons of its own. A pattern with fewer fields is not an ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: Pattern, arn: string): Truth | "not an ARN" {
    if (pattern.unclear !== undefined || pattern.isNull || pattern.unknownKeys.length > 0) {
        // A value that is not known may have colons of its own.
        return matches(pattern, arn);
    }
    if (lacksFields(pattern, arn)) {
        return "not an ARN";
    }
    const given = fieldsOfText(arn);
    return pattern.fields.every((takes, index) => takes(given[index] ?? ""));
}

/** Whether a pattern or a text is no ARN, which has six fields. */
export function lacksFields({ fields }: Pattern, arn: string): boolean {
    return fields.length < fieldCount || fieldsOfText(arn).length < fieldCount;
}

const fieldCount = 6;
const givenFields = new Recent<readonly string[]>();

function fieldsOfText(arn: string): readonly string[] {
    return givenFields.get(arn, () => fieldsOf(Array.from(arn)).map((field) => field.join("")));
}

function fieldsOf<T extends Piece>(pieces: readonly T[]): readonly (readonly T[])[] {
    const fields: T[][] = [[]];
    for (const piece of pieces) {
        if (piece === ":" && fields.length < fieldCount) {
            fields.push([]);
        } else {
            fields.at(-1)?.push(piece);
        }
    }
    return fields;
}
