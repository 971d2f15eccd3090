/** The components' arguments, outputs and types, from components/schema.json. */
import * as v from "valibot";
import { code, table } from "./markdown";

interface Type {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: Type;
    readonly additionalProperties?: Type;
}

const type: v.GenericSchema<Type> = v.object({
    type: v.optional(v.string()),
    $ref: v.optional(v.string()),
    items: v.optional(v.lazy(() => type)),
    additionalProperties: v.optional(v.lazy(() => type)),
});
const member = v.intersect([
    type,
    v.object({ description: v.string(), optional: v.optional(v.boolean()), plain: v.optional(v.boolean()) }),
]);
const members = v.record(v.string(), member);
const shape = v.object({
    resources: v.record(v.string(), v.object({ inputProperties: members, properties: members })),
    types: v.record(
        v.string(),
        v.object({
            properties: v.optional(members),
            enum: v.optional(v.array(v.object({ value: v.string(), description: v.string() }))),
        }),
    ),
});

type Schema = v.InferOutput<typeof shape>;
export type Members = v.InferOutput<typeof members>;

export function readSchema(text: string): Schema {
    const { resources, types } = v.parse(shape, JSON.parse(text));
    const named = <T>(things: Readonly<Record<string, T>>) =>
        Object.fromEntries(Object.entries(things).map(([token, thing]) => [lastPart(token), thing]));
    return { resources: named(resources), types: named(types) };
}

/** The arguments that all components have alike. */
export function sharedArguments({ resources }: Schema): Members {
    const [first = {}, ...others] = Object.values(resources).map(({ inputProperties }) => inputProperties);
    return Object.fromEntries(
        Object.entries(first).filter(([name, own]) =>
            others.every((other) => JSON.stringify(other[name]) === JSON.stringify(own)),
        ),
    );
}

/** The arguments that a component has and the others have not. */
export function ownArguments(schema: Schema, component: string): Members {
    const shared = sharedArguments(schema);
    const all = schema.resources[component]?.inputProperties ?? {};
    return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in shared)));
}

/** A table of members; `document` is how the document refers to components/README.md, which has a section for each type. */
export function membersTable(title: string, own: Members, document: string): string {
    // A setting is plain in any case: the word means something to programs alone.
    const marksPlain = document === "";
    const anyRequired = title !== "Output" && Object.values(own).some(({ optional }) => optional !== true);
    return table(
        [title, "Type", ...(anyRequired ? ["Required"] : []), "What it is"],
        Object.entries(own).map(([name, one]) => [
            code(name),
            typeWords(one, document) + (one.plain === true && marksPlain ? ", plain" : ""),
            ...(anyRequired ? [one.optional === true ? "" : "yes"] : []),
            describe(one.description),
        ]),
    );
}

export function valuesTable(values: readonly { value: string; description: string }[]): string {
    return table(
        ["Value", "What it is"],
        values.map(({ value, description }) => [code(value), describe(description)]),
    );
}

/** A type by words, since each language has its own spelling of it. */
function typeWords({ $ref, type: kind, items, additionalProperties }: Type, document: string): string {
    if ($ref !== undefined) {
        const name = lastPart($ref);
        return `[${name}](${document}#${name.toLowerCase()})`;
    }
    if (items !== undefined) {
        return `list of ${several(typeWords(items, document))}`;
    }
    if (additionalProperties !== undefined) {
        return `${several(typeWords(additionalProperties, document))} by name`;
    }
    return kind === "string" ? "text" : (kind ?? "anything");
}

function several(words: string): string {
    return words === "text" ? "texts" : words;
}

/** In one line, and with a page of AWS as a link. */
function describe(description: string): string {
    return description
        .replaceAll(/\s*\n\s*/g, " ")
        .replaceAll(/https:\/\/docs\.aws\.amazon\.com\/\S+/g, (url) => `[AWS](${url})`);
}

function lastPart(token: string): string {
    return token.split(":").at(-1) ?? token;
}
