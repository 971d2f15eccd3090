import { memberOf, membersOf, textsOf } from "./evaluation/shape";

/**
 * Keys of objects to ask about: one that the rules select, and for each pattern of the document that is narrower one that it
 * takes in and the rules select. For a document cannot be asked about every object.
 */
export function objectKeysIn(
    document: unknown,
    bucketArn: string,
    prefixes: readonly string[],
): readonly string[] {
    const statements: readonly unknown[] = [
        membersOf(document)?.find(([name]) => name === "Statement")?.[1],
    ].flat();
    const patterns = statements.flatMap((statement) =>
        typeof statement === "object" && statement !== null
            ? ["Resource", "NotResource"].flatMap((element) => textsOf(memberOf(statement, element)) ?? [])
            : [],
    );
    const inBucket = patterns
        .filter((pattern) => pattern.startsWith(`${bucketArn}/`))
        .flatMap((pattern) => keyFor(pattern.slice(bucketArn.length + 1), prefixes) ?? []);
    return [...new Set([`${prefixes[0] ?? ""}object`, ...inBucket])];
}

/** A key that a pattern takes in, and that begins with one of the prefixes; none where there is no such key. */
function keyFor(pattern: string, prefixes: readonly string[]): string | undefined {
    const plain = (text: string) => text.replaceAll("*", "object").replaceAll("?", "x");
    const [head = ""] = pattern.split(/[*?]/, 1);
    if (prefixes.some((prefix) => head.startsWith(prefix))) {
        return plain(pattern);
    }
    const longer = prefixes.find((prefix) => prefix.startsWith(head));
    return longer === undefined || pattern[head.length] !== "*"
        ? undefined
        : plain(`${longer}*${pattern.slice(head.length + 1)}`);
}
