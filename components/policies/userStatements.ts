import * as v from "valibot";
import type { PolicyDocument } from "./document";
import { canonical } from "./canonicalStatement";

/** A statement that somebody else wrote. It is taken as it is. */
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

/** The user's own bucket policy, as JSON text. Its statements are sorted, so that their order shows in no preview. */
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

/** A Sid that one of the user's statements shares with one of ours. AWS refuses a policy that has a Sid twice. */
export function sharedSid(own: readonly UserStatement[], document: PolicyDocument): string | undefined {
    return document.Statement.map(({ Sid }) => Sid).find((sid) => own.some(({ Sid }) => Sid === sid));
}

/** The user's statements without ours, which the user may have pasted with the bucket's present policy. */
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
