import { canonical } from "../../../components/policies/canonicalStatement";
import { memberOf, membersOf, textsOf } from "../../../components/policies/evaluation/shape";

/** The statements of a document; none of what is no document. */
export function statementsIn(document: unknown): readonly unknown[] {
    const statements = membersOf(document)?.find(([name]) => name === "Statement")?.[1];
    return statements === undefined || statements === null ? [] : [statements].flat();
}

/** The document with other statements. What else it says stays. */
export function withStatements(document: unknown, statements: readonly unknown[]): object {
    return { Version: "2012-10-17", ...membersIn(document), Statement: statements };
}

/** The members of what may be no object. */
function membersIn(value: unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(membersOf(value) ?? []);
}

/**
 * Statements that allow what another one does, too. One of the same Sid that differs in its actions alone gets those; beside any
 * other of that Sid the new one has a Sid of its own.
 */
export function withAdded(statements: readonly unknown[], added: object): readonly unknown[] {
    const sid = String(memberOf(added, "Sid"));
    const place = statements.findIndex((statement) => butActions(statement) === butActions(added));
    const actions = textsOf(memberOf(added, "Action")) ?? [];
    if (place >= 0) {
        const before = textsOf(membersIn(statements[place]).Action) ?? [];
        const all = [...new Set([...before, ...actions])];
        return statements.with(place, { ...added, Action: all.length === 1 ? all[0] : all });
    }
    const taken = new Set(statements.map((statement) => membersIn(statement).Sid));
    const free = Array.from(statements, (_, index) => `${sid}${index + 2}`).find((name) => !taken.has(name));
    return [...statements, taken.has(sid) ? { ...added, Sid: free } : added];
}

function butActions(statement: unknown): string {
    const { Action, ...others } = membersIn(statement);
    return canonical(others);
}

/** A statement that leaves something out; undefined where nothing is left of it. */
export interface Narrowed {
    readonly statement: unknown;
}

/** A statement of a resource's policy that is no longer about the role. */
export function withRoleTakenOut(statement: unknown, roleArn: string): Narrowed {
    const members = membersIn(statement);
    const condition = membersIn(members.Condition);
    const others = membersIn(condition.ArnNotEquals);
    const key =
        Object.keys(others).find((name) => name.toLowerCase() === "aws:principalarn") ?? "aws:PrincipalArn";
    const left = new Set([...(textsOf(others[key]) ?? []), roleArn]);
    const ArnNotEquals = { ...others, [key]: left.size === 1 ? roleArn : [...left] };
    return { statement: { ...members, Condition: { ...condition, ArnNotEquals } } };
}

/** A statement without actions that it has by their names. None where it has them otherwise: it is not known what it is for. */
export function withoutActions(statement: unknown, actions: readonly string[]): Narrowed | undefined {
    const members = membersIn(statement);
    const named = textsOf(members.Action) ?? [];
    const out = new Set(actions.map((action) => action.toLowerCase()));
    const left = named.filter((action) => !out.has(action.toLowerCase()));
    if (named.length - left.length < out.size || left.some((action) => /[*?]/.test(action))) {
        return undefined;
    }
    return { statement: left.length === 0 ? undefined : { ...members, Action: left } };
}

/** A statement that is no longer about a service that it has by its name, which is all that it is about otherwise. */
export function withoutService(statement: unknown, service: string): Narrowed | undefined {
    const members = membersIn(statement);
    const principal = membersIn(members.Principal);
    const services = textsOf(principal.Service) ?? [];
    const Service = services.filter((each) => each !== service);
    if (Object.keys(principal).join() !== "Service" || Service.length === services.length) {
        return undefined;
    }
    return { statement: Service.length === 0 ? undefined : { ...members, Principal: { Service } } };
}

/** The unique ids of roles that a statement lets in: AWS shows them where the role itself is gone. */
export function goneRolesIn(statement: unknown): readonly string[] {
    const { Effect, Principal } = membersIn(statement);
    const texts = textsOf(membersIn(Principal).AWS) ?? [];
    return Effect === "Allow" ? texts.filter((text) => /^AROA[A-Z0-9]+$/.test(text)) : [];
}

/** A statement in which a principal is another one. */
export function withPrincipal(statement: unknown, from: string, to: string): object {
    const members = membersIn(statement);
    const principal = membersIn(members.Principal);
    const AWS = (textsOf(principal.AWS) ?? []).map((text) => (text === from ? to : text));
    return { ...members, Principal: { ...principal, AWS: AWS.length === 1 ? AWS[0] : AWS } };
}

/** A statement that lets in all whom it names, and not everybody; of one that names nobody else, this principal. */
export function withoutEverybody(statement: unknown, inPlace: string): unknown {
    const members = membersIn(statement);
    const principal = membersIn(members.Principal);
    const named = [principal.AWS ?? []].flat();
    if (
        members.Effect !== "Allow" ||
        members.Condition !== undefined ||
        (members.Principal !== "*" && !named.includes("*"))
    ) {
        return statement;
    }
    const left = named.filter((text) => text !== "*");
    const { AWS, ...others } = principal;
    const AsBefore = left.length > 0 ? { ...others, AWS: left } : others;
    const Principal = Object.keys(AsBefore).length > 0 ? AsBefore : { AWS: inPlace };
    return { ...members, Principal };
}
