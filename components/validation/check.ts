import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import type { ArgumentRule } from "./formats";
import { issuePath } from "./issuePath";

/** An argument of a component: where it stands, for whoever has to correct it. */
export interface ArgumentPlace {
    /** The component, as `ReplicationSource "logs"`. */
    readonly component: string;
    /** The argument, as it is written in the program: `rules[1].prefix`. */
    readonly argument: string;
}

/** The place of a member of an argument. */
export function memberOf(place: ArgumentPlace, member: string): ArgumentPlace {
    return { ...place, argument: `${place.argument}.${member}` };
}

/**
 * An argument that cannot be deployed. Pulumi prints a RunError's message alone, without a stack trace.
 * The message holds the argument, the value got, what is allowed and, where it is not plain from that, what to do.
 */
export function argumentError(
    place: ArgumentPlace,
    got: unknown,
    allowed: string,
    advice?: string,
): pulumi.RunError {
    const problem = `${place.component}: ${place.argument} is ${display(got)}; allowed: ${allowed}.`;
    return new pulumi.RunError(advice === undefined ? problem : `${problem} ${advice}`);
}

/** Judges a known value, and hands it back in the form that the component goes on with. */
export type Check<T, R> = (place: ArgumentPlace, value: T) => R;

/** What a check hands on: plain where the argument was, since outputs are most of what running a program costs. */
export type Checked<R> = R | pulumi.Output<R>;

/**
 * Checks a value now where it is plain, so that nothing is registered before the error, and when it becomes known where
 * it is an output.
 */
export function checked<T, R>(
    place: ArgumentPlace,
    value: pulumi.Input<T>,
    check: Check<pulumi.Unwrap<T>, R>,
): Checked<R>;
export function checked(
    place: ArgumentPlace,
    value: pulumi.Input<unknown>,
    check: Check<unknown, unknown>,
): unknown {
    if (isPlain(value)) {
        return check(place, value);
    }
    return asOutput(value).apply((known) => check(place, known));
}

/** What follows from a checked value, plain where that is. */
export function following<T, R>(value: Checked<T>, next: (known: T) => R): Checked<R> {
    return isOutput(value) ? value.apply(next) : next(value);
}

/** A checked value for where an output has to be. `pulumi.output` would make two more of one. */
export function asOutput<T>(value: Checked<T>): pulumi.Output<T>;
export function asOutput(value: unknown): pulumi.Output<unknown> {
    return pulumi.Output.isInstance(value) ? value : pulumi.output(value);
}

function isOutput<T>(value: Checked<T>): value is pulumi.Output<T> {
    return pulumi.Output.isInstance(value);
}

/** The check of a string that must be there and keep a rule. */
export function must(rule: ArgumentRule): Check<unknown, string> {
    return (place, value) => {
        if (typeof value !== "string" || !rule.accepts(value)) {
            throw argumentError(place, value, rule.allowed);
        }
        return value;
    };
}

/** As `must`, for an argument that may be left out. */
export function mayBe(rule: ArgumentRule): Check<unknown, string | undefined> {
    return (place, value) => (value === undefined ? undefined : must(rule)(place, value));
}

/** The check of a choice among an enumeration's values, with the one that stands where none is given. */
export function choice<T extends string>(values: Readonly<Record<string, T>>, preset: T): Check<unknown, T> {
    return (place, value) => {
        const chosen =
            value === undefined ? preset : Object.values(values).find((allowed) => allowed === value);
        if (chosen === undefined) {
            throw argumentError(place, value, Object.values(values).join(", "));
        }
        return chosen;
    };
}

/** A switch in a schema. */
export const onOff = v.boolean("true or false");

/** The check of a switch, with its position where none is given. */
export function flag(preset: boolean): Check<unknown, boolean> {
    return (place, value = preset) => {
        if (typeof value !== "boolean") {
            throw argumentError(place, value, onOff.message);
        }
        return value;
    };
}

/** As `flag`, for a switch that may be left out. */
export const mayBeFlag: Check<unknown, boolean | undefined> = (place, value) =>
    value === undefined ? undefined : flag(false)(place, value);

/** The check of a value that a schema describes, with the place in it of the first thing that is wrong. */
export function keeping<T extends v.GenericSchema>(schema: T): Check<unknown, v.InferOutput<T>> {
    return (place, value) => {
        // A schema would look into the output itself.
        if (isPending(value)) {
            throw argumentError(place, value, "a plain value, since what is made depends on it");
        }
        const result = v.safeParse(schema, value);
        if (!result.success) {
            const [issue] = result.issues;
            throw argumentError(
                { ...place, argument: `${place.argument}${issuePath(issue)}` },
                // Of a member that there is not, the issue's input is its name.
                issue.type === "strict_object" && issue.path ? issue.path.at(-1)?.value : issue.input,
                issue.message,
            );
        }
        return result.output;
    };
}

/** A text in a schema that must keep a rule. */
export function ruled({ accepts, allowed }: ArgumentRule) {
    return v.pipe(v.string(allowed), v.check(accepts, allowed));
}

/** A value that is not known yet. Whatever is made of the schema's result is made once there is none. */
const pending = v.custom<never>(isPending);

/** A value in a schema that passes as long as it is an output; once it is known it is judged again, as a plain one is. */
export function orPending<T extends v.GenericSchema>(schema: T) {
    return v.lazy((value): T | typeof pending => (isPending(value) ? pending : schema));
}

/** Whether a value holds no output and no promise at any depth, so that it is known already. */
export function isPlain<T>(value: pulumi.Input<T>): value is pulumi.Input<T> & pulumi.Unwrap<T> {
    if (isPending(value)) {
        return false;
    }
    return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

/** Whether a value is an output, or a promise, which Pulumi takes alike. */
export function isPending(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** A value as a message shows it: as JSON, and of a long one the beginning. */
export function display(value: unknown): string {
    const json = value === undefined ? "missing" : jsonOf(value);
    return json.length > longestShown ? `${json.slice(0, longestShown)}… (${json.length} characters)` : json;
}

const longestShown = 300;

/** JSON where there is any: it has no numbers beyond its own, and no functions. */
function jsonOf(value: unknown): string {
    switch (typeof value) {
        case "number":
        case "bigint":
        case "symbol":
            return value.toString();
        case "function":
            return "a function";
        default:
            return isPending(value) ? unknownYet : JSON.stringify(value, withoutOutputs);
    }
}

const unknownYet = "an output";

/** What an output itself makes of JSON is a page on why there is none. */
function withoutOutputs(this: unknown, key: string, value: unknown): unknown {
    const given: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
    return isPending(given) ? unknownYet : value;
}
