import { conditionHolds } from "./condition";
import { answersOf } from "./listAnswers";
import { matches, readPattern, type Reading } from "./pattern";
import { notPrincipalMatches, principalMatch, type PrincipalMatch } from "./principal";
import type { Request } from "./request";
import { resourceMatch } from "./resource";
import { memberOf, membersOf } from "./shape";
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

const paired = ["Principal", "Action", "Resource"] as const;
const known: ReadonlySet<string> = new Set([
    ...["Sid", "Effect", "Condition"],
    ...paired.flatMap((element) => [element, `Not${element}`]),
]);

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
    const elements = and([
        takes(statement, "Action", request.action, actionTaken, plain),
        takes(statement, "Resource", request.resource, resourceTaken, {
            context: request.context,
            variables: surroundings.variables,
            wildcards: true,
        }),
        or(Object.values(whom)),
    ]);
    return {
        allows: effect === "Allow",
        denies: effect === "Deny",
        principal: whom,
        // Most statements are about something else: their conditions, which cost the most, need not be looked at.
        takes:
            elements !== false &&
            and([
                elements,
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
    const strange = names.find((name) => !known.has(name));
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
    const wrong = paired.find(
        (element) => countOf(names, element) + countOf(names, `Not${element}`) !== needed[element],
    );
    if (wrong === undefined) {
        return undefined;
    }
    return needed[wrong] === 0 ? `it has a ${wrong}` : `it has not one of ${wrong} and Not${wrong}`;
}

function countOf(names: readonly string[], name: string): number {
    return names.includes(name) ? 1 : 0;
}

function principalOf(statement: object, { caller }: Request): PrincipalMatch {
    const principal = memberOf(statement, "Principal");
    const others = memberOf(statement, "NotPrincipal");
    if (others !== undefined) {
        return { ...own, self: false, everyone: notPrincipalMatches(others, caller) };
    }
    return principal === undefined ? own : principalMatch(principal, caller);
}

/** Whether a pattern of an element takes in what is asked for. */
type Taking = (pattern: string, asked: string, reading: Reading, negated: boolean) => Truth;

/** Whether an element takes something in, or its opposite does not. */
function takes(statement: object, element: string, asked: string, taking: Taking, reading: Reading): Truth {
    const some = memberOf(statement, element);
    const others = memberOf(statement, `Not${element}`);
    if (some === undefined && others === undefined) {
        return true;
    }
    const negated = some === undefined;
    const one = answersOf(some ?? others, reading, `${negated} ${asked}`, (patterns) =>
        patterns?.length
            ? or(patterns.map((pattern) => taking(pattern, asked, reading, negated)))
            : unclear(`${negated ? "Not" : ""}${element} is not understood`),
    );
    return negated ? not(one) : one;
}

const plain: Reading = { context: { keys: {}, others: "unknown" }, variables: false, wildcards: true };

/** Actions have no variables, and are compared in any case. */
function actionTaken(pattern: string, action: string, reading: Reading): Truth {
    return /^(\*|[a-z0-9-]+:[\w*?]+)$/i.test(pattern)
        ? matches(readPattern(pattern, { ...reading, anyCase: true }), action.toLowerCase())
        : unclear(`The action ${pattern} is not understood`);
}

function resourceTaken(text: string, resource: string, reading: Reading, negated: boolean): Truth {
    return negated && readPattern(text, reading).isNull
        ? unclear(`What NotResource takes in is not documented where a variable has no value: ${text}`)
        : resourceMatch(text, resource, reading);
}
