import { actionsMatching, type KnownActions } from "./actions";
import { namesIn, statementsOf, type Documents } from "./documents";
import { asList } from "./setting";

/**
 * Thins out a list of actions: keeps one of those that the Action elements of the documents do not tell apart. On one
 * resource, from one caller, such actions have the same answer; simulation.test.ts asks for each of them all the same.
 */
export function representativesUnder(
    documents: Documents,
    known: KnownActions,
): (actions: readonly string[]) => readonly string[] {
    const patterns = new Set(
        namesIn(documents).flatMap((name) =>
            statementsOf(documents, name).flatMap((statement) => asList(statement.Action)),
        ),
    );
    const kinds = new Map<string, string>();
    for (const pattern of patterns) {
        for (const action of actionsMatching(pattern, known)) {
            kinds.set(action, `${kinds.get(action) ?? ""} ${pattern}`);
        }
    }
    return (actions) => {
        const seen = new Set<string>();
        return actions.filter((action) => {
            const kind = kinds.get(action) ?? "";
            const isNew = !seen.has(kind);
            seen.add(kind);
            return isNew;
        });
    };
}
