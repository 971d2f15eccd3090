import { actionsMatching, type KnownActions } from "./actions";
import type { Documents } from "./scenarios";
import { documentNames } from "./scenarios";
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
        documentNames.flatMap((name) =>
            documents[name].Statement.flatMap((statement) => asList(statement.Action)),
        ),
    );
    const kinds = new Map<string, string>();
    for (const pattern of patterns) {
        for (const action of matches(pattern, known)) {
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

const remembered = new Map<string, readonly string[]>();

function matches(pattern: string, known: KnownActions): readonly string[] {
    const before = remembered.get(pattern);
    if (before !== undefined) {
        return before;
    }
    const found = actionsMatching(pattern, known);
    remembered.set(pattern, found);
    return found;
}
