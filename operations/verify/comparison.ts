import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { StoredContent } from "./bucket";

/** In what an object that was read differs from what it should be; empty where it does not. */
export function differences(written: StoredContent, read: StoredContent): readonly string[] {
    const members = {
        content: [described(written.body), described(read.body)],
        "content type": [written.contentType, read.contentType],
        ...Object.fromEntries(
            Object.keys({ ...written.headers, ...read.headers }).map((name) => [
                name,
                [written.headers[name], read.headers[name]],
            ]),
        ),
        metadata: [written.metadata, read.metadata],
        tags: [written.tags, read.tags],
        "storage class": [written.storageClass, read.storageClass],
    };
    return Object.entries(members)
        .filter(([, [expected, got]]) => !isDeepStrictEqual(expected, got))
        .map(([member, [expected, got]]) => `${member} is ${shown(got)}, expected ${shown(expected)}`);
}

/** Bytes in few words, which are equal for equal bytes alone. */
function described(body: Uint8Array): string {
    return `${body.length} bytes, SHA-256 ${createHash("sha256").update(body).digest("hex")}`;
}

function shown(value: unknown): string {
    if (value === undefined) {
        return "not set";
    }
    return typeof value === "string" ? value : JSON.stringify(value);
}
