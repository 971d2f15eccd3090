import { statementsOf } from "../../../../components/policies/canonicalStatement";

/** How a document differs from the one that a stack deployed, by statements; undefined where one of them is not understood. */
export function statementDifferences(got: unknown, deployed: unknown): readonly string[] | undefined {
    const [now, before] = [read(JSON.stringify(got)), read(deployed)];
    if (now === undefined || before === undefined) {
        return undefined;
    }
    const missing = named(before.filter(({ text }) => now.every((other) => other.text !== text)));
    const added = named(now.filter(({ text }) => before.every((other) => other.text !== text)));
    return [
        ...missing.map((name) =>
            added.includes(name) ? `the statement ${name} differs` : `the statement ${name} is missing`,
        ),
        ...added.filter((name) => !missing.includes(name)).map((name) => `the statement ${name} was added`),
    ];
}

function named(statements: ReturnType<typeof statementsOf>): readonly string[] {
    return [...new Set(statements.map(({ sid }) => sid ?? "without a Sid"))];
}

function read(document: unknown): ReturnType<typeof statementsOf> | undefined {
    try {
        return typeof document === "string" ? statementsOf(document) : undefined;
    } catch {
        return undefined;
    }
}
