import { problemsOf } from "./problems";
import type { Report } from "../report";

/** What the diagnosis comes to, in a sentence or two. */
export function conclusionOf({ result, findings, unread }: Report): string {
    if (result === "works") {
        const suspect = findings.filter(({ severity }) => severity === "suspect").length;
        const looked = "Works: nothing that was read keeps objects from being replicated.";
        return suspect === 0 ? looked : `${looked} Suspect: ${suspect}.`;
    }
    const decides = result === "broken" ? "wrong" : "unknown";
    const first = problemsOf(findings).find(
        ({ finding: { id, severity } }) => severity === decides && id !== "organization-policies",
    );
    const what = first ? ` finding ${first.number}, ${first.finding.where}. ${first.finding.message}` : "";
    if (result === "broken") {
        return `Broken by${what}`;
    }
    const open = unread.length === 0 ? "" : ` Not read: ${unread.length}.`;
    return `Unknown: nothing that was read is wrong, but not all is known. The first is${what}${open}`;
}
