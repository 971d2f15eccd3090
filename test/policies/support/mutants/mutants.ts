import type { PolicyStatement } from "../../../../components/policies/document";
import type { KnownActions } from "../actions";
import { documentNames, type DocumentName, type Documents, type Scenario } from "../scenarios";
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
}

/** Every mutant of a setting's documents, one change each. */
export function mutantsOf({ documents, partition }: Scenario, known: KnownActions): readonly Mutant[] {
    return documentNames.flatMap((document) =>
        documents[document].Statement.flatMap((statement, index) =>
            [
                ...wholeStatementChanges(statement),
                ...actionChanges(statement, known),
                ...resourceChanges(statement),
                ...principalChanges(statement, partition),
                ...conditionChanges(statement),
            ].map((change): Mutant => ({
                name: `${document} ${statement.Sid}: ${change.what}`,
                document,
                documents: {
                    ...documents,
                    [document]: {
                        ...documents[document],
                        Statement: documents[document].Statement.toSpliced(
                            index,
                            1,
                            ...(change.statement ? [change.statement] : []),
                        ),
                    },
                },
            })),
        ),
    );
}

function wholeStatementChanges(statement: PolicyStatement): readonly Change[] {
    const opposite = statement.Effect === "Allow" ? "Deny" : "Allow";
    return [
        { what: "removed", statement: undefined },
        { what: `effect -> ${opposite}`, statement: { ...statement, Effect: opposite } },
    ];
}
