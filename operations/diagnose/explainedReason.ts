import type { Diagnosed } from "./finding";
import { explain } from "./judge/explain";

/** One of AWS's reasons, explained for this pair. */
export interface ExplainedReason {
    readonly name: string;
    readonly text: string;
    /** The ids of the findings that explain it. */
    readonly findings: readonly string[];
}

export function explainReason(name: string, findings: readonly Diagnosed[]): ExplainedReason {
    const { text, findings: explaining } = explain(name, findings);
    return { name, text, findings: explaining.map(({ id }) => id) };
}
