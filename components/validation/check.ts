import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { argumentError, type ArgumentPlace } from "./error";
import { asOutput, isPending, isPlain, type Checked, type Known, type Pending } from "./pending";
import { issuePath } from "./schema";

// The one overload of a function here is its type. The implementation below it does not know the type.

/** What was judged already, and by which schema. */
const judged = new WeakMap<object, v.GenericSchema>();

/**
 * A schema that marks what it has judged. `parse` by the schema `later` takes that as it is: a component does not judge again
 * what its stack has.
 */
export function judgedOnce<T extends v.GenericSchema>(schema: T, later: v.GenericSchema = schema) {
    return v.pipe(
        schema,
        v.transform((value) => {
            if (typeof value === "object" && value !== null) {
                judged.set(value, later);
            }
            return value;
        }),
    );
}

/** What is wrong with a value of which all is known, or what the schema makes of it. */
export function safeParse<T extends v.GenericSchema>(
    schema: T,
    value: unknown,
):
    | { readonly success: true; readonly output: Known<v.InferOutput<T>> }
    | { readonly success: false; readonly issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]] };
export function safeParse(schema: v.GenericSchema, value: unknown) {
    return v.safeParse(schema, value);
}

/** Judges what is plain of a value now. The error names the first wrong place in it. */
export function parse<T extends v.GenericSchema>(
    place: ArgumentPlace,
    value: unknown,
    schema: T,
): v.InferOutput<T>;
export function parse(place: ArgumentPlace, value: unknown, schema: v.GenericSchema): unknown {
    // A schema would judge the output object itself.
    if (isPending(value)) {
        throw argumentError(place, value, "a plain value, since what is made depends on it");
    }
    if (typeof value === "object" && value !== null && judged.get(value) === schema) {
        return value;
    }
    const result = v.safeParse(schema, value);
    if (!result.success) {
        // A member that does not exist is mostly another one, misspelled, which seems to be missing then.
        const unknown = ({ type, path }: v.BaseIssue<unknown>) =>
            type === "strict_object" && path !== undefined;
        const issue = result.issues.find(unknown) ?? result.issues[0];
        throw argumentError(
            { ...place, argument: `${place.argument}${issuePath(issue)}` },
            // The issue's input is the name of an unknown member; the message is to show its value.
            issue.type === "strict_object" && issue.path ? issue.path.at(-1)?.value : issue.input,
            issue.message,
        );
    }
    return result.output;
}

/** Judges a value of which all is known. */
export function parseKnown<T extends v.GenericSchema>(
    place: ArgumentPlace,
    value: unknown,
    schema: T,
): Known<v.InferOutput<T>>;
export function parseKnown(place: ArgumentPlace, value: unknown, schema: v.GenericSchema): unknown {
    return parse(place, value, schema);
}

/** Judges a value now where all of it is plain, so that nothing is registered before the error. Else once it is known. */
export function validate<T extends v.GenericSchema>(
    place: ArgumentPlace,
    value: pulumi.Input<unknown>,
    schema: T,
): Checked<Known<v.InferOutput<T>>>;
export function validate(
    place: ArgumentPlace,
    value: pulumi.Input<unknown>,
    schema: v.GenericSchema,
): unknown {
    const plain: boolean = isPlain(value);
    return plain
        ? parse(place, value, schema)
        : asOutput(value).apply((known) => parse(place, known, schema));
}

/** Judges a member once it is known, where it was pending when the whole was judged. */
export function whenKnown<T extends v.GenericSchema>(
    place: ArgumentPlace,
    value: Known<v.InferOutput<T>> | Pending,
    schema: T,
): Checked<Known<v.InferOutput<T>>>;
export function whenKnown(place: ArgumentPlace, value: unknown, schema: v.GenericSchema): unknown {
    return isPending(value) ? validate(place, value, schema) : value;
}
