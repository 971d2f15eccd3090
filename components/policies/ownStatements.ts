import * as v from "valibot";
import { isRecord } from "../record";
import type { PolicyDocument } from "./document";

/** A statement that somebody else wrote: taken as it is. */
export type OwnStatement = Readonly<Record<string, unknown>>;

const policies =
    "the JSON of a policy document whose Statement is a list of statements; [] where the bucket has no policy yet";
const statement = v.custom<OwnStatement>(isRecord, policies);

/** A bucket policy of one's own, as JSON text; its statements in an order that does not depend on theirs. */
export const ownPolicySchema = v.pipe(
    v.string(policies),
    v.parseJson({}, policies),
    v.object({ Statement: v.union([v.array(statement), statement], policies) }, policies),
    v.transform(({ Statement }): readonly OwnStatement[] =>
        [Statement].flat().sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    ),
);

/** The Sid of a statement of one's own that a statement of ours has too; AWS refuses two alike. */
export function sharedSid(own: readonly OwnStatement[], document: PolicyDocument): string | undefined {
    return document.Statement.map(({ Sid }) => Sid).find((sid) => own.some(({ Sid }) => Sid === sid));
}

/** A document with one's own statements after ours. */
export function withOwn(
    document: PolicyDocument,
    own: readonly OwnStatement[],
): { readonly Version: string; readonly Statement: readonly object[] } {
    return { ...document, Statement: [...document.Statement, ...own] };
}
