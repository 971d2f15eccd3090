import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { isDeepStrictEqual } from "node:util";
import { grouped } from "./grouped";
import { isTold, rulesOf, type Destination, type Rule } from "./replicationRules";
import { nameOf } from "./resourceChange";

/** Objects that a deployment would have replicated elsewhere. */
export interface Redirection {
    /** The replication configuration. */
    readonly name: string;
    readonly urn: string;
    /** The rule's id. Absent where rules of other ids take over, or where it has none that is told. */
    readonly rule?: string;
    readonly before: Destination;
    readonly after: Destination;
    /** Set where the preview cannot tell it: a destination is secret, or known after the deployment alone. */
    readonly unclear?: true;
}

type Change = Omit<Redirection, "name" | "urn">;

const configuration = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/**
 * The destinations that change under a bucket that is replicated already. The destination's stack, or whoever may write its
 * state, decides where the source replicates to, so this is what a reviewer has to see. What cannot be seen counts too.
 */
export function redirections(steps: readonly StepEventMetadata[]): readonly Redirection[] {
    const of = steps.filter(({ type }) => type === configuration);
    return grouped(of, bucketOf).flatMap((group) => {
        const before = group.find(({ old }) => old)?.old;
        const after = group.findLast(({ new: fresh }) => fresh)?.new;
        if (!before || !after) {
            return [];
        }
        const place = { name: nameOf(after.urn), urn: after.urn };
        const updates = group.filter((step) => step.old && step.new);
        const mayDiffer = (updates.length > 0 ? updates : group).some(mayRedirect);
        return changes(rulesOf(before.inputs), rulesOf(after.inputs), mayDiffer).map((change) => ({
            ...place,
            ...change,
        }));
    });
}

/** A configuration under another name in the program is still the bucket's one configuration. */
function bucketOf({ old, new: fresh, urn }: StepEventMetadata): string {
    const bucket: unknown = (old ?? fresh)?.inputs.bucket;
    if (typeof bucket === "string" && isTold(bucket)) {
        return bucket;
    }
    // Where one goes and another comes, and no bucket can be told, they may be of the same.
    return old && fresh ? urn : "";
}

/** A change of another part of a rule. */
const elsewhereInRule = /^rules\[\d+\]\.(?!destination|id\b)/;

/** Whether a step may change a destination, by what the provider says of it: it knows secrets. */
function mayRedirect({ op, detailedDiff, diffs }: StepEventMetadata): boolean {
    if (op === "same") {
        return false;
    }
    const paths = detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []);
    return paths.length === 0 || paths.some((path) => /^rules\b/.test(path) && !elsewhereInRule.test(path));
}

function changes(old: readonly Rule[], fresh: readonly Rule[], mayDiffer: boolean): readonly Change[] {
    const kept = old.flatMap((rule) => {
        const after = sameId(rule, fresh);
        return after === undefined || isSame(rule, after, mayDiffer)
            ? []
            : [{ rule: rule.id, ...change(rule, after) }];
    });
    const gone = old.filter((rule) => !sameId(rule, fresh));
    const come = fresh.filter((rule) => !sameId(rule, old));
    return [...kept, ...replaced(gone, come, mayDiffer)];
}

/** What rules of other ids make of those that go. Nobody tells which takes the place of which, so each has its part. */
function replaced(gone: readonly Rule[], come: readonly Rule[], mayDiffer: boolean): readonly Change[] {
    const left = [...come];
    const ended = gone.filter((rule) => {
        // The same destination under another id.
        const renamed = left.findIndex((other) => isSame(rule, other, mayDiffer));
        return renamed === -1 || left.splice(renamed, 1).length === 0;
    });
    const [lastEnded, lastLeft] = [ended.at(-1), left.at(-1)];
    if (!lastEnded || !lastLeft) {
        return [];
    }
    const pairs = Array.from({ length: Math.max(ended.length, left.length) }, (_, index) =>
        change(ended[index] ?? lastEnded, left[index] ?? lastLeft),
    );
    return pairs.filter((one, index) => pairs.findIndex((other) => isDeepStrictEqual(one, other)) === index);
}

function sameId({ id }: Rule, rules: readonly Rule[]): Rule | undefined {
    return id === undefined ? undefined : rules.find((rule) => rule.id === id);
}

function change(before: Rule, after: Rule): Change {
    return {
        before: before.destination,
        after: after.destination,
        ...(!(before.told && after.told) && { unclear: true }),
    };
}

/** Whether two rules have one destination. Where one is not told, they have it if no destination changes at all. */
function isSame(one: Rule, other: Rule, mayDiffer: boolean): boolean {
    return one.told && other.told ? isDeepStrictEqual(one.destination, other.destination) : !mayDiffer;
}
