import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { parse, validate } from "./check";
import type { ArgumentPlace } from "./error";
import { asOutput, isPending, isPlain } from "./pending";
import { orPending, record } from "./schema";

const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Keys that every object of JavaScript has, and that a schema therefore drops. */
const reservedKeys = ["__proto__", "constructor", "prototype"];
const ownKeys = `other keys than ${reservedKeys.join(", ")}, which do not come through`;

const described = (tags: string) =>
    `${tags}: keys of 1 to 128 characters, values of up to 256, both of letters, digits, spaces and _.:/=+-@, and no ` +
    "key that begins with aws:";

function tagsSchema(fewest: number, most: number, tags: string) {
    return v.pipe(
        record(tags),
        v.check((value) => !reservedKeys.some((key) => Object.hasOwn(value, key)), ownKeys),
        v.record(
            v.pipe(
                v.string(),
                v.regex(/^(?!aws:)/i, tags),
                v.regex(characters, tags),
                v.minLength(1, tags),
                v.maxLength(128, tags),
            ),
            orPending(v.pipe(v.string(tags), v.regex(characters, tags), v.maxLength(256, tags))),
            tags,
        ),
        v.minEntries(fewest, tags),
        v.maxEntries(most, tags),
    );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const objectTags = described("an object of 1 to 10 tags, which no object has more of");
export const objectTagsSchema = tagsSchema(1, 10, objectTags);

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const resourceTags = described("an object of up to 50 tags");
export const resourceTagsSchema = tagsSchema(0, 50, resourceTags);

/** Tags of resources, checked. */
export type CheckedTags = pulumi.Output<Record<string, string>>;

/** Checks the tags of resources: what of them is plain at once, even where the rest is an output. */
export function checkResourceTags(
    place: ArgumentPlace,
    tags: pulumi.Input<Record<string, pulumi.Input<string>>>,
): CheckedTags {
    const known = isPending(tags) ? tags : parse(place, tags, resourceTagsSchema);
    // An output, since a transform of one resource could change a plain object that all share.
    return asOutput(isPlain(known) ? known : validate(place, known, resourceTagsSchema));
}
