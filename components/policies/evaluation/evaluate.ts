/*
 * Whether a set of IAM documents allows a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { applyDocument, type AppliedDocument, type DocumentSet, type StatementReference } from "./documents";
import type { PrincipalLevel } from "./principal";
import type { Request } from "./request";
import { and, doubtOf, isDoubt, or, unclear, type Doubt, type Truth } from "./truth";

/** Why an answer is in doubt: a statement that may apply, or none where it is the document as a whole. */
export interface Uncertainty extends Doubt {
    readonly effect: "Allow" | "Deny";
    readonly document: string;
    readonly statement?: StatementReference;
}

/** Which policies should have a statement that allows, and have none. */
export type Lacking = "identity" | "boundary" | "resource";

export type Answer =
    | { readonly verdict: "allowed" }
    | { readonly verdict: "denied"; readonly by: readonly StatementReference[] }
    | { readonly verdict: "denied"; readonly lacking: readonly Lacking[] }
    | { readonly verdict: "unknown"; readonly because: readonly Uncertainty[] };

/** Answers whether the request is allowed, and by what it is not. */
export function evaluate(request: Request, documents: DocumentSet): Answer {
    const identity = documents.identity.map((each) => applyDocument(each, "identity", request));
    const boundary = documents.boundary && applyDocument(documents.boundary, "boundary", request);
    const { resource: given } = documents;
    const resource = given && applyDocument(given, given.kind === "trust" ? "trust" : "resource", request);
    const all = [...identity, ...(boundary ? [boundary] : []), ...(resource ? [resource] : [])];

    const denying = all
        .flatMap(({ statements }) => statements)
        .flatMap(({ denies, takes, reference }) =>
            denies && takes === true && reference ? [reference] : [],
        );
    if (denying.length > 0) {
        return { verdict: "denied", by: denying };
    }
    const allowed = allows(request, {
        identity: or(identity.map(allowing)),
        boundary: boundary === undefined || allowing(boundary),
        resource: (level) => resource !== undefined && allowingAt(resource, level),
        leavesToIdentity: given === undefined || given.kind === "bucket",
    });
    if (allowed.holds === false) {
        return { verdict: "denied", lacking: allowed.lacking };
    }
    const doubts = all.flatMap(doubtsOf);
    const denials = doubts.filter(({ effect }) => effect === "Deny");
    if (allowed.holds === true && denials.length === 0) {
        return { verdict: "allowed" };
    }
    return {
        verdict: "unknown",
        because: allowed.holds === true ? denials : withReason(doubts, allowed.holds),
    };
}

/** What each kind of policy says, Denies apart. */
interface Allowances {
    readonly identity: Truth;
    readonly boundary: Truth;
    readonly resource: (level: PrincipalLevel) => Truth;
    readonly leavesToIdentity: boolean;
}

function allows(
    { caller, resourceAccountId }: Request,
    { identity, boundary, resource, leavesToIdentity }: Allowances,
): { readonly holds: Truth; readonly lacking: readonly Lacking[] } {
    const anyone = or([resource("self"), resource("role"), resource("everyone")]);
    if (caller.kind === "service" || caller.kind === "anonymous") {
        return { holds: anyone, lacking: ["resource"] };
    }
    const missing = (parts: Readonly<Record<Lacking, Truth>>) =>
        (["identity", "boundary", "resource"] as const).filter((part) => parts[part] === false);
    const account = (caller.kind === "role" ? caller.roleArn : caller.arn).split(":")[4];
    const atAll = or([anyone, resource("account")]);
    if (account !== resourceAccountId) {
        const holds = and([identity, boundary, atAll]);
        return { holds, lacking: missing({ identity, boundary, resource: atAll }) };
    }
    // Within an account a boundary limits what a policy gives to a role, but not what it gives to a session or a user.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
    const holds = or([
        and([identity, boundary, leavesToIdentity || resource("account")]),
        resource("self"),
        and([resource("role"), boundary]),
        and([
            resource("everyone"),
            boundary === true ||
                unclear("Whether a boundary limits what a policy gives everybody is not documented"),
        ]),
    ]);
    return { holds, lacking: missing({ identity, boundary, resource: leavesToIdentity ? anyone : atAll }) };
}

function allowing({ statements }: AppliedDocument): Truth {
    return or(statements.map((each) => each.allows && each.takes));
}

function allowingAt({ statements }: AppliedDocument, level: PrincipalLevel): Truth {
    return or(statements.map((each) => each.allows && and([each.takes, each.principal[level]])));
}

function doubtsOf({ name, statements }: AppliedDocument): readonly Uncertainty[] {
    return statements.flatMap(({ takes, allows: allow, denies, reference }) =>
        isDoubt(takes)
            ? [
                  ...(denies
                      ? [{ ...takes, effect: "Deny" as const, document: name, statement: reference }]
                      : []),
                  ...(allow
                      ? [{ ...takes, effect: "Allow" as const, document: name, statement: reference }]
                      : []),
              ]
            : [],
    );
}

/** A doubt of no statement's own is of the documents together. */
function withReason(doubts: readonly Uncertainty[], whole: Doubt): readonly Uncertainty[] {
    const told = doubtOf(doubts);
    const more = whole.reasons.filter((reason) => !told?.reasons.includes(reason));
    return more.length === 0
        ? doubts
        : [...doubts, { keys: [], reasons: more, effect: "Allow", document: "the policies together" }];
}
