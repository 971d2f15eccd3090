import { catalogue, severities, type Kind, type MeaningId, type Severity } from "./catalogue";

/** One thing that a deployment of the stacks means, as `--json` prints it. */
export interface MeaningFinding {
    readonly id: MeaningId;
    readonly kind: Kind;
    readonly severity: Severity;
    /** The stack that brings it about; absent where it takes several. */
    readonly stack?: string;
    /** What it is about: `policy of the bucket logs-copy`. */
    readonly where: string;
    readonly message: string;
    /** Of a finding about access, who may newly do what, or no longer, or perhaps. */
    readonly requests?: readonly ChangedAccess[];
}

/** Requests of one caller that are newly allowed, or no longer. */
export interface ChangedAccess {
    readonly by: string;
    readonly actions: readonly string[];
    /** The ARNs of examples. */
    readonly on: readonly string[];
    /** The context that it takes, by the keys that the documents ask for. */
    readonly with?: Readonly<Record<string, string>>;
}

/** A finding, with what the catalogue has of it. */
export function meaning(
    id: MeaningId,
    rest: Omit<MeaningFinding, "id" | "kind" | "severity">,
): MeaningFinding {
    const { kind, severity } = catalogue[id];
    return { id, kind, severity, ...rest };
}

const ids = Object.keys(catalogue);

/** The most severe first; of those that are as severe, as the catalogue has them. */
export function inOrder(findings: readonly MeaningFinding[]): readonly MeaningFinding[] {
    const rank = ({ severity, id }: MeaningFinding) =>
        severities.indexOf(severity) * ids.length + ids.indexOf(id);
    return findings.toSorted((one, other) => rank(one) - rank(other));
}

const most = 5;

/** Names in a sentence. Of many only the first are told. */
export function listed(names: readonly string[]): string {
    const more = names.length > most ? ` and ${names.length - most} more` : "";
    return `${names.slice(0, most).join(", ")}${more}`;
}
