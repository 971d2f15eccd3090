import { memberOf, membersOf, textsOf } from "../../../components/policies/evaluation/shape";

/** The statements of a document; none of what is no document. */
function statementsIn(document: unknown): readonly unknown[] {
    const statements = membersOf(document)?.find(([name]) => name === "Statement")?.[1];
    return statements === undefined || statements === null ? [] : [statements].flat();
}

/** The document with other statements. What else it says stays. */
function withStatements(document: unknown, statements: readonly unknown[]): object {
    const members = Object.fromEntries(membersOf(document) ?? []);
    return { Version: "2012-10-17", ...members, Statement: statements };
}

/** A document that allows what these statements do, too. They take the place of those with their Sids. */
export function withAdded(document: unknown, added: readonly object[]): object {
    const sids = added.map((statement) => memberOf(statement, "Sid"));
    const kept = statementsIn(document).filter(
        (statement) =>
            typeof statement !== "object" ||
            statement === null ||
            !sids.includes(memberOf(statement, "Sid") ?? "none"),
    );
    return withStatements(document, [...kept, ...added]);
}

/** A document without the statement at a place, counted from 1. */
export function withoutStatement(document: unknown, position: number): object {
    return withStatements(document, statementsIn(document).toSpliced(position - 1, 1));
}

/** A resource's policy whose statement at a place, counted from 1, is no longer about the role. */
export function withRoleTakenOut(document: unknown, position: number, roleArn: string): object {
    const statements = statementsIn(document);
    const statement = statements[position - 1];
    const members = Object.fromEntries(membersOf(statement) ?? []);
    const condition = Object.fromEntries(membersOf(members.Condition) ?? []);
    const others = Object.fromEntries(membersOf(condition.ArnNotEquals) ?? []);
    const key = Object.keys(others).find((name) => name.toLowerCase() === "aws:principalarn");
    const left = key === undefined ? [] : (textsOf(others[key]) ?? []);
    const ArnNotEquals = {
        ...others,
        [key ?? "aws:PrincipalArn"]: left.length === 0 ? roleArn : [...left, roleArn],
    };
    return withStatements(
        document,
        statements.toSpliced(position - 1, 1, { ...members, Condition: { ...condition, ArnNotEquals } }),
    );
}

/** The unique ids of roles that a document has as principals: AWS shows them where the role itself is gone. */
export function goneRolesIn(document: unknown): readonly string[] {
    const texts = statementsIn(document).flatMap((statement) => principalsOf(statement));
    return [...new Set(texts.filter((text) => /^AROA[A-Z0-9]+$/.test(text)))];
}

function principalsOf(statement: unknown): readonly string[] {
    const principal = membersOf(statement)?.find(([name]) => name === "Principal")?.[1];
    const aws = membersOf(principal)?.find(([name]) => name === "AWS")?.[1];
    return textsOf(aws) ?? [];
}

/** A document in which a principal is another one. */
export function withPrincipal(document: unknown, from: string, to: string): object {
    return withStatements(
        document,
        statementsIn(document).map((statement) => {
            const members = Object.fromEntries(membersOf(statement) ?? []);
            const principal = Object.fromEntries(membersOf(members.Principal) ?? []);
            const texts = principalsOf(statement);
            const AWS = texts.map((text) => (text === from ? to : text));
            return texts.includes(from)
                ? { ...members, Principal: { ...principal, AWS: AWS.length === 1 ? AWS[0] : AWS } }
                : statement;
        }),
    );
}
