import { policyDocument, type PolicyStatement } from "../../../../components/policies/document";
import type { KnownActions } from "../actions";
import { namesIn, ownStatementSid, statementsOf, type DocumentName, type Documents } from "../documents";
import type { Scenario } from "../scenarios";
import { asList } from "../setting";
import { actionChanges } from "./actions";
import type { Change } from "./change";
import { conditionChanges } from "./conditions";
import { principalChanges } from "./principals";
import { resourceChanges } from "./resources";

/** The documents of a setting with one thing wrong in one of them. */
export interface Mutant {
    /** Names the document, the statement and the change; the same change has the same name in every setting. */
    readonly name: string;
    readonly document: DocumentName;
    readonly documents: Documents;
    /** The Action elements of the statement before and after: about any other action nothing has changed. */
    readonly actions: readonly string[];
}

/** Every mutant of a setting's documents, one change each. What others wrote into an existing bucket's policy stays. */
export function mutantsOf({ documents, partition }: Scenario, known: KnownActions): readonly Mutant[] {
    return namesIn(documents).flatMap((document) => {
        const statements = statementsOf(documents, document);
        return statements.flatMap((statement, index) =>
            (statement.Sid === ownStatementSid
                ? []
                : [
                      ...wholeStatementChanges(statement),
                      ...actionChanges(statement, known),
                      ...resourceChanges(statement, statements),
                      ...principalChanges(statement, partition),
                      ...conditionChanges(statement),
                  ]
            ).map((change): Mutant => ({
                name: `${document} ${statement.Sid}: ${change.what}`,
                document,
                actions: [statement, ...(change.statement ? [change.statement] : [])].flatMap(({ Action }) =>
                    asList(Action),
                ),
                documents: {
                    ...documents,
                    [document]: policyDocument(
                        ...statements.toSpliced(index, 1, ...(change.statement ? [change.statement] : [])),
                    ),
                },
            })),
        );
    });
}

function wholeStatementChanges(statement: PolicyStatement): readonly Change[] {
    const opposite = statement.Effect === "Allow" ? "Deny" : "Allow";
    return [
        { what: "removed", statement: undefined },
        { what: `effect -> ${opposite}`, statement: { ...statement, Effect: opposite } },
    ];
}
