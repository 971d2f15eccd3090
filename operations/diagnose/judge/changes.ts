import { severities, type Diagnosed } from "../finding";
import type { DeployedDocument } from "./documents";
import { withAdded, withPrincipal } from "./mending";

/** What mends a document. */
export interface Change {
    readonly document: DeployedDocument;
    /** The place of a statement, counted from 1, that is to deny the role nothing. */
    readonly denial?: number;
    /** Statements that it is to have. */
    readonly added?: readonly object[];
    /** A principal that is to be another. */
    readonly principal?: { readonly from: string; readonly to: string };
}

/** A finding that a change of a document mends. */
export type Mendable = Diagnosed & { readonly change?: Change };

/**
 * Findings with the commands that mend them. Several may be about one document, and whoever puts it there puts all of it: so the
 * command of each mends what is as bad or worse in the same document too, and none undoes another's.
 */
export function withFixes(findings: readonly Mendable[]): readonly Diagnosed[] {
    const rank = ({ severity }: Diagnosed) => severities.indexOf(severity);
    return findings.map(({ change, ...finding }) => {
        if (change === undefined) {
            return finding;
        }
        const together = findings.flatMap((other) =>
            other.change?.document.name === change.document.name && rank(other) <= rank(finding)
                ? [other.change]
                : [],
        );
        return { ...finding, fix: change.document.put(changed(change.document, together)) };
    });
}

function changed(document: DeployedDocument, changes: readonly Change[]): object {
    const renamed = changes
        .flatMap(({ principal }) => principal ?? [])
        .reduce<unknown>((content, { from, to }) => withPrincipal(content, from, to), document.content);
    // From the last to the first, since a statement that goes moves those behind it.
    const denials = [...new Set(changes.flatMap(({ denial }) => denial ?? []))].toSorted(
        (one, other) => other - one,
    );
    const allowed = denials.reduce<unknown>(
        (content, position) => document.withoutDenial(content, position),
        renamed,
    );
    return withAdded(
        allowed,
        changes.flatMap(({ added = [] }) => added),
    );
}
