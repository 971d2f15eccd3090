import type { Tag } from "@aws-sdk/client-s3";
import { optional, stringMap } from "../schema";
import { containsUnknown, UNKNOWN, type PropertyValue } from "../wire";

export type Tags = Record<string, string>;

const tagsShape = stringMap();

/**
 * What a resource that can have tags has of them: those of the program, and all, with the provider's default tags. The
 * check fills in the second, so that another default shows as a change.
 */
export const tagged = { tags: optional(stringMap()), tagsAll: optional(stringMap()) };

/** The program's tags win over the provider's. */
export function allTags(defaults: Tags, tags: PropertyValue | undefined): PropertyValue {
    if (containsUnknown(tags)) {
        return UNKNOWN;
    }
    return tagsShape.accepts(tags) ? { ...defaults, ...tags } : { ...defaults };
}

/** Of the tags that AWS has, those that are not there by default alone. */
export function ownTags(
    defaults: Tags,
    given: PropertyValue | undefined,
    found: PropertyValue | undefined,
): Tags {
    const program = tagsShape.accepts(given) ? given : {};
    const all = tagsShape.accepts(found) ? found : {};
    return Object.fromEntries(
        Object.entries(all).filter(([key, value]) => key in program || defaults[key] !== value),
    );
}

/** AWS's own tags are not the user's to set, and are left out. */
export function fromTagList(tags: readonly { Key?: string; Value?: string }[] | undefined): Tags {
    const entries = (tags ?? []).flatMap(({ Key, Value }): [string, string][] =>
        Key === undefined || Key.startsWith("aws:") ? [] : [[Key, Value ?? ""]],
    );
    return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function toTagList(tags: Tags | undefined): (Tag & { Key: string; Value: string })[] {
    return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

/** A service's two calls by which tags change: one sets tags, the other removes them by their keys. */
export interface TagCalls {
    put(tags: Tags): Promise<unknown>;
    remove(keys: string[]): Promise<unknown>;
}

/** Calls for what differs alone. */
export async function changeTags(
    state: PropertyValue | undefined,
    wanted: Tags | undefined,
    calls: TagCalls,
): Promise<void> {
    const before = tagsShape.accepts(state) ? state : {};
    const after = wanted ?? {};
    const removed = Object.keys(before).filter((key) => !(key in after));
    if (removed.length > 0) {
        await calls.remove(removed);
    }
    const put = Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value));
    if (Object.keys(put).length > 0) {
        await calls.put(put);
    }
}
