import { describeRefusal, type Refusal } from "../../../components/policies/judgement";
import type { Mendable } from "./changes";
import type { DeployedDocument } from "./documents";
import { statementsIn } from "./mending";

/** What is said of a statement that denies, or may, and the change by which it no longer does, where that is certain. */
export function withoutDenial(
    document: DeployedDocument,
    refusal: Refusal,
    added: readonly object[] = [],
): Pick<Mendable, "message" | "changes"> {
    const { statement, requests, effect } = refusal;
    const { position } = statement;
    const said = describeRefusal(refusal);
    if (effect === "Allow") {
        return { message: said };
    }
    const actions = [...new Set(requests.map(({ action }) => action))];
    const { withoutDenial: narrow, content, caution } = document;
    const narrowed = narrow(statement.statement, actions);
    // AWS takes no document without statements.
    const isAll = narrowed?.statement === undefined && statementsIn(content).length + added.length === 1;
    if (narrowed === undefined || isAll) {
        const name = statement.sid ?? `number ${position}`;
        const todo = `Narrow the statement ${name}, so that it leaves ${actions.join(", ")} to the role.`;
        return { message: [said, caution ?? [], todo].flat().join(" ") };
    }
    return {
        message: [said, caution ?? []].flat().join(" "),
        changes: [
            {
                document,
                edit: (before, place) =>
                    place === position ? narrow(before, actions)?.statement : before,
                added,
            },
        ],
    };
}
