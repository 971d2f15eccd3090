import type { EventsDiagnosis } from "../object/events/eventsDiagnosis";
import type { ExplainedReason } from "./report";

/** One of AWS's reasons in a sentence or two. */
export function reasonIn({ name, text, findings }: ExplainedReason): string {
    return `${name}: ${text}${findings.length === 0 ? "" : ` ${findings.join(", ")}.`}`;
}

/** What a queue has, an item for each kind of failure. */
export function eventsIn({
    messages,
    groups,
    others,
    notes,
}: EventsDiagnosis<ExplainedReason>): readonly string[] {
    const failures = groups.map(
        ({ count, rule, destination, operation, first, last, example, explanation }) => {
            const when = first === undefined ? "" : `, ${first === last ? first : `${first} to ${last}`}`;
            const which = `rule ${rule}, ${destination}, ${operation}${when}, as ${example.key}`;
            return `${count} × ${reasonIn(explanation)} (${which})`;
        },
    );
    return [
        `Messages: ${messages}`,
        ...failures,
        ...others.map(({ what, count }) => `${count} × ${what}`),
        ...notes,
    ];
}
