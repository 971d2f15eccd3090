import * as v from "valibot";
import type { PolicyDocument } from "./document";
import { canonical } from "./canonicalStatement";

/** A statement that somebody else wrote: taken as it is. */
export type UserStatement = Readonly<Record<string, unknown>>;

const policies =
    "the JSON of a policy document whose Statement is a list of statements; [] where the bucket has no policy yet";
const aStatement =
    "a statement with Effect (Allow or Deny), Principal, Action and Resource, or NotPrincipal, NotAction and NotResource in their places";
const version = "2012-10-17, the version that the statements made here are of";
const distinctSids = "statements of which no two have one Sid";

const hasEither = (statement: UserStatement, member: string) =>
    (statement[member] === undefined) !== (statement[`Not${member}`] === undefined);
// Checked and not parsed, so that its members stay in their order. A list, a text and a number have no Effect.
const statement = v.pipe(
    v.custom<UserStatement>((own) => own !== null, aStatement),
    v.check(
        (own) =>
            (own.Effect === "Allow" || own.Effect === "Deny") &&
            ["Principal", "Action", "Resource"].every((member) => hasEither(own, member)),
        aStatement,
    ),
);

/** A bucket policy of the user's own, as JSON text; its statements in an order that does not depend on theirs. */
export const userPolicySchema = v.pipe(
    v.string(policies),
    v.parseJson({}, policies),
    v.object(
        {
            Version: v.optional(v.literal("2012-10-17", version)),
            Statement: v.pipe(
                v.union([v.array(v.unknown()), v.looseObject({})], policies),
                v.transform((given): unknown[] => [given].flat()),
                v.array(statement),
                v.check((own) => {
                    const sids = own.flatMap(({ Sid }) => Sid ?? []);
                    return new Set(sids).size === sids.length;
                }, distinctSids),
            ),
        },
        policies,
    ),
    v.transform(({ Statement }): readonly UserStatement[] =>
        Statement.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    ),
);

/** A Sid that a statement of the user's has and one of ours too. AWS refuses two alike. */
export function sharedSid(own: readonly UserStatement[], document: PolicyDocument): string | undefined {
    return document.Statement.map(({ Sid }) => Sid).find((sid) => own.some(({ Sid }) => Sid === sid));
}

/** The user's statements without those that are ours. Who pastes the bucket's present policy has ours in it. */
export function withoutOurs(
    own: readonly UserStatement[],
    document: PolicyDocument,
): readonly UserStatement[] {
    const ours = new Set(document.Statement.map(canonical));
    return own.filter((statement) => !ours.has(canonical(statement)));
}

/** A document with the user's statements after ours. */
export function withUserStatements(
    document: PolicyDocument,
    own: readonly UserStatement[],
): { readonly Version: string; readonly Statement: readonly object[] } {
    return { ...document, Statement: [...document.Statement, ...own] };
}
