import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { parse, validate, whenKnown } from "./check";
import { memberOf, type ArgumentPlace } from "./error";
import { isPending } from "./pending";
import { orPending, record } from "./schema";

const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Keys that every object of JavaScript has, and that a schema therefore drops. */
const reservedKeys = ["__proto__", "constructor", "prototype"];
const ownKeys = `other keys than ${reservedKeys.join(", ")}, which do not come through`;

const described = (tags: string) =>
    `${tags}: keys of 1 to 128 characters, values of up to 256, both of letters, digits, spaces and _.:/=+-@, and no ` +
    "key that begins with aws:";

function valueSchema(tags: string) {
    return v.pipe(v.string(tags), v.regex(characters, tags), v.maxLength(256, tags));
}

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
            orPending(valueSchema(tags)),
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
const resourceTagValue = valueSchema(resourceTags);

/**
 * Tags of resources, checked, for one resource at each call. What was given plain stays plain, for a transform that adds a tag
 * by spreading them; and each resource has an object of its own, for a transform that changes it.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
export type CheckedTags = () => pulumi.Input<Record<string, pulumi.Input<string>>>;

/** Checks the tags of resources: what of them is plain at once, even where the rest is an output. */
export function checkResourceTags(
    place: ArgumentPlace,
    tags: pulumi.Input<Record<string, pulumi.Input<string>>>,
): CheckedTags {
    if (isPending(tags)) {
        const later = validate(place, tags, resourceTagsSchema);
        return () => later;
    }
    const checked = Object.entries(parse(place, tags, resourceTagsSchema)).map(
        ([key, value]) => [key, whenKnown(memberOf(place, key), value, resourceTagValue)] as const,
    );
    return () => Object.fromEntries(checked);
}
