import { DiffKind, type EngineEvent, type OpType, type StepEventMetadata } from "@pulumi/pulumi/automation";

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

export function diagnostic(severity: "error" | "warning", message: string, urn?: string): EngineEvent {
    return {
        sequence: ++sequence,
        timestamp: 0,
        diagnosticEvent: { severity, message, urn, color: "never" },
    };
}
