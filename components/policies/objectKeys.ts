import { wildcard } from "./evaluation/glob";
import type { Pattern } from "./evaluation/pattern";
import type { Context } from "./evaluation/request";
import { isDoubt, type Truth } from "./evaluation/truth";
import { objectPatternsIn } from "./objectPatterns";

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
    const patterns = objectPatternsIn(document, selection.context).flatMap((each) => {
        const { pieces } = each.pattern;
        const inBucket = reached(pieces, withSkipped(pieces, [0]), `${bucketArn}/`);
        // One that does not get there takes all objects of the bucket alike.
        return inBucket.length === 0 ? [] : [{ ...each, inBucket }];
    });
    const keys = [
        ...names.flatMap((name) => prefixes.map((prefix) => `${prefix}${name}`)),
        ...patterns.flatMap(({ pattern, inBucket }) => keyFor(pattern, inBucket, prefixes) ?? []),
    ];
    const byAnswers = new Map<string, string>();
    for (const key of new Set(keys)) {
        const object = `${bucketArn}/${key}`;
        const answers = patterns.map(({ takes }) => letterOf(takes(object))).join("");
        if (!byAnswers.has(answers)) {
            byAnswers.set(answers, key);
        }
    }
    return [...byAnswers.values()];
}

function letterOf(taken: Truth): string {
    return isDoubt(taken) ? "?" : taken ? "y" : "n";
}

/** A key that a pattern takes in, and that begins with one of the prefixes; none where there is no such key. */
function keyFor(
    { pieces }: Pattern,
    inBucket: readonly number[],
    prefixes: readonly string[],
): string | undefined {
    for (const prefix of prefixes) {
        const furthest = reached(pieces, inBucket, prefix).at(-1);
        if (furthest !== undefined) {
            const rest = pieces.slice(furthest);
            const key = `${prefix}${rest.map((piece) => plain(piece)).join("")}`;
            return key === "" ? undefined : key;
        }
    }
    return undefined;
}

/** Where in a pattern one may be once it has taken in a text, from any of these places. In order, as these are. */
function reached(pieces: Pattern["pieces"], from: readonly number[], text: string): readonly number[] {
    let places = from;
    for (const character of text) {
        if (places.length === 0) {
            break;
        }
        const next: number[] = [];
        for (const place of places) {
            const piece = pieces[place];
            if (piece === wildcard.any) {
                next.push(place);
            } else if (piece === wildcard.one || piece === character) {
                next.push(place + 1);
            }
        }
        places = withSkipped(pieces, next);
    }
    return places;
}

/** A wildcard for any number of characters may take in none. */
function withSkipped(pieces: Pattern["pieces"], places: readonly number[]): readonly number[] {
    const all: number[] = [];
    for (const place of places) {
        for (let at = place; at > (all.at(-1) ?? -1); at += 1) {
            all.push(at);
            if (pieces[at] !== wildcard.any) {
                break;
            }
        }
    }
    return all;
}

function plain(piece: Pattern["pieces"][number]): string {
    return piece === wildcard.any ? "object" : piece === wildcard.one ? "x" : piece;
}
