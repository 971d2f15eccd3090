import * as v from "valibot";
import { isPending, type Pending } from "./pending";

/** A switch. */
export const onOff = v.boolean("true or false");

/** Whether a value has members under names. A list has none, and those of an output are not known. */
export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isPending(value);
}

/** A value that has members under names. valibot's object schema takes a list too. */
export function record(allowed: string) {
    return v.custom<Record<string, unknown>, string>(isRecord, allowed);
}

/** An object with these members and no other. */
export function members<T extends v.ObjectEntries>(entries: T, allowed: string) {
    return v.pipe(record(allowed), v.strictObject(entries, allowed));
}

/** One of an enumeration's values. */
export function oneOf<T extends string>(values: Readonly<Record<string, T>>) {
    return v.picklist(Object.values(values), Object.values(values).join(", "));
}

/** A member that must be there. One that is missing gets the message of one that is wrong, which says what is allowed. */
export function needed<T extends v.GenericSchema>(schema: T) {
    return v.pipe(
        v.optional(v.unknown(), () => undefined),
        schema,
    );
}

const pending = v.custom<Pending>(isPending);

/** A value that passes as long as it is an output. Once it is known it is judged as a plain one is. */
export function orPending<T extends v.GenericSchema>(schema: T) {
    return v.lazy((value): T | typeof pending => (isPending(value) ? pending : schema));
}

/** A member that may be left out, and that may be an output. */
export function optionalInput<T extends v.GenericSchema>(schema: T) {
    return v.optional(orPending(schema));
}

/** A step of the path to an issue. */
export function step(input: unknown, key: unknown, value: unknown): v.UnknownPathItem {
    return { type: "unknown", origin: "value", input, key, value };
}

/** Refuses a member that does not go with another one. */
export function forbidden<T extends object>(
    member: keyof T & string,
    applies: (value: T) => boolean,
    allowed: string,
) {
    return v.rawCheck<T>(({ dataset, addIssue }) => {
        if (dataset.typed && applies(dataset.value)) {
            const input: unknown = dataset.value[member];
            addIssue({ message: allowed, input, path: [step(dataset.value, member, input)] });
        }
    });
}

/** Where in a value an issue is, as it is written: `[1].prefix`, or nothing for the value as a whole. */
export function issuePath(issue: v.BaseIssue<unknown>): string {
    return (issue.path ?? [])
        .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
        .join("");
}
