import type { EventsDiagnosis } from "../events/eventsDiagnosis";
import type { ExplainedReason } from "../explainedReason";

/** One of AWS's reasons in a sentence or two. */
export function reasonIn({ name, text, findings }: ExplainedReason): string {
    return `${name}: ${text}${findings.length === 0 ? "" : ` ${findings.join(", ")}.`}`;
}

/** What a queue has, an item for each kind of failure. */
export function eventsIn({ messages, groups, others, notes }: EventsDiagnosis): readonly string[] {
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
