import { randomBytes } from "node:crypto";
import type { ObjectContent } from "./bucket";

/** An object that is written to see whether it is replicated. */
export interface Probe {
    /** Its key, without the run's prefix. */
    readonly name: string;
    readonly content: ObjectContent;
    /** How many parts it is uploaded in. */
    readonly parts?: number;
}

/** Every part but the last has at least 5 MiB: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const partBytes = 5 * 1024 * 1024;

/** Said of the first object; an object has at most 10 tags, and those that its rule asks for come first. */
const ownTags = { purpose: "replication probe", team: "sre+ops" };
const maximumTags = 10;

/** All that S3 keeps, but for an encoding, which a client might undo. */
const keptHeaders = {
    "Cache-Control": "private, max-age=60",
    "Content-Disposition": 'attachment; filename="probe.json"',
    "Content-Language": "ko, en",
    Expires: "Wed, 01 Jan 2031 00:00:00 GMT",
};

/** The objects of one run, none of which any other run has; with the tags that the rule asks for. */
export function makeProbes(ruleTags: Readonly<Record<string, string>>) {
    const content = (body: Uint8Array, contentType: string): ObjectContent => ({
        body,
        contentType,
        headers: {},
        metadata: { "written-by": "verify", note: "kept = replicated; 100%" },
        tags: ruleTags,
    });
    const text = (words: string) => ({
        ...content(
            Buffer.from(JSON.stringify({ words, nonce: randomBytes(8).toString("hex") })),
            "application/json",
        ),
        headers: keptHeaders,
        tags: Object.fromEntries(
            [...Object.entries(ruleTags), ...Object.entries(ownTags)].slice(0, maximumTags),
        ),
    });
    return {
        first: { name: "first", content: text("whether a rule applies") },
        plain: { name: "object.json", content: text("first version") },
        overwritten: { name: "object.json", content: text("second version") },
        multipart: {
            name: "multipart.bin",
            content: content(randomBytes(2 * partBytes), "application/octet-stream"),
            parts: 2,
        },
        unicode: {
            name: "한국어 & ünïcode/🗂 a+b=c.txt",
            content: content(Buffer.from("안녕"), "text/plain; charset=utf-8"),
        },
        empty: { name: "empty", content: content(new Uint8Array(), "text/plain") },
        afterDeletion: { name: "after-deletion.json", content: text("written after the deletion") },
    } satisfies Record<string, Probe>;
}
