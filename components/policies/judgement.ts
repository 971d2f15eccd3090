import { evaluate, type Answer, type Uncertainty } from "./evaluation/evaluate";
import type { DocumentSet, StatementReference } from "./evaluation/documents";
import type { Request } from "./evaluation/request";

/** Requests that one statement refuses, or may refuse. */
export interface Refusal {
    readonly statement: StatementReference;
    readonly requests: readonly Request[];
    /** Whether the statement denies, or is one that has to allow. */
    readonly effect: "Allow" | "Deny";
    /** Why it is not known whether it does; none where it does. */
    readonly doubt?: { readonly keys: readonly string[]; readonly reasons: readonly string[] };
}

/** What documents make of what replication asks. */
export interface Judgement {
    readonly refusals: readonly Refusal[];
    /** What no statement allows. */
    readonly lacking: readonly Request[];
    /** What is in doubt for another reason than a statement's. */
    readonly unclear: readonly string[];
}

/**
 * Guards that are taken to let replication through, since whoever has them mostly means that: those of organizations, to which
 * AWS would have to be asked, and those of TLS versions, of which S3 does not say what it sends.
 */
const assumed = /^(aws:(principal|resource|source)org(id|paths)|s3:tlsversion)$/i;

/** Judges requests one by one, and gathers the answers by the statements at fault. */
export function judge(requests: readonly Request[], documents: DocumentSet): Judgement {
    const refusals: Refusal[] = [];
    const lacking: Request[] = [];
    const unclear = new Set<string>();
    for (const request of requests) {
        const answer = evaluate(request, documents);
        if (answer.verdict === "denied" && "lacking" in answer) {
            lacking.push(request);
        }
        refusals.push(...refusalsIn(answer, request));
        if (answer.verdict === "unknown") {
            answer.because
                .filter(({ statement }) => statement === undefined)
                .forEach(({ reasons }) => reasons.forEach((reason) => unclear.add(reason)));
        }
    }
    return { refusals: gathered(refusals), lacking, unclear: [...unclear] };
}

function refusalsIn(answer: Answer, request: Request): readonly Refusal[] {
    if (answer.verdict === "denied" && "by" in answer) {
        return answer.by.map((statement) => ({ statement, requests: [request], effect: "Deny" }));
    }
    return answer.verdict === "unknown"
        ? withoutAssumed(answer.because).flatMap(({ statement, effect, keys, reasons }) =>
              statement ? [{ statement, requests: [request], effect, doubt: { keys, reasons } }] : [],
          )
        : [];
}

/** A Deny needs all of its conditions, so that one that is taken not to hold suffices; and one Allow suffices. */
function withoutAssumed(because: readonly Uncertainty[]): readonly Uncertainty[] {
    const isAssumed = (key: string) => assumed.test(key);
    const allowed = because.some(
        ({ effect, keys, reasons }) =>
            effect === "Allow" && keys.length > 0 && reasons.length === 0 && keys.every(isAssumed),
    );
    return because.filter(({ effect, keys }) => (effect === "Deny" ? !keys.some(isAssumed) : !allowed));
}

function gathered(refusals: readonly Refusal[]): readonly Refusal[] {
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

/** Requests in words, those on one thing together. */
export function describeRequests(requests: readonly Request[]): string {
    const byResource = new Map<string, Set<string>>();
    for (const { resource, action } of requests) {
        byResource.set(resource, (byResource.get(resource) ?? new Set()).add(action));
    }
    return [...byResource]
        .map(([resource, actions]) => `${[...actions].join(", ")} on ${resource}`)
        .join("; ");
}

/** A statement by its Sid, or by its place where it has none. */
export function describeStatement({ sid, position }: StatementReference): string {
    return sid ?? `number ${position}`;
}
