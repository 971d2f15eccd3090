import { conditionHolds } from "./condition";
import { matches, matchesArn, readPattern, type Reading } from "./pattern";
import { notPrincipalMatches, principalMatch, type PrincipalMatch } from "./principal";
import type { Request } from "./request";
import { memberOf, membersOf, textsOf } from "./shape";
import { and, not, or, unclear, type Truth } from "./truth";

/** Where a document is in force: attached to an identity, as its boundary, or at what the request is about. */
export type DocumentPlace = "identity" | "boundary" | "resource" | "trust";

/** A document, and how its statements are read. */
export interface Surroundings {
    readonly place: DocumentPlace;
    /** Whether the document's version has variables. */
    readonly variables: boolean;
}

/** What a statement makes of a request: whether it takes it in, and in a resource's policy by which principal. */
export interface Applied {
    readonly allows: boolean;
    readonly denies: boolean;
    readonly takes: Truth;
    readonly principal: PrincipalMatch;
}

const known = ["Sid", "Effect", "Condition"];
const paired = ["Principal", "Action", "Resource"];
const of = (element: string) => [element, `Not${element}`];

/** Whom the documents of an identity are about: the caller, whose they are. */
const own: PrincipalMatch = { self: true, role: false, everyone: false, account: false };

/** Whether a statement takes in the request. What is not understood of it leaves this in doubt. */
export function applyStatement(statement: unknown, request: Request, surroundings: Surroundings): Applied {
    const odd = oddity(statement, surroundings.place);
    if (odd !== undefined || typeof statement !== "object" || statement === null) {
        const doubt = unclear(odd ?? "it is not an object");
        return { allows: true, denies: true, takes: doubt, principal: own };
    }
    const effect = memberOf(statement, "Effect");
    const whom = principalOf(statement, request);
    return {
        allows: effect === "Allow",
        denies: effect === "Deny",
        principal: whom,
        takes: and([
            or(Object.values(whom)),
            takes(statement, "Action", (pattern) => actionTaken(pattern, request.action)),
            takes(statement, "Resource", (pattern, negated) =>
                resourceTaken(pattern, negated, request, surroundings),
            ),
            conditionHolds(memberOf(statement, "Condition"), { ...request, ...surroundings }),
        ]),
    };
}

/** What AWS would not take in a statement. */
function oddity(statement: unknown, place: DocumentPlace): string | undefined {
    const names = membersOf(statement)?.map(([name]) => name);
    if (names === undefined || typeof statement !== "object" || statement === null) {
        return "it is not an object";
    }
    const strange = names.find((name) => ![...known, ...paired.flatMap(of)].includes(name));
    if (strange !== undefined) {
        return `it has a member ${strange}`;
    }
    const effect = memberOf(statement, "Effect");
    if (effect !== "Allow" && effect !== "Deny") {
        return "its Effect is neither Allow nor Deny";
    }
    const needed = {
        Principal: place === "resource" || place === "trust" ? 1 : 0,
        Action: 1,
        Resource: place === "trust" ? 0 : 1,
    };
    const wrong = Object.entries(needed).find(
        ([element, count]) => of(element).filter((name) => names.includes(name)).length !== count,
    );
    return wrong && `it has ${wrong[1] === 0 ? "a" : "no one"} ${wrong[0]}`;
}

function principalOf(statement: object, { caller }: Request): PrincipalMatch {
    const principal = memberOf(statement, "Principal");
    const others = memberOf(statement, "NotPrincipal");
    if (others !== undefined) {
        return { ...own, self: false, everyone: notPrincipalMatches(others, caller) };
    }
    return principal === undefined ? own : principalMatch(principal, caller);
}

/** Whether an element takes something in, or its opposite does not. */
function takes(
    statement: object,
    element: string,
    taken: (pattern: string, negated: boolean) => Truth,
): Truth {
    const some = memberOf(statement, element);
    const others = memberOf(statement, `Not${element}`);
    if (some === undefined && others === undefined) {
        return true;
    }
    const patterns = textsOf(some ?? others);
    if (!patterns?.length) {
        return unclear(`${some === undefined ? "Not" : ""}${element} is not understood`);
    }
    const negated = some === undefined;
    const one = or(patterns.map((pattern) => taken(pattern, negated)));
    return negated ? not(one) : one;
}

const plain: Reading = { context: { keys: {}, others: "unknown" }, variables: false, wildcards: true };

/** Actions have no variables, and are compared in any case. */
function actionTaken(pattern: string, action: string): Truth {
    return /^(\*|[a-z0-9-]+:[\w*?]+)$/i.test(pattern)
        ? matches(readPattern(pattern.toLowerCase(), plain), action.toLowerCase())
        : unclear(`The action ${pattern} is not understood`);
}

/**
 * A wildcard stays within its field of the ARN. At the end of a field it may reach over a colon, which AWS says without saying
 * how; and so is it with ARNs that lack fields.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceTaken(
    text: string,
    negated: boolean,
    { resource, context }: Request,
    { variables }: Surroundings,
): Truth {
    if (text === "*") {
        return true;
    }
    const pattern = readPattern(text, { context, variables, wildcards: true });
    if (negated && pattern.isNull) {
        return unclear(`What NotResource takes in is not documented where a variable has no value: ${text}`);
    }
    const byField = matchesArn(pattern, resource);
    if (byField === true) {
        return true;
    }
    const prefix = readPattern(`${text}*`, { context, variables, wildcards: true });
    const atMost = byField === "not an ARN" ? matches(prefix, resource) : matches(pattern, resource);
    return atMost === true ? unclear(`Whether ${text} takes ${resource} is not documented`) : atMost;
}
