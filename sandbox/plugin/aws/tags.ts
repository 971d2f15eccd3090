import type { Tag } from "@aws-sdk/client-s3";

export type Tags = Record<string, string>;

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
