import * as v from "valibot";
import type { PolicyDocument } from "./document";
import { spelled } from "./canonicalStatement";

/** A statement that somebody else wrote: taken as it is. */
export type OwnStatement = Readonly<Record<string, unknown>>;

const policies =
    "the JSON of a policy document whose Statement is a list of statements; [] where the bucket has no policy yet";
const aStatement =
    "a statement with Effect (Allow or Deny), Principal, Action and Resource, or NotPrincipal, NotAction and NotResource in their places";
const version = "2012-10-17, the version that the statements made here are of";
const distinctSids = "statements of which no two have one Sid";

const hasEither = (statement: OwnStatement, member: string) =>
    (statement[member] === undefined) !== (statement[`Not${member}`] === undefined);
// Checked and not parsed, so that its members stay in their order. A list has no Effect.
const statement = v.pipe(
    v.custom<OwnStatement>((own) => typeof own === "object" && own !== null, aStatement),
    v.check(
        (own) =>
            (own.Effect === "Allow" || own.Effect === "Deny") &&
            ["Principal", "Action", "Resource"].every((member) => hasEither(own, member)),
        aStatement,
    ),
);

/** A bucket policy of one's own, as JSON text; its statements in an order that does not depend on theirs. */
export const ownPolicySchema = v.pipe(
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
    v.transform(({ Statement }): readonly OwnStatement[] =>
        Statement.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    ),
);

/** The Sid of a statement of one's own that a statement of ours has too; AWS refuses two alike. */
export function sharedSid(own: readonly OwnStatement[], document: PolicyDocument): string | undefined {
    return document.Statement.map(({ Sid }) => Sid).find((sid) => own.some(({ Sid }) => Sid === sid));
}

/** One's own statements without those that are ours, as whoever pastes the policy that the bucket has will have them. */
export function withoutOurs(own: readonly OwnStatement[], document: PolicyDocument): readonly OwnStatement[] {
    const ours = new Set(document.Statement.map(spelled));
    return own.filter((statement) => !ours.has(spelled(statement)));
}

/** A document with one's own statements after ours. */
export function withOwn(
    document: PolicyDocument,
    own: readonly OwnStatement[],
): { readonly Version: string; readonly Statement: readonly object[] } {
    return { ...document, Statement: [...document.Statement, ...own] };
}
