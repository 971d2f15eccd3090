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

/** Names the reasons that there are, and the one that is spelled so but for its case. */
function unknownReason(reason: string): string {
    const names = Object.keys(reasons);
    const close = names.find((name) => name.toLowerCase() === reason.toLowerCase());
    const meant = close === undefined ? "" : ` Did you mean ${close}?`;
    return `AWS has no reason ${JSON.stringify(reason)}.${meant} Its reasons: ${names.join(", ")}.`;
}
