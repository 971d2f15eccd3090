import type { PolicyStatement } from "../../../../components/policies/document";
import { actionsMatching, type KnownActions } from "../actions";
import { asList } from "../setting";
import type { Change } from "./change";

/** Each action left out, and each widened: to every beginning of its name and to all of it, to its whole service, and to everything. */
export function actionChanges(statement: PolicyStatement, known: KnownActions): readonly Change[] {
    const actions = asList(statement.Action);
    return actions.flatMap((action, index) => {
        const others = actions.toSpliced(index, 1);
        const removed: Change[] =
            others.length === 0
                ? []
                : [{ what: `action ${action} removed`, statement: { ...statement, Action: others } }];
        return [
            ...removed,
            ...patternsAround(action, known).map((pattern) => ({
                what: `action ${action} -> ${pattern}`,
                statement: { ...statement, Action: actions.with(index, pattern) },
            })),
        ];
    });
}

/**
 * Patterns that match more, or fewer, known actions than the given one does. A pattern that matches the same ones is
 * another way to write it and no mutant.
 */
function patternsAround(action: string, known: KnownActions): readonly string[] {
    const [service = "", name = ""] = action.split(":");
    const words = name.match(/[A-Z][a-z]*/g) ?? [];
    const beginnings = words.map((_, index) => `${service}:${words.slice(0, index + 1).join("")}*`);
    // What already holds the whole service can only be narrowed.
    const narrower = name === "*" ? [`${service}:Get*`, `${service}:Put*`, `${service}:List*`] : [];
    const seen = new Set([actionsMatching(action, known).join()]);
    return [...narrower, ...beginnings, `${service}:*`, "*"].filter((pattern) => {
        const matches = actionsMatching(pattern, known).join();
        const isNew = !seen.has(matches);
        seen.add(matches);
        return isNew;
    });
}
