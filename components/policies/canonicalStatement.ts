import * as v from "valibot";

const sidSchema = v.looseObject({ Sid: v.string() });
const policySchema = v.object({
    Statement: v.optional(v.union([v.array(v.unknown()), v.looseObject({})]), []),
});

/** A statement with its Sid, if it has one, and its canonical text. */
interface CanonicalStatement {
    readonly sid: string | undefined;
    readonly text: string;
}

/** The statements of a policy that is given as text. */
export function statementsOf(policy: string): readonly CanonicalStatement[] {
    const { Statement } = v.parse(policySchema, JSON.parse(policy));
    return [Statement].flat().map((statement) => ({
        sid: v.is(sidSchema, statement) ? statement.Sid : undefined,
        text: canonical(statement),
    }));
}

/** A policy's statement of that Sid, in the form that is the same for all statements that AWS takes for the same. */
export function canonicalStatement(policy: string, sid: string): unknown {
    const found = statementsOf(policy).find((statement) => statement.sid === sid);
    return found && JSON.parse(found.text);
}

/** A statement's text, the same for all statements that AWS takes for the same: a list of one is its member, in any order. */
export function canonical(statement: unknown): string {
    return JSON.stringify(canonicalValue(statement));
}

function canonicalValue(value: unknown): unknown {
    if (Array.isArray(value)) {
        const items = value.map(canonicalValue);
        return items.length === 1
            ? items[0]
            : items.sort((one, other) => compare(JSON.stringify(one), JSON.stringify(other)));
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).sort(([one], [other]) => compare(one, other));
        return Object.fromEntries(entries.map(([key, item]) => [key, canonicalValue(item)]));
    }
    // AWS returns an account's id as the ARN of its root.
    return typeof value === "string" ? value.replace(/^arn:[^:]+:iam::(\d{12}):root$/, "$1") : value;
}

function compare(one: string, other: string): number {
    return one < other ? -1 : 1;
}
