import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import type { ManagedResource } from "../../diagnose/facts";
import { grouped } from "../grouped";
import { nameOf } from "../resourceChange";

/** A preview of one stack, as the engine told it. */
export interface StackPreview {
    readonly stack: string;
    readonly events: readonly EngineEvent[];
    /** Why the preview failed; absent where it did not. */
    readonly failure?: string;
    /**
     * The resources of the stack's state, as `pulumi stack export` has them, for a preview that failed: the engine tells
     * nothing of what it did not get to.
     */
    readonly deployed?: readonly DeployedResource[];
}

/** A resource of a stack's state. */
type DeployedResource = Pick<State, "urn" | "type"> & Partial<State>;

/** A resource of a stack, before the deployment or after it. */
export interface PreviewedResource extends ManagedResource {
    readonly urn: string;
    readonly name: string;
    readonly stack: string;
    /** The URN of the component that it is part of. */
    readonly parent: string;
    /** The URN and the id of its provider. */
    readonly provider: string;
    /** What AWS said of it when it was last deployed; empty of what is made anew. */
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly protect: boolean;
    /** Whether it stays in AWS when it goes from the stack. */
    readonly retained: boolean;
}

/** The resources of a stack before and after. */
export interface StackStates {
    readonly stack: string;
    readonly before: readonly PreviewedResource[];
    /** Of a preview that failed, as before where it did not get to. */
    readonly after: readonly PreviewedResource[];
    readonly failed: boolean;
    /** Whether anything would change. */
    readonly changes: boolean;
    /** The stacks whose outputs it reads, by their full names. */
    readonly reads: readonly string[];
}

/** Where a resource is made anew, its old id and outputs tell nothing of the new one. */
const anew = /^(create|replace|import)/;

const unchanging = /^(same|read|refresh)/;

/** The resources of a stack, by the engine's events. */
export function statesOf({ stack, events, failure, deployed = [] }: StackPreview): StackStates {
    const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
    const byResource = grouped(steps, ({ urn }) => urn);
    const unseen = (failure === undefined ? [] : deployed)
        .filter(({ urn, delete: goes }) => goes !== true && steps.every((step) => step.urn !== urn))
        .map((state) => resource(state, stack, state));
    return {
        stack,
        before: [...byResource.flatMap((group) => beforeOf(group, stack) ?? []), ...unseen],
        after: [...byResource.flatMap((group) => afterOf(group, stack) ?? []), ...unseen],
        failed: failure !== undefined,
        changes: steps.some(
            ({ op, old, new: fresh }) =>
                !unchanging.test(op) || (old && fresh && kept(old).protect !== kept(fresh).protect),
        ),
        reads: steps.flatMap(({ type, new: fresh }) => {
            const name: unknown = type === "pulumi:pulumi:StackReference" ? fresh?.inputs.name : undefined;
            return typeof name === "string" ? [name] : [];
        }),
    };
}

type State = NonNullable<StepEventMetadata["old"]>;

function beforeOf(steps: readonly StepEventMetadata[], stack: string): PreviewedResource | undefined {
    const old = steps.find((step) => step.old)?.old;
    return old && resource(old, stack, old);
}

function afterOf(steps: readonly StepEventMetadata[], stack: string): PreviewedResource | undefined {
    const fresh = steps.findLast((step) => step.new)?.new;
    const [only, ...others] = steps;
    if (fresh && only?.old && only.op === "same" && others.length === 0) {
        // AWS keeps it as it is, whatever the program calls it: the provider sees no difference.
        return { ...resource(only.old, stack, only.old), ...kept(fresh) };
    }
    const known = steps.some(({ op }) => anew.test(op)) ? undefined : steps.find((step) => step.old)?.old;
    return fresh && resource(fresh, stack, known);
}

function resource(
    state: DeployedResource,
    stack: string,
    known: DeployedResource | undefined,
): PreviewedResource {
    const { urn, type, parent = "", provider = "", inputs = {} } = state;
    return {
        type,
        urn,
        name: nameOf(urn),
        stack,
        parent,
        provider,
        inputs,
        ...(known?.id !== undefined && known.id !== "" && { id: known.id }),
        outputs: known?.outputs ?? {},
        ...kept(state),
    };
}

/** What the engine does by itself, whatever the provider says. */
function kept({ protect = false, retainOnDelete = false }: DeployedResource) {
    return { protect, retained: retainOnDelete };
}
