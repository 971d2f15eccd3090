import type { LocalWorkspace } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { withHiddenSecrets } from "../stacks/managedResources";
import type { StackPreview } from "./meaning/resources";

const values = v.optional(v.record(v.string(), v.unknown()), {});

const stateSchema = v.object({
    deployment: v.object({
        resources: v.optional(
            v.array(
                v.object({
                    urn: v.string(),
                    type: v.string(),
                    id: v.optional(v.string(), ""),
                    parent: v.optional(v.string(), ""),
                    provider: v.optional(v.string(), ""),
                    inputs: values,
                    outputs: values,
                    protect: v.optional(v.boolean(), false),
                    retainOnDelete: v.optional(v.boolean(), false),
                    /** To be deleted: something has taken its place already. */
                    delete: v.optional(v.boolean(), false),
                }),
            ),
            [],
        ),
    }),
});

/**
 * The resources of a stack's state, without what is secret in them, for a preview that failed before it came to them. None where
 * the state cannot be read: the preview could not read it either, and says so.
 */
export async function deployedResources(
    workspace: Pick<LocalWorkspace, "exportStack">,
    stack: string,
): Promise<NonNullable<StackPreview["deployed"]>> {
    const state = await workspace.exportStack(stack).catch(() => undefined);
    const result = v.safeParse(stateSchema, state);
    return result.success
        ? result.output.deployment.resources.map(({ inputs, outputs, ...rest }) => ({
              ...rest,
              inputs: hidden(inputs),
              outputs: hidden(outputs),
          }))
        : [];
}

function hidden(of: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, withHiddenSecrets(value)]));
}
