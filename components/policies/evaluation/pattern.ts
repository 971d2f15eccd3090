/*
 * Texts of a policy with wildcards and variables in them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import { valueOf, type Context } from "./request";
import { unclear, unknownKey, type Truth } from "./truth";

/** One character, or a wildcard: any one, or any number of any. */
type Piece = string | typeof one | typeof any;
const one: unique symbol = Symbol("?");
const any: unique symbol = Symbol("*");
export const wildcard: { readonly one: typeof one; readonly any: typeof any } = { one, any };

/** A text of a policy, its variables replaced as far as the request's values are known. */
export interface Pattern {
    readonly pieces: readonly Piece[];
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
}

export function readPattern(text: string, { context, variables, wildcards }: Reading): Pattern {
    const pieces: Piece[] = [];
    const unknownKeys: string[] = [];
    let isNull = false;
    let unclearPart: string | undefined;
    for (const [part] of text.matchAll(variables ? /\$\{[^}]*\}|[^]/gu : /[^]/gu)) {
        if (part.length > 2 && part.startsWith("${")) {
            const [, literal] = /^\$\{([*?$])\}$/.exec(part) ?? [];
            const [, key, fallback] = /^\$\{([^,'\s]+)\s*(?:,\s*'([^']*)')?\s*\}$/.exec(part) ?? [];
            if (literal !== undefined) {
                pieces.push(literal);
            } else if (key === undefined) {
                unclearPart = `The variable ${part} is not understood`;
            } else {
                const value = valueOf(context, key);
                if (value === "unknown" || "oneOf" in value) {
                    unknownKeys.push(key);
                    pieces.push(any);
                } else if (value.length > 1) {
                    unclearPart = `The variable ${part} has several values`;
                } else {
                    const replaced = value[0] ?? fallback;
                    isNull ||= replaced === undefined;
                    pieces.push(...Array.from(replaced ?? ""));
                }
            }
        } else {
            pieces.push(wildcards && part === "*" ? any : wildcards && part === "?" ? one : part);
        }
    }
    return { pieces, unknownKeys, isNull, unclear: unclearPart };
}

/** Whether a pattern takes a text whole. */
export function matches(pattern: Pattern, text: string): Truth {
    if (pattern.unclear !== undefined) {
        return unclear(pattern.unclear);
    }
    if (pattern.isNull || !glob(pattern.pieces, Array.from(text))) {
        return false;
    }
    return pattern.unknownKeys.length === 0 || unknownKey(...pattern.unknownKeys);
}

/**
 * Whether a pattern takes an ARN field by field, so that no wildcard reaches over a colon. The resource, which is the last of
 * the six, may have colons of its own. A pattern with fewer fields is not an ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(
    pattern: Pattern,
    arn: string,
    /** Both taken apart, where they are compared with many. */
    wanted: Fields = fieldsOf(pattern.pieces),
    given: Fields = fieldsOf(Array.from(arn)),
): Truth | "not an ARN" {
    if (pattern.unclear !== undefined || pattern.isNull || pattern.unknownKeys.length > 0) {
        // A value that is not known may have colons of its own.
        return matches(pattern, arn);
    }
    if (wanted.length < 6 || given.length < 6) {
        return "not an ARN";
    }
    return wanted.every((field, index) => glob(field, given[index] ?? []));
}

/** The fields of an ARN, each piece by piece. */
export type Fields = readonly (readonly Piece[])[];

export function fieldsOf(pieces: readonly Piece[]): Fields {
    const fields: Piece[][] = [[]];
    for (const piece of pieces) {
        if (piece === ":" && fields.length < 6) {
            fields.push([]);
        } else {
            fields.at(-1)?.push(piece);
        }
    }
    return fields;
}

/** Goes back to the last `*` alone, so that many of them cost no more than length times length. */
function glob(pieces: readonly Piece[], text: readonly Piece[]): boolean {
    let piece = 0;
    let at = 0;
    let star = -1;
    let resume = 0;
    while (at < text.length) {
        if (pieces[piece] === any) {
            star = piece;
            resume = at;
            piece += 1;
        } else if (piece < pieces.length && (pieces[piece] === one || pieces[piece] === text[at])) {
            piece += 1;
            at += 1;
        } else if (star >= 0) {
            resume += 1;
            piece = star + 1;
            at = resume;
        } else {
            return false;
        }
    }
    return pieces.slice(piece).every((rest) => rest === any);
}
