import { canonicalJson } from "./canonicalJson";
import { canonicalPolicy } from "./policyDocument";
import { UNKNOWN, type PropertyMap } from "./wire";

/**
 * What the plug-in knows of a resource type's properties, as data. Check, diff and import read it; the type
 * guard of a shape gives the resource's code typed inputs.
 */
export type Shape<T = unknown> = Structure & { accepts(value: unknown): value is T };

export type Structure =
    | { readonly kind: "string"; readonly values?: readonly string[] }
    | { readonly kind: "number" }
    | { readonly kind: "boolean" }
    /** A JSON document as text; two texts of one meaning are the same value. */
    | { readonly kind: "json"; readonly canonical: (text: string) => string }
    | { readonly kind: "map" }
    | { readonly kind: "list"; readonly item: Shape; readonly unordered: boolean }
    | { readonly kind: "object"; readonly properties: Properties; readonly simplify?: Simplify };

/** Brings the forms of an object that AWS treats alike to one form, before two of them are compared. */
export type Simplify = (value: PropertyMap) => PropertyMap;

export interface PropertyOptions {
    /** Another value means another resource. */
    readonly replaces?: boolean;
    /** Chosen by AWS or by the plug-in where the program does not say: leaving it out is no change. */
    readonly computed?: boolean;
    /** What leaving it out means. */
    readonly default?: string | number | boolean;
    /** Lives in the state alone; AWS does not hold it, so it is never read back. */
    readonly local?: boolean;
    /** What an import puts into the state of what lives there alone. Left out: nothing, and a default shows as added. */
    readonly imported?: string | number | boolean;
    /** A name is made up where the program does not give one. */
    readonly autoName?: { readonly maxLength: number; readonly lowerCase: boolean };
}

export interface Property<T = unknown, R extends boolean = boolean> extends PropertyOptions {
    readonly shape: Shape<T>;
    readonly required: R;
}

export type Properties = Readonly<Record<string, Property>>;

type Value<P> = P extends Property<infer T> ? T : never;
type RequiredNames<P extends Properties> = {
    [K in keyof P]: P[K] extends Property<unknown, true> ? K : never;
}[keyof P];
export type Typed<P extends Properties> = { [K in RequiredNames<P>]: Value<P[K]> } & {
    [K in Exclude<keyof P, RequiredNames<P>>]?: Value<P[K]>;
};

export function required<T>(shape: Shape<T>, options: PropertyOptions = {}): Property<T, true> {
    return { ...options, shape, required: true };
}

export function optional<T>(shape: Shape<T>, options: PropertyOptions = {}): Property<T, false> {
    return { ...options, shape, required: false };
}

export function string(): Shape<string> {
    return shape<string>({ kind: "string" });
}

export function oneOf<V extends string>(...values: readonly V[]): Shape<V> {
    return shape<V>({ kind: "string", values });
}

export function number(): Shape<number> {
    return shape<number>({ kind: "number" });
}

export function boolean(): Shape<boolean> {
    return shape<boolean>({ kind: "boolean" });
}

/** Any JSON document: the order of members means nothing, that of a list's items does. */
export function json(): Shape<string> {
    return shape<string>({ kind: "json", canonical: canonicalJson });
}

/** A JSON document in the grammar of IAM's policies. */
export function policy(): Shape<string> {
    return shape<string>({ kind: "json", canonical: canonicalPolicy });
}

export function stringMap(): Shape<Record<string, string>> {
    return shape<Record<string, string>>({ kind: "map" });
}

export function listOf<T>(item: Shape<T>, unordered = false): Shape<T[]> {
    return shape<T[]>({ kind: "list", item, unordered });
}

export function object<P extends Properties>(properties: P, simplify?: Simplify): Shape<Typed<P>> {
    return shape<Typed<P>>({ kind: "object", properties, simplify });
}

export interface Problem {
    readonly path: string;
    readonly reason: string;
}

/** Where a value does not fit its shape. Unknown values fit everywhere as long as `unknowns` allows them. */
export function problemsOf(structure: Structure, value: unknown, path: string, unknowns: boolean): Problem[] {
    if (value === UNKNOWN && unknowns) {
        return [];
    }
    const wrong = (wanted: string) => [{ path, reason: `must be ${wanted}, got ${show(value)}` }];
    switch (structure.kind) {
        case "string":
            if (typeof value !== "string") {
                return wrong("a string");
            }
            return structure.values === undefined || structure.values.includes(value)
                ? []
                : wrong(`one of ${structure.values.join(", ")}`);
        case "number":
        case "boolean":
            return typeof value === structure.kind ? [] : wrong(`a ${structure.kind}`);
        case "json":
            return typeof value === "string" && isJson(value) ? [] : wrong("a JSON document");
        case "map":
            if (!isRecord(value)) {
                return wrong("a map of strings");
            }
            return Object.entries(value).flatMap(([key, item]) =>
                problemsOf({ kind: "string" }, item, memberPath(path, key), unknowns),
            );
        case "list":
            if (!Array.isArray(value)) {
                return wrong("a list");
            }
            return value.flatMap((item: unknown, index) =>
                problemsOf(structure.item, item, `${path}[${index}]`, unknowns),
            );
        case "object":
            return isRecord(value)
                ? objectProblems(structure.properties, value, path, unknowns)
                : wrong("an object");
    }
}

/** The engine's way of writing a path: `rules[0].status`, `tags["a.b"]`. */
export function memberPath(path: string, key: string): string {
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) {
        return `${path}[${JSON.stringify(key)}]`;
    }
    return path === "" ? key : `${path}.${key}`;
}

function objectProblems(
    properties: Properties,
    value: Record<string, unknown>,
    path: string,
    unknowns: boolean,
): Problem[] {
    const strangers = Object.keys(value)
        .filter((name) => value[name] !== undefined && !(name in properties))
        .map((name) => ({
            path: memberPath(path, name),
            reason: `is not a property that the stand-in supports; it supports: ${Object.keys(properties).join(", ")}`,
        }));
    const own = Object.entries(properties).flatMap(([name, property]) => {
        const item = value[name];
        if (item === undefined) {
            return property.required ? [{ path: memberPath(path, name), reason: "is required" }] : [];
        }
        return problemsOf(property.shape, item, memberPath(path, name), unknowns);
    });
    return [...strangers, ...own];
}

function shape<T>(structure: Structure): Shape<T> {
    return {
        ...structure,
        accepts: (value: unknown): value is T => problemsOf(structure, value, "", false).length === 0,
    };
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(text: string): boolean {
    try {
        JSON.parse(text);
        return true;
    } catch {
        return false;
    }
}

function show(value: unknown): string {
    return value === UNKNOWN ? "a value that is not known yet" : JSON.stringify(value);
}
