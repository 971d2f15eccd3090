import { allowingEverything, judge } from "../../../components/policies/judgement";
import type { Request } from "../../../components/policies/evaluation/request";
import { textsOf, membersOf } from "../../../components/policies/evaluation/shape";
import type { Change } from "./changes";
import type { DeployedDocument } from "./documents";
import { goneRolesIn, statementsIn, withPrincipal, withStatements } from "./mending";

/** A policy of a bucket or a key, and what is asked of it. */
interface Asked {
    readonly kind: "bucket" | "key";
    readonly document: DeployedDocument;
    readonly roleArn: string;
    /** All actions that replication needs of it. */
    readonly needed: readonly string[];
    readonly lacking: readonly Request[];
}

/**
 * A role that is gone, in whose place the role would be let in. The edit puts the role there, where that gives it what it needs
 * and no more.
 */
export function goneRole(asked: Asked): { readonly id: string; readonly edit?: Change["edit"] } | undefined {
    const { document, needed, roleArn } = asked;
    const statements = statementsIn(document.content);
    for (const id of new Set(statements.flatMap(goneRolesIn))) {
        const inPlace = (isIt: (statement: unknown) => boolean) => (statement: unknown) =>
            goneRolesIn(statement).includes(id) && isIt(statement)
                ? withPrincipal(statement, id, roleArn)
                : statement;
        const fitting = inPlace((statement) => {
            const action = membersOf(statement)?.find(([name]) => name === "Action")?.[1];
            return textsOf(action)?.every((each) => needed.includes(each)) ?? false;
        });
        if (lets(asked, fitting)) {
            return { id, edit: fitting };
        }
        if (
            lets(
                asked,
                inPlace(() => true),
            )
        ) {
            return { id };
        }
    }
    return undefined;
}

/** Whether the policy lets in the role after an edit, as far as a statement has to allow it. */
function lets({ document, kind, lacking: requests }: Asked, edit: (statement: unknown) => unknown): boolean {
    const { name, content } = document;
    const edited = withStatements(content, statementsIn(content).map(edit));
    const { lacking, refusals } = judge(
        requests,
        { identity: [allowingEverything], resource: { name, kind, content: edited } },
        { assumeGuards: false },
    );
    return lacking.length === 0 && refusals.every(({ effect }) => effect === "Deny");
}
