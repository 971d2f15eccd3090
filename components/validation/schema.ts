import * as v from "valibot";
import { isPending } from "./check";

/** Whether a value has members under names: a list is an object too, and has none, and those of an output are not known. */
export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isPending(value);
}

/** An object in a schema with these members and no other. */
export function members<T extends v.ObjectEntries>(entries: T, allowed: string) {
    return v.pipe(v.custom<Record<string, unknown>>(isRecord, allowed), v.strictObject(entries, allowed));
}
