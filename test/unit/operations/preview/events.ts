import { DiffKind, type EngineEvent, type OpType, type StepEventMetadata } from "@pulumi/pulumi/automation";

const bucketType = "aws:s3/bucket:Bucket";

let sequence = 0;

/** An engine event that announces a step, as `pulumi preview` sends it. */
export function step(
    op: OpType,
    type: string,
    name: string,
    {
        before,
        after,
        diffs,
        protect,
        unprotect,
        keys,
        shortDiffs,
    }: {
        readonly before?: Record<string, unknown>;
        readonly after?: Record<string, unknown>;
        readonly diffs?: Readonly<Record<string, "update" | "update-replace">>;
        readonly protect?: boolean;
        /** The program takes the protection off. */
        readonly unprotect?: boolean;
        readonly keys?: string[];
        readonly shortDiffs?: string[];
    } = {},
): EngineEvent {
    const urn = `urn:pulumi:dev::project::parent$${type}::${name}`;
    const state = (inputs: Record<string, unknown>, isProtected = protect) => ({
        type,
        urn,
        custom: true,
        id: `id-of-${name}`,
        parent: "",
        provider: "",
        inputs,
        outputs: {},
        protect: isProtected,
    });
    const metadata: StepEventMetadata = {
        op,
        urn,
        type,
        provider: "",
        old: before && state(before),
        new: after && state(after, unprotect ? false : protect),
        keys,
        diffs: shortDiffs,
        detailedDiff:
            diffs &&
            Object.fromEntries(
                Object.entries(diffs).map(([path, kind]) => [
                    path,
                    {
                        diffKind: kind === "update" ? DiffKind.update : DiffKind.updateReplace,
                        inputDiff: false,
                    },
                ]),
            ),
    };
    return { sequence: ++sequence, timestamp: 0, resourcePreEvent: { metadata, planning: true } };
}

type Said = NonNullable<EngineEvent["diagnosticEvent"]>;

export function diagnostic(
    // The engine sends debugging output too, which the type does not have.
    severity: Said["severity"] | "debug",
    message: string,
    urn?: string,
    more: Partial<Said> = {},
): EngineEvent {
    return {
        sequence: ++sequence,
        timestamp: 0,
        diagnosticEvent: { severity: severity as Said["severity"], message, urn, color: "never", ...more },
    };
}

/** What a policy of the organization says, as the engine reports it. */
export function violation(enforcementLevel: "warning" | "mandatory", message: string): EngineEvent {
    return {
        sequence: ++sequence,
        timestamp: 0,
        policyEvent: {
            enforcementLevel,
            message,
            color: "never",
            resourceUrn: "urn:pulumi:dev::project::aws:s3/bucket:Bucket::logs",
            policyName: "tags",
            policyPackName: "house-rules",
            policyPackVersion: "1",
            policyPackVersionTag: "1",
        },
    };
}

/** What the engine announces for a bucket whose name changes, protected or not. */
export const replacement = (protect: boolean) => {
    const diff = {
        before: { bucket: "old" },
        after: { bucket: "new" },
        diffs: { bucket: "update-replace" },
        protect,
    } as const;
    return [
        step("create-replacement", bucketType, "b", diff),
        step("replace", bucketType, "b", diff),
        step("delete-replaced", bucketType, "b", { before: { bucket: "old" }, protect }),
    ];
};

/** Rules by their ids, and the bucket that each replicates to; its account is the same in each case unless it is named. */
type Rules = Readonly<Record<string, string | { readonly bucket: string; readonly account: string }>>;

/** What the engine announces of a source's replication configuration. */
export function replicationConfig(
    op: OpType,
    before: Rules | undefined,
    after: Rules | undefined,
    name = "replication",
): EngineEvent {
    const inputs = (rules: Rules | undefined) =>
        rules && {
            bucket: "originals",
            rules: Object.entries(rules).map(([id, to]) => ({
                id: id === "" ? undefined : id,
                destination: typeof to === "string" ? { bucket: to, account: "222222222222" } : to,
            })),
        };
    return step(op, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name, {
        before: inputs(before),
        after: inputs(after),
    });
}
