import type { Scenario } from "../scenarios";

/** Mutants that change nothing which AWS would decide, by the names that they have in every setting. */
export interface Equivalents {
    readonly because: string;
    /** The settings where that is so. Default: all that have such a mutant. */
    readonly where?: (scenario: Scenario) => boolean;
    readonly mutants: readonly string[];
}

export function each(statement: string, changes: readonly string[]): readonly string[] {
    return changes.map((change) => `${statement}: ${change}`);
}

/** The same of each document, which is about what it carries. */
export function ofEach(
    documents: Readonly<Record<string, string>>,
    mutants: (document: string, arn: string) => readonly string[],
): readonly string[] {
    return Object.entries(documents).flatMap(([document, arn]) => mutants(document, arn));
}
