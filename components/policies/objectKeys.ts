import {
    fieldsOf,
    matches,
    matchesArn,
    readPattern,
    wildcard,
    type Fields,
    type Pattern,
} from "./evaluation/pattern";
import type { Context } from "./evaluation/request";
import { memberOf, membersOf, textsOf } from "./evaluation/shape";

/** Objects of a bucket that rules select, and what is known of requests for them. */
interface Selection {
    readonly bucketArn: string;
    /** How the keys of the objects begin. */
    readonly prefixes: readonly string[];
    readonly context: Context;
}

/** Names of objects. A document that lists what it leaves alone may have a pattern for the first, and hardly one for both. */
const names = ["object", "-any-other-object-"];

/**
 * Keys of objects to ask about, since a document cannot be asked about every object: for each prefix such keys, and for each
 * pattern of the document a key that it takes in and the rules select. Of keys that all patterns take alike one is enough,
 * which keeps a thousand rules few.
 */
export function objectKeysIn(document: unknown, selection: Selection): readonly string[] {
    const { bucketArn, prefixes } = selection;
    const patterns = patternsIn(document, selection.context);
    const keys = [
        ...names.flatMap((name) => prefixes.map((prefix) => `${prefix}${name}`)),
        ...patterns.flatMap((pattern) => keyFor(pattern, selection) ?? []),
    ];
    const telling = patterns.filter((pattern) => !takesAlike(pattern, bucketArn));
    const byAnswers = new Map<string, string>();
    for (const key of new Set(keys)) {
        const resource = `${bucketArn}/${key}`;
        const fields = fieldsOf(Array.from(resource));
        const answers = telling.map((pattern) => taken(pattern, resource, fields)).join("");
        if (!byAnswers.has(answers)) {
            byAnswers.set(answers, key);
        }
    }
    return [...byAnswers.values()];
}

/** A pattern of resources, and the one that it may also be, since AWS does not say how far an ARN with too few fields reaches. */
interface ResourcePattern {
    readonly whole: Pattern;
    readonly fields: Fields;
    readonly atMost: Pattern;
}

function patternsIn(document: unknown, context: Context): readonly ResourcePattern[] {
    const members = new Map(membersOf(document));
    const texts = [members.get("Statement")]
        .flat()
        .flatMap((statement: unknown) =>
            typeof statement === "object" && statement !== null
                ? ["Resource", "NotResource"].flatMap(
                      (element) => textsOf(memberOf(statement, element)) ?? [],
                  )
                : [],
        );
    const variables = members.get("Version") === "2012-10-17";
    const read = (text: string) => readPattern(text, { context, variables, wildcards: true });
    return [...new Set(texts)].map((text) => {
        const whole = read(text);
        return { whole, fields: fieldsOf(whole.pieces), atMost: read(`${text}*`) };
    });
}

/** Whether a pattern takes in none of a bucket's objects, or all, as most do: it tells no key from another. */
function takesAlike({ whole, fields }: ResourcePattern, bucketArn: string): boolean {
    const { pieces, unknownKeys, isNull, unclear } = whole;
    if (fields.length < 6 || unknownKeys.length > 0 || isNull || unclear !== undefined) {
        return false;
    }
    const places = reached(pieces, withSkipped(pieces, [0]), `${bucketArn}/`);
    const isPlain = fields.slice(0, 5).every((field) => field.every((piece) => typeof piece === "string"));
    return places.size === 0 || (isPlain && pieces.at(-1) === wildcard.any && places.has(pieces.length - 1));
}

/** What a pattern makes of a resource, in one letter. */
function taken({ whole, fields, atMost }: ResourcePattern, resource: string, given: Fields): string {
    const byField = matchesArn(whole, resource, fields, given);
    if (byField === true) {
        return "y";
    }
    const possible = matches(byField === "not an ARN" ? atMost : whole, resource);
    return possible === false ? "n" : "?";
}

/** A key that a pattern takes in, and that begins with one of the prefixes; none where there is no such key. */
function keyFor({ whole }: ResourcePattern, { bucketArn, prefixes }: Selection): string | undefined {
    const { pieces } = whole;
    const inBucket = reached(pieces, withSkipped(pieces, [0]), `${bucketArn}/`);
    if (inBucket.size === 0) {
        return undefined;
    }
    for (const prefix of prefixes) {
        const places = reached(pieces, inBucket, prefix);
        if (places.size > 0) {
            const rest = pieces.slice(Math.max(...places));
            const key = `${prefix}${rest.map((piece) => plain(piece)).join("")}`;
            return key === "" ? undefined : key;
        }
    }
    return undefined;
}

/** Where in a pattern one may be once it has taken in a text, from any of these places. */
function reached(pieces: Pattern["pieces"], from: ReadonlySet<number>, text: string): ReadonlySet<number> {
    let places = from;
    for (const character of text) {
        const next = [...places].flatMap((place) => {
            const piece = pieces[place];
            if (piece === wildcard.any) {
                return [place];
            }
            return piece === wildcard.one || piece === character ? [place + 1] : [];
        });
        places = withSkipped(pieces, next);
    }
    return places;
}

/** A wildcard for any number of characters may take in none. */
function withSkipped(pieces: Pattern["pieces"], places: readonly number[]): ReadonlySet<number> {
    const all = new Set(places);
    for (const place of all) {
        if (pieces[place] === wildcard.any) {
            all.add(place + 1);
        }
    }
    return all;
}

function plain(piece: Pattern["pieces"][number]): string {
    return piece === wildcard.any ? "object" : piece === wildcard.one ? "x" : piece;
}
