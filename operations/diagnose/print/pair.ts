import type { Facts, SideFacts } from "../facts";

/** The pair that was looked at, in a line. */
export function pairOf(
    { source, destinations }: Pick<Facts, "source" | "destinations">,
    between: "→" | "to" = "→",
): string {
    const there = destinations.map((side) => placeOf(side.bucket.name, side));
    return `${placeOf(source.bucket.name, source)} ${between} ${there.join(", ") || "no destination"}`;
}

export function placeOf(
    bucketName: string,
    { accountId, region }: Pick<SideFacts, "accountId" | "region">,
): string {
    const known = [accountId, region].filter((part) => part !== undefined);
    return known.length === 0 ? bucketName : `${bucketName} (${known.join(", ")})`;
}
