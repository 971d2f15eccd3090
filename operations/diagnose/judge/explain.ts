import { legOf, type Diagnosed } from "../finding";
import { reasons, type Reason } from "./reasons";

/** A reason for this pair: in words, and the findings that explain it. */
export function explain(
    reason: string,
    findings: readonly Diagnosed[],
): { readonly text: string; readonly findings: readonly Diagnosed[] } {
    const known = Object.entries(reasons).find(([name]) => name === reason)?.[1];
    if (known === undefined) {
        return { text: unknownReason(reason), findings: [] };
    }
    const explaining = findings.filter((finding) => explains(known, finding) && isOnItsSide(reason, finding));
    const says = [known.says, ...(known.batchOnly ? ["Batch Replication alone gives this reason."] : [])];
    const text =
        explaining.length > 0
            ? "What explains it here:"
            : (known.unexplained ??
              "Nothing that was read explains it. What was so when the object failed is not so now, or it is about some objects alone, or a policy of an organization denies it, which cannot be read from here. Look for the refused call in CloudTrail, which has it where data events of the bucket are logged.");
    return { text: [...says, text].join(" "), findings: explaining };
}

function explains({ findings, actions }: Reason, { id, severity, actions: refused }: Diagnosed): boolean {
    const isAbout =
        actions === undefined || refused === undefined || refused.some((action) => actions.includes(action));
    return severity !== "ok" && findings.includes(id) && isAbout;
}

/** A reason of one side is not explained by the other side's key. */
function isOnItsSide(reason: string, finding: Diagnosed): boolean {
    const side = reason.startsWith("Src")
        ? "source"
        : reason.startsWith("Dst")
          ? "destination"
          : finding.side;
    return legOf(finding) !== "key" || finding.side === side;
}

/** Names the reasons that there are, and the one that is spelled nearly so. */
function unknownReason(reason: string): string {
    const names = Object.keys(reasons);
    const plain = reason.toLowerCase();
    const [close] = names
        .map((name) => ({ name, distance: editDistance(plain, name.toLowerCase()) }))
        .filter(({ distance }) => distance <= 4)
        .toSorted((one, other) => one.distance - other.distance);
    const meant = close === undefined ? "" : ` Did you mean ${close.name}?`;
    return `AWS has no reason ${JSON.stringify(reason)}.${meant} Its reasons: ${names.join(", ")}.`;
}

/** How many letters have to be put in, taken out or changed. */
function editDistance(one: string, other: string): number {
    const letters = Array.from(other);
    const first = [0, ...letters.map((_, index) => index + 1)];
    const last = Array.from(one).reduce<readonly number[]>(
        (above, letter, row) =>
            letters.reduce<readonly number[]>(
                (line, candidate, column) => [
                    ...line,
                    Math.min(
                        (above[column + 1] ?? 0) + 1,
                        (line[column] ?? 0) + 1,
                        (above[column] ?? 0) + (letter === candidate ? 0 : 1),
                    ),
                ],
                [row + 1],
            ),
        first,
    );
    return last.at(-1) ?? 0;
}
