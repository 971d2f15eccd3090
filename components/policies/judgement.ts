import { evaluate, type Answer, type Lacking, type Uncertainty } from "./evaluation/evaluate";
import type { DocumentSet, StatementReference } from "./evaluation/documents";
import type { Request } from "./evaluation/request";
import { membersOf } from "./evaluation/shape";

/** Requests that one statement refuses, or may refuse. */
export interface Refusal {
    readonly statement: StatementReference;
    readonly requests: readonly Request[];
    /** Whether the statement denies, or is one that has to allow. */
    readonly effect: "Allow" | "Deny";
    /** Why it is not known whether it does; none where it does. */
    readonly doubt?: { readonly keys: readonly string[]; readonly reasons: readonly string[] };
}

/** A request that no statement allows, and the policies of which one has to. */
interface Lack {
    readonly request: Request;
    readonly policies: readonly Lacking[];
}

/** What documents make of what replication asks. */
export interface Judgement {
    readonly refusals: readonly Refusal[];
    /** What no statement allows. */
    readonly lacking: readonly Lack[];
    /** What is in doubt for another reason than a statement's. */
    readonly unclear: readonly string[];
}

/**
 * Guards that are taken to let replication through, since whoever has them mostly means that: those of organizations, of which
 * AWS would have to be asked, and those of TLS versions, of which S3 does not say what it sends. They keep out others than one's
 * own. A Deny that is about one's own organization is no such guard.
 */
const guards = [
    {
        key: /^aws:(principal|resource|source)org(id|paths)$/i,
        Deny: /^String(NotEquals|NotLike|NotEqualsIgnoreCase)$/,
        Allow: /^String(Equals|Like|EqualsIgnoreCase)$/,
    },
    {
        key: /^s3:tlsversion$/i,
        Deny: /^Numeric(LessThan|LessThanEquals|NotEquals)$/,
        Allow: /^Numeric(GreaterThan|GreaterThanEquals|Equals)$/,
    },
];

/**
 * Judges requests one by one, and gathers the answers by the statements at fault. Whoever is to know what is not known does
 * without `assumeGuards`.
 */
export function judge(
    requests: readonly Request[],
    documents: DocumentSet,
    { assumeGuards = true }: { readonly assumeGuards?: boolean } = {},
): Judgement {
    const refusals: Refusal[] = [];
    const lacking: Lack[] = [];
    const unclear = new Set<string>();
    for (const request of requests) {
        const answer = evaluate(request, documents);
        if (answer.verdict === "denied" && "lacking" in answer) {
            lacking.push({ request, policies: answer.lacking });
        }
        refusals.push(...refusalsIn(answer, request, assumeGuards));
        if (answer.verdict === "unknown") {
            for (const { statement, reasons } of answer.because) {
                if (statement === undefined) {
                    reasons.forEach((reason) => {
                        unclear.add(reason);
                    });
                }
            }
        }
    }
    return { refusals: gathered(refusals), lacking, unclear: [...unclear] };
}

function refusalsIn(answer: Answer, request: Request, assumeGuards: boolean): readonly Refusal[] {
    if (answer.verdict === "denied" && "by" in answer) {
        return answer.by.map((statement) => ({ statement, requests: [request], effect: "Deny" }));
    }
    return answer.verdict === "unknown"
        ? (assumeGuards ? withoutAssumed(answer.because) : answer.because).flatMap(
              ({ statement, effect, keys, reasons }) =>
                  statement ? [{ statement, requests: [request], effect, doubt: { keys, reasons } }] : [],
          )
        : [];
}

/** A Deny needs all of its conditions, so that one that is taken not to hold suffices; and one Allow suffices. */
function withoutAssumed(because: readonly Uncertainty[]): readonly Uncertainty[] {
    const allowed = because.some(({ effect, keys, reasons, statement }) => {
        const assumed = assumedKeys(statement, effect);
        return (
            effect === "Allow" &&
            keys.length > 0 &&
            reasons.length === 0 &&
            keys.every((key) => assumed.has(key))
        );
    });
    return because.filter(({ effect, keys, statement }) => {
        const assumed = assumedKeys(statement, effect);
        return effect === "Deny" ? !keys.some((key) => assumed.has(key)) : !allowed;
    });
}

/** Keys that the statement's conditions compare as a guard does. */
function assumedKeys(
    reference: StatementReference | undefined,
    effect: Refusal["effect"],
): ReadonlySet<string> {
    const condition = membersOf(reference?.statement)?.find(([name]) => name === "Condition")?.[1];
    return new Set(
        (membersOf(condition) ?? []).flatMap(([spelling, byKey]) => {
            const operator = spelling.replace(/^For(AnyValue|AllValues):|IfExists$/g, "");
            return (membersOf(byKey) ?? [])
                .map(([key]) => key)
                .filter((key) => guards.some((each) => each.key.test(key) && each[effect].test(operator)));
        }),
    );
}

/** Refusals, those of one statement together. */
export function gathered(refusals: readonly Refusal[]): readonly Refusal[] {
    const byStatement = new Map<string, Refusal>();
    for (const { statement, requests, effect, doubt } of refusals) {
        const key = `${statement.document} ${statement.position} ${effect} ${doubt === undefined}`;
        const before = byStatement.get(key);
        byStatement.set(key, {
            statement,
            effect,
            requests: [...(before?.requests ?? []), ...requests],
            ...(doubt && {
                doubt: {
                    keys: [...new Set([...(before?.doubt?.keys ?? []), ...doubt.keys])],
                    reasons: [...new Set([...(before?.doubt?.reasons ?? []), ...doubt.reasons])],
                },
            }),
        });
    }
    return [...byStatement.values()];
}

/** Stands for the policies of a role that allow all that is asked, so that others alone decide. */
export const allowingEverything: DocumentSet["identity"][number] = {
    name: "policies of the role",
    content: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
};

/** Requests in words, those on one thing together. What they are on may hold a part of a secret, and is left out then. */
export function describeRequests(requests: readonly Request[], secret = false): string {
    if (secret) {
        return [...new Set(requests.map(({ action }) => action))].join(", ");
    }
    const byResource = new Map<string, Set<string>>();
    for (const { resource, action } of requests) {
        byResource.set(resource, (byResource.get(resource) ?? new Set()).add(action));
    }
    return [...byResource]
        .map(([resource, actions]) => `${[...actions].join(", ")} on ${resource}`)
        .join("; ");
}

/**
 * Says which statement refuses which requests, or may do so and why that is not known. It names the statement and does not quote
 * it: Pulumi masks a secret in what is printed where it finds the whole of it, and not where it was cut or is a part of a text.
 * Of what is a secret, the statement's place, the actions and the keys of conditions are all that is said.
 */
export function describeRefusal({ statement, requests, effect, doubt }: Refusal, secret = false): string {
    const { document, sid, position } = statement;
    const verb = doubt === undefined ? "denies" : effect === "Deny" ? "may deny" : "may not allow";
    const name = secret || sid === undefined ? `number ${position}` : sid;
    const told = `The statement ${name} of the ${document} ${verb} Amazon S3 ${describeRequests(requests, secret)}.`;
    return doubt === undefined ? told : `${told} ${describeDoubt(doubt, secret)}`;
}

/** Why something is not known. What is not understood of a statement may quote its values. */
function describeDoubt({ keys, reasons }: NonNullable<Refusal["doubt"]>, secret: boolean): string {
    const dependsOn =
        keys.length === 0
            ? []
            : [`it depends on ${keys.join(", ")}, of which AWS does not say what S3 sends`];
    const odd = secret && reasons.length > 0 ? ["what it says is not understood"] : reasons;
    return `Whether it does is not known: ${[...dependsOn, ...odd].join("; ")}.`;
}
