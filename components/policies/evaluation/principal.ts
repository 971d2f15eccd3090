/*
 * Whom a statement of a resource's policy is about.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
import type { Caller } from "./request";
import { membersOf, textsOf } from "./shape";
import { doubtOf, not, or, unclear, type Truth } from "./truth";

/**
 * By what a principal takes in a caller: by the caller's own ARN, a role's session by its role, everybody, or by the account,
 * which leaves it to that account whom it lets in.
 */
export type PrincipalLevel = "self" | "role" | "everyone" | "account";

/** Whether a principal takes the caller in at a level. */
export type PrincipalMatch = Readonly<Record<PrincipalLevel, Truth>>;

const nobody: PrincipalMatch = { self: false, role: false, everyone: false, account: false };

/** Whether an element `Principal` takes the caller in. */
export function principalMatch(principal: unknown, caller: Caller): PrincipalMatch {
    const named = namedIn(principal);
    if (named === undefined) {
        const doubt = unclear("Principal is not understood");
        return { self: doubt, role: doubt, everyone: doubt, account: doubt };
    }
    const each = named.map(([kind, name]) => matchOf(kind, name, caller));
    const at = (level: PrincipalLevel) => or(each.map((match) => match[level]));
    return { self: at("self"), role: at("role"), everyone: at("everyone"), account: at("account") };
}

/**
 * Whether an element `NotPrincipal` leaves the caller out. A session is its own, its role's and its account's principal, and
 * AWS says only that all three should be listed. So it is in doubt where some are.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function notPrincipalMatches(principal: unknown, caller: Caller): Truth {
    const match = principalMatch(principal, caller);
    if (match.everyone !== false) {
        return not(match.everyone);
    }
    const listed = principalsOf(caller).map((level) => match[level]);
    if (listed.every((each) => each === false)) {
        return true;
    }
    return listed.every((each) => each === true)
        ? false
        : (doubtOf(listed) ?? unclear("NotPrincipal lists a part of session, role and account"));
}

/** As which principals a caller counts. */
function principalsOf(caller: Caller): readonly PrincipalLevel[] {
    switch (caller.kind) {
        case "role":
            return ["self", "role", "account"];
        case "user":
            return caller.arn.endsWith(":root") ? ["account"] : ["self", "account"];
        case "service":
            return ["self"];
        case "anonymous":
            return [];
    }
}

/** The principals of an element, each with its kind. Everybody is an AWS principal. */
function namedIn(principal: unknown): readonly (readonly [string, string])[] | undefined {
    if (principal === "*") {
        return [["AWS", "*"]];
    }
    const kinds = membersOf(principal)?.map(([kind, names]) => [kind, textsOf(names)] as const);
    if (!kinds?.length) {
        return undefined;
    }
    const named: (readonly [string, string])[] = [];
    for (const [kind, names] of kinds) {
        if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(kind) || !names?.length) {
            return undefined;
        }
        named.push(...names.map((name) => [kind, name] as const));
    }
    return named;
}

function matchOf(kind: string, name: string, caller: Caller): PrincipalMatch {
    if (kind === "AWS" && name === "*") {
        return { ...nobody, everyone: true };
    }
    if (kind === "Service" || caller.kind === "service") {
        return { ...nobody, self: kind === "Service" && caller.kind === "service" && caller.name === name };
    }
    if (kind === "CanonicalUser" && caller.kind !== "anonymous") {
        return { ...nobody, account: unclear(`Which account has the canonical id ${name} is not known`) };
    }
    if (kind !== "AWS" || caller.kind === "anonymous") {
        return nobody;
    }
    const arn = caller.kind === "role" ? caller.roleArn : caller.arn;
    const [, partition = "", , , accountId = ""] = arn.split(":");
    if (name === accountId || name === `arn:${partition}:iam::${accountId}:root`) {
        return { ...nobody, account: true };
    }
    if (/[*?]/.test(name)) {
        return { ...nobody, self: unclear(`The principal ${name} has a wildcard`) };
    }
    if (caller.kind === "user") {
        return { ...nobody, self: name === arn };
    }
    const sessions = `arn:${partition}:sts::${accountId}:assumed-role/${arn.split("/").at(-1)}/`;
    if (name.startsWith(sessions) && caller.sessionName === undefined) {
        return { ...nobody, self: unclear(`How the session of the role is named is not known: ${name}`) };
    }
    return { ...nobody, self: name === `${sessions}${caller.sessionName}`, role: name === arn };
}
