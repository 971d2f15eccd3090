import type { EngineEvent, OpType, StepEventMetadata } from "@pulumi/pulumi/automation";
import { valueChanges, type ValueChange } from "./valueChanges";

/** What becomes of a resource, in the words of `pulumi preview`. */
export type Operation = "create" | "update" | "replace" | "delete" | "import";

/** A resource that a deployment would change. */
export interface ResourceChange {
    readonly operation: Operation;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The properties at fault, as the engine names them. */
    readonly properties: readonly { readonly path: string; readonly forcesReplacement: boolean }[];
    readonly values: readonly ValueChange[];
    /** Whether Pulumi refuses to delete or replace it. */
    readonly protected: boolean;
    /** What AWS knows it by: a bucket's name. */
    readonly id: string;
}

/** What a deployment of a stack would do. */
export interface StackChanges {
    readonly stack: string;
    readonly changes: readonly ResourceChange[];
    readonly unchanged: number;
    /** Why the preview failed; empty where it did not. */
    readonly errors: readonly string[];
}

/** The engine's many steps as the few operations that a reader tells apart. Steps that change nothing have none. */
const operations: Readonly<Partial<Record<OpType, Operation>>> = {
    create: "create",
    update: "update",
    delete: "delete",
    import: "import",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
    "import-replacement": "replace",
};

/** Gathers the events of one preview, whether it came to an end or failed. */
export function stackChanges(stack: string, events: readonly EngineEvent[], failure?: string): StackChanges {
    // An operation is announced before the engine finds that it may not do it: a protected bucket's deletion too.
    const steps = Map.groupBy(
        events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []),
        ({ urn }) => urn,
    );
    const announced = [...steps.values()].map(resourceChange).filter((change) => change !== undefined);
    return {
        stack,
        changes: [...announced, ...refusedUnannounced(events, announced)],
        unchanged: [...steps.values()].filter((of) => of.every(({ op }) => op === "same")).length,
        errors: failure === undefined ? [] : errorsOf(events, failure),
    };
}

function resourceChange(steps: readonly StepEventMetadata[]): ResourceChange | undefined {
    const found = steps.flatMap(({ op }) => operations[op] ?? []);
    const operation = found.includes("replace") ? "replace" : found[0];
    // The step that has both states: a replacement is announced as a creation, a replacement and a deletion.
    const step = steps.find(({ old, new: fresh }) => old && fresh) ?? steps[0];
    if (operation === undefined || step === undefined) {
        return undefined;
    }
    const old = steps.find((one) => one.old)?.old;
    return {
        operation,
        urn: step.urn,
        type: step.type,
        name: step.urn.split("::").at(-1) ?? step.urn,
        properties: propertiesOf(step),
        values: valuesOf(operation, step),
        // What the program says now counts: it may take the protection off in the same deployment.
        protected: (step.new ?? old)?.protect ?? false,
        id: old?.id ?? "",
    };
}

/**
 * Where what depends on a protected bucket is protected too, the engine refuses the bucket's replacement before it announces
 * it, and says so in an error about the bucket.
 */
function refusedUnannounced(
    events: readonly EngineEvent[],
    announced: readonly ResourceChange[],
): readonly ResourceChange[] {
    const urns = events.flatMap(({ diagnosticEvent: said }) =>
        said?.severity === "error" &&
        said.urn !== undefined &&
        /marked for protection|is protected/.test(said.message)
            ? [said.urn]
            : [],
    );
    return [...new Set(urns)]
        .filter((urn) => !announced.some((change) => change.urn === urn))
        .map((urn) => {
            const name = urn.split("::").at(-1) ?? urn;
            const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
            return {
                operation: "replace",
                urn,
                type,
                name,
                properties: [],
                values: [],
                protected: true,
                id: name,
            };
        });
}

function propertiesOf({
    detailedDiff,
    diffs = [],
    keys = [],
}: StepEventMetadata): ResourceChange["properties"] {
    return detailedDiff
        ? Object.entries(detailedDiff).map(([path, { diffKind }]) => ({
              path,
              forcesReplacement: diffKind.endsWith("-replace"),
          }))
        : diffs.map((path) => ({ path, forcesReplacement: keys.includes(path) }));
}

/** Resources whose inputs say who may do what: told in full even where they are new. */
const grants = /:(BucketPolicy|RolePolicy|Role|BucketReplicationConfig)$/;

function valuesOf(operation: Operation, step: StepEventMetadata): readonly ValueChange[] {
    // A provider's inputs are about credentials.
    const told = !step.type.startsWith("pulumi:providers:");
    if (operation === "create" || operation === "delete") {
        const side = operation === "create" ? step.new : step.old;
        const [before, after] = operation === "create" ? [{}, side?.inputs] : [side?.inputs, {}];
        return told && grants.test(step.type) ? valueChanges(before ?? {}, after ?? {}) : [];
    }
    return told && step.old && step.new ? valueChanges(step.old.inputs, step.new.inputs) : [];
}

/** What the engine says at the end of any failure. */
const conclusion = "preview failed";

function errorsOf(events: readonly EngineEvent[], failure: string): readonly string[] {
    const reasons = events
        .flatMap(({ diagnosticEvent }) =>
            diagnosticEvent?.severity === "error" ? diagnosticEvent.message.trim() : [],
        )
        .filter((message) => message !== conclusion);
    return reasons.length > 0 ? [...new Set(reasons)] : [failure];
}

/** The buckets, of both names that the provider has had for them. */
const buckets: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** A bucket that a deployment would take away. */
export interface LostBucket extends ResourceChange {
    readonly stack: string;
}

export function lostBuckets(stacks: readonly StackChanges[]): readonly LostBucket[] {
    return stacks.flatMap(({ stack, changes }) =>
        changes
            .filter(
                ({ type, operation }) =>
                    buckets.includes(type) && (operation === "delete" || operation === "replace"),
            )
            .map((change) => ({ stack, ...change })),
    );
}

/** 3 where a bucket would go, be it that the engine refuses; 1 where a preview failed otherwise; 0. */
export function exitCode(stacks: readonly StackChanges[]): 0 | 1 | 3 {
    if (lostBuckets(stacks).length > 0) {
        return 3;
    }
    return stacks.some(({ errors }) => errors.length > 0) ? 1 : 0;
}
