import type { OpType, StepEventMetadata } from "@pulumi/pulumi/automation";
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

/** What all steps of one resource come to. */
export function resourceChange(steps: readonly StepEventMetadata[]): ResourceChange | undefined {
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
        name: nameOf(step.urn),
        properties: propertiesOf(step),
        values: valuesOf(operation, step),
        // What the program says now counts: it may take the protection off in the same deployment.
        protected: (step.new ?? old)?.protect ?? false,
        id: old?.id ?? "",
    };
}

/** A resource's name, which ends its URN. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::") || urn;
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
