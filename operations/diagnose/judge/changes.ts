import { notKnown } from "../../../components/policies/evaluation/documents";
import type { Facts } from "../facts";
import { severities, type Diagnosed } from "../finding";
import { putCorrected, type Correction } from "./correction";
import type { DeployedDocument } from "./documents";
import { statementsIn, withAdded, withStatements } from "./mending";

/** What mends a document. */
export interface Change {
    readonly document: DeployedDocument;
    /** What becomes of a statement at its place, counted from 1; undefined where it goes. */
    readonly edit?: (statement: unknown, position: number) => unknown;
    /** Statements that it is to have. */
    readonly added?: readonly object[];
}

/** A finding that changes of documents mend, or of the replication configuration. */
export type Mendable = Diagnosed & {
    readonly changes?: readonly Change[];
    readonly correction?: Correction;
};

/**
 * Findings with the commands that mend them. Several may be about one document, or about the configuration, and whoever puts it
 * there puts all of it: so the command of each mends what is as bad or worse in the same place too, and none undoes another's.
 */
export function withFixes(findings: readonly Mendable[], facts: Facts): readonly Diagnosed[] {
    const rank = ({ severity }: Diagnosed) => severities.indexOf(severity);
    return findings.map(({ changes = [], correction, ...finding }) => {
        const together = findings.filter((other) => rank(other) <= rank(finding));
        const all = together.flatMap((other) => other.changes ?? []);
        const documents = new Map(changes.map(({ document }) => [document.name, document]));
        const commands = [
            finding.fix,
            ...[...documents.values()].map((document) =>
                putChanged(
                    document,
                    all.filter((other) => other.document.name === document.name),
                ),
            ),
            ...(correction
                ? [
                      putCorrected(
                          facts,
                          correction,
                          together.flatMap((other) => other.correction ?? []),
                      ),
                  ]
                : []),
        ];
        return { ...finding, fix: commands.filter((command) => command !== "").join("\n") };
    });
}

/** AWS takes no document without statements, and nobody changes what cannot be read. */
function putChanged({ content, put }: DeployedDocument, changes: readonly Change[]): string {
    const edited = statementsIn(content).flatMap((statement, index) => {
        const after = changes.reduce<unknown>(
            (before, { edit }) =>
                before === undefined || edit === undefined ? before : edit(before, index + 1),
            statement,
        );
        return after === undefined ? [] : [after];
    });
    const statements = changes.flatMap(({ added = [] }) => added).reduce(withAdded, edited);
    return content === notKnown || statements.length === 0 ? "" : put(withStatements(content, statements));
}
