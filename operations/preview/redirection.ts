import { runtime } from "@pulumi/pulumi";
import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import { isDeepStrictEqual } from "node:util";
import { nameOf } from "./resourceChange";

/** Where a rule replicates to, as far as it is known. */
export interface Destination {
    /** The ARN of the bucket. */
    readonly bucket?: string;
    readonly account?: string;
}

/** Objects that a deployment would have replicated elsewhere. */
export interface Redirection {
    /** The replication configuration. */
    readonly name: string;
    readonly urn: string;
    /** The rule's id. Absent where rules of other ids take over, or where the sole rule has none. */
    readonly rule?: string;
    readonly before: Destination;
    readonly after: Destination;
}

const configuration = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

interface Rule {
    readonly id: string | undefined;
    readonly destination: Destination;
}

/**
 * The destinations that change under a bucket that is replicated already. The destination's stack, or whoever may write its
 * state, decides where the source replicates to, so this is what a reviewer has to see.
 */
export function redirections(steps: readonly StepEventMetadata[]): readonly Redirection[] {
    const of = steps.filter(({ type }) => type === configuration);
    // A configuration under another name in the program is still the bucket's one configuration.
    const bucketOf = ({ old, new: fresh, urn }: StepEventMetadata) =>
        String((old ?? fresh)?.inputs.bucket ?? urn);
    return [...Map.groupBy(of, bucketOf).values()].flatMap((group) => {
        const before = group.find(({ old }) => old)?.old;
        const after = group.findLast(({ new: fresh }) => fresh)?.new;
        if (!before || !after) {
            return [];
        }
        const place = { name: nameOf(after.urn), urn: after.urn };
        return changed(rulesOf(before.inputs), rulesOf(after.inputs)).map((change) => ({
            ...place,
            ...change,
        }));
    });
}

function changed(old: readonly Rule[], fresh: readonly Rule[]): readonly Omit<Redirection, "name" | "urn">[] {
    const kept = old.flatMap(({ id, destination: before }) => {
        const after = fresh.find((rule) => rule.id === id)?.destination;
        return after === undefined || isDeepStrictEqual(before, after)
            ? []
            : [{ ...(id !== undefined && { rule: id }), before, after }];
    });
    if (kept.length > 0) {
        return kept;
    }
    // Rules of new ids in the place of old ones: one destination goes, and another comes.
    const [gone] = without(old, fresh);
    const [come] = without(fresh, old);
    return gone && come ? [{ before: gone, after: come }] : [];
}

function without(rules: readonly Rule[], others: readonly Rule[]): readonly Destination[] {
    return rules
        .map(({ destination }) => destination)
        .filter((one) => !others.some(({ destination }) => isDeepStrictEqual(one, destination)));
}

function rulesOf(inputs: Readonly<Record<string, unknown>>): readonly Rule[] {
    const rules: readonly unknown[] = Array.isArray(inputs.rules) ? inputs.rules : [];
    return rules.map((rule) => {
        const [id, destination] = [member(rule, "id"), member(rule, "destination")];
        return {
            id: text(id),
            destination: {
                bucket: text(member(destination, "bucket")),
                account: text(member(destination, "account")),
            },
        };
    });
}

function member(of: unknown, name: string): unknown {
    return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

/** A value that only the deployment can tell is shown as what it is: not known. */
function text(value: unknown): string | undefined {
    return typeof value !== "string" || value === runtime.unknownValue ? undefined : value;
}
