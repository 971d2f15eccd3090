import type { Facts, SideFacts } from "../facts";

/** The pair that was looked at, in a line. */
export function pairOf(
    { source, destinations }: Pick<Facts, "source" | "destinations">,
    between: "→" | "to" = "→",
): string {
    return `${place(source)} ${between} ${destinations.map(place).join(", ") || "no destination"}`;
}

function place({ bucket, accountId, region }: SideFacts): string {
    const known = [accountId, region].filter((part) => part !== undefined);
    return known.length === 0 ? bucket.name : `${bucket.name} (${known.join(", ")})`;
}
