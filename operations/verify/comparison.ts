import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { StoredContent } from "./bucket";

/** An object whose content is told in words that are equal for equal content. */
export type Described = Omit<StoredContent, "body" | "storageClass"> & { readonly content: string };

/** In what an object that was read differs from what it should be; empty where it does not. */
export function differences(written: StoredContent, read: StoredContent): readonly string[] {
    return [
        ...describedDifferences(
            { ...written, content: inWords(written.body) },
            { ...read, content: inWords(read.body) },
        ),
        ...unequal({ "storage class": [written.storageClass, read.storageClass] }),
    ];
}

/** The same of all but the storage class, which a lifecycle rule may change. */
export function describedDifferences(expected: Described, got: Described): readonly string[] {
    return unequal({
        content: [expected.content, got.content],
        "content type": [expected.contentType, got.contentType],
        ...Object.fromEntries(
            Object.keys({ ...expected.headers, ...got.headers }).map((name) => [
                name,
                [expected.headers[name], got.headers[name]],
            ]),
        ),
        metadata: [expected.metadata, got.metadata],
        tags: [expected.tags, got.tags],
    });
}

function unequal(members: Readonly<Record<string, readonly [unknown, unknown]>>): readonly string[] {
    return Object.entries(members)
        .filter(([, [expected, got]]) => !isDeepStrictEqual(expected, got))
        .map(([member, [expected, got]]) => `${member} is ${shown(got)}, expected ${shown(expected)}`);
}

/** Bytes in few words, which are equal for equal bytes alone. */
export function inWords(body: Uint8Array): string {
    return `${body.length} bytes, SHA-256 ${createHash("sha256").update(body).digest("hex")}`;
}

function shown(value: unknown): string {
    if (value === undefined) {
        return "not set";
    }
    return typeof value === "string" ? value : JSON.stringify(value);
}
