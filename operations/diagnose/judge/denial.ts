import { describeRefusal, type Refusal } from "../../../components/policies/judgement";
import type { Mendable } from "./changes";
import type { DeployedDocument } from "./documents";
import { statementsIn } from "./mending";

/** What is said of a statement that denies, or may, and the change by which it no longer does, where that is certain. */
export function withoutDenial(
    document: DeployedDocument,
    refusal: Refusal,
): Pick<Mendable, "message" | "changes"> {
    const { statement, requests, effect } = refusal;
    const { position } = statement;
    const said = describeRefusal(refusal);
    if (effect === "Allow") {
        return { message: said };
    }
    const actions = [...new Set(requests.map(({ action }) => action))];
    const { withoutDenial: narrow, content, sharedBy } = document;
    if (sharedBy === "AWS") {
        return { message: `${said} AWS alone changes this policy: the role has to do without it.` };
    }
    const message = sharedBy ? `${said} Others may have this policy too.` : said;
    const narrowed = narrow(statement.statement, actions);
    // AWS takes no document without statements.
    const isAll = narrowed?.statement === undefined && statementsIn(content).length === 1;
    if (narrowed === undefined || isAll) {
        const name = statement.sid ?? `number ${position}`;
        const todo = `Narrow the statement ${name}, so that it leaves ${actions.join(", ")} to the role.`;
        return { message: `${message} ${todo}` };
    }
    const edit = (before: unknown, place: number) =>
        place === position ? narrow(before, actions)?.statement : before;
    return { message, changes: [{ document, edit }] };
}
