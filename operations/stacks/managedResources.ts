import { StackNotFoundError, type LocalWorkspace } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { hidden, isSecret } from "../preview/valueChanges";
import { messageOf, OperationError } from "../operationError";
import type { ManagedResource } from "../diagnose/facts";

/** What matters to replication. */
const types = new Set([
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:kms/key:Key",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
]);

const deploymentSchema = v.object({
    resources: v.optional(
        v.array(
            v.object({
                type: v.string(),
                id: v.optional(v.string()),
                inputs: v.optional(v.record(v.string(), v.unknown()), {}),
                /** To be deleted: something has taken its place already. */
                delete: v.optional(v.boolean(), false),
                /** Only read. */
                external: v.optional(v.boolean(), false),
            }),
        ),
        [],
    ),
});

/** The resources that a stack manages, as far as they matter to replication. What is secret in their inputs is hidden. */
export async function managedResources(
    workspace: Pick<LocalWorkspace, "exportStack">,
    stack: string,
): Promise<readonly ManagedResource[]> {
    const exported: { readonly deployment?: unknown } = await workspace
        .exportStack(stack)
        .catch((error: unknown) => {
            const why =
                error instanceof StackNotFoundError ? "there is no such stack" : messageOf(error).trim();
            throw new OperationError(`The state of stack ${stack} cannot be read: ${why}`);
        });
    const result = v.safeParse(deploymentSchema, exported.deployment ?? {});
    if (!result.success) {
        const [issue] = result.issues;
        throw new OperationError(
            `The state of stack ${stack} cannot be read: ${v.getDotPath(issue) ?? "it"} is not as Pulumi writes it.`,
        );
    }
    return result.output.resources
        .filter((resource) => types.has(resource.type) && !resource.delete && !resource.external)
        .map(({ type, id, inputs }) => ({ type, ...(id !== undefined && { id }), inputs: told(inputs) }));
}

/** Inputs without Pulumi's own notes. In the place of a secret stands that it is one. */
function told(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(inputs)
            .filter(([name]) => !name.startsWith("__"))
            .map(([name, value]) => [name, withHiddenSecrets(value)]),
    );
}

/** A value with its secrets hidden, wherever they are in it. */
export function withHiddenSecrets(value: unknown): unknown {
    if (isSecret(value)) {
        return hidden;
    }
    if (Array.isArray(value)) {
        return value.map(withHiddenSecrets);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withHiddenSecrets(member)]))
        : value;
}
