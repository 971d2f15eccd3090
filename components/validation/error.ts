import * as pulumi from "@pulumi/pulumi";
import { isPending } from "./pending";
import { visible, visibleLines } from "./visible";

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
 * An argument that cannot be deployed. Pulumi prints a RunError's message alone, without a stack trace. The message holds the
 * argument, the value got, what is allowed and, where that does not say it, what to do.
 */
export function argumentError(
    place: ArgumentPlace,
    got: unknown,
    allowed: string,
    advice?: string,
): pulumi.RunError {
    const problem = `${visible(place.component)}: ${problemText(place.argument, display(got), allowed)}`;
    return lasting(runError(advice === undefined ? problem : `${problem} ${advice}`));
}

/**
 * An error that keeps its message. Whatever waits for an output that fails puts the name of its property before the message, one
 * after the other, until nobody finds it behind them.
 */
function lasting(error: pulumi.RunError): pulumi.RunError {
    const { message } = error;
    return Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
}

/** An error of the program. Of what it quotes, nothing can pass for something else. */
export function runError(message: string): pulumi.RunError {
    return new pulumi.RunError(visibleLines(message));
}

/** A problem in one sentence. Where no value is allowed at all, it says to leave the value out. */
export function problemText(argument: string, got: string, allowed: string): string {
    return `${visible(argument)} is ${got}; ${allowed.startsWith("leave it out") ? allowed : `allowed: ${allowed}`}.`;
}

/**
 * A value as a message shows it: as JSON, and where that is long by its size alone. Pulumi masks a secret where it finds the
 * whole of it, and not where it was cut.
 */
export function display(value: unknown): string {
    const json = value === undefined ? "missing" : jsonOf(value);
    return json.length > longestShown ? `${kindOf(value)} of ${json.length} characters` : visible(json);
}

function kindOf(value: unknown): string {
    return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : "a text";
}

const longestShown = 300;

/** JSON, where it can hold the value. It cannot hold NaN, a function, or what holds itself. */
function jsonOf(value: unknown): string {
    switch (typeof value) {
        case "number":
        case "bigint":
        case "symbol":
            return value.toString();
        case "function":
            return "a function";
        default:
            return isPending(value) ? unknownYet : jsonText(value);
    }
}

function jsonText(value: unknown): string {
    try {
        return JSON.stringify(value, withoutOutputs);
    } catch {
        return "a value that has no JSON";
    }
}

const unknownYet = "an output";

/** An output's own JSON is a long text on why it has none. */
function withoutOutputs(this: unknown, key: string, value: unknown): unknown {
    const given: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
    return isPending(given) ? unknownYet : value;
}
