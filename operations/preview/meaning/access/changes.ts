import type { DocumentSet } from "../../../../components/policies/evaluation/documents";
import { evaluate } from "../../../../components/policies/evaluation/evaluate";
import { membersOf } from "../../../../components/policies/evaluation/shape";
import { allowingEverything } from "../../../../components/policies/judgement";
import type { Guarded } from "./guarded";
import { statementsOf } from "./named";
import { annotations, requestsAround, type Asked } from "./requests";

/** What becomes of requests where documents take the place of others. */
export interface AccessChanges {
    readonly wider: readonly Asked[];
    readonly narrower: readonly Asked[];
    /** Of which it is not known whether they are allowed, before or after. */
    readonly unclear: readonly Asked[];
}

/** The policy of what is asked for where only the caller's own policies are to decide. */
const open = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
};

/**
 * Compares documents by what they allow: a resource's own policy, or all policies of a role together. The other side of each
 * request allows everything, so that what only that side keeps back today counts too.
 */
export function accessChanges(
    guarded: Guarded,
    before: readonly unknown[],
    after: readonly unknown[],
): AccessChanges {
    const changed = changedStatements(before, after);
    const changes = { wider: [] as Asked[], narrower: [] as Asked[], unclear: [] as Asked[] };
    if (changed.length === 0) {
        return changes;
    }
    for (const asked of requestsAround(guarded, [...before, ...after], changed)) {
        const [old, fresh] = [verdictOf(asked, guarded, before), verdictOf(asked, guarded, after)];
        if (old !== fresh) {
            const list = [old, fresh].includes("unknown")
                ? "unclear"
                : fresh === "allowed"
                  ? "wider"
                  : "narrower";
            changes[list].push(asked);
        }
    }
    return changes;
}

/** The texts of statements that only one of the two has. Without them both say the same, to whatever is asked. */
function changedStatements(before: readonly unknown[], after: readonly unknown[]): readonly string[] {
    const textsOf = (contents: readonly unknown[]) =>
        contents.flatMap((content) => {
            const version = membersOf(content)?.find(([name]) => name === "Version")?.[1];
            return statementsOf(content).map((statement) => ({
                text: JSON.stringify(statement),
                read: `${String(version)} ${JSON.stringify(statement)}`,
            }));
        });
    const [old, fresh] = [textsOf(before), textsOf(after)];
    const without = (some: typeof old, others: typeof old) => {
        const has = new Set(others.map(({ read }) => read));
        return some.filter(({ read }) => !has.has(read)).map(({ text }) => text);
    };
    return [...without(old, fresh), ...without(fresh, old)];
}

function verdictOf(
    asked: Asked,
    guarded: Guarded,
    contents: readonly unknown[],
): "allowed" | "denied" | "unknown" {
    const documents = documentsFor(asked, guarded, contents);
    const answer = evaluate(asked.request, documents);
    // S3 lets annotations in wherever it lets objects in, unless their own action is denied.
    return asked.request.action === annotations && answer.verdict === "denied" && "lacking" in answer
        ? evaluate({ ...asked.request, action: "s3:ReplicateObject" }, documents).verdict
        : answer.verdict;
}

function documentsFor({ by }: Asked, { kind }: Guarded, contents: readonly unknown[]): DocumentSet {
    if (kind === "role") {
        return {
            identity: contents.map((content, index) => ({ name: `policy ${index + 1}`, content })),
            resource: { name: "what it is about", content: open, kind: "bucket" },
        };
    }
    const [content] = contents;
    return {
        identity: by.identity === "everything" ? [allowingEverything] : [],
        ...(content !== undefined && {
            resource: { name: "policy", content, kind: kind === "topic" ? "bucket" : kind },
        }),
    };
}
