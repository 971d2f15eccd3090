import { StackNotFoundError, type LocalWorkspace } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { messageOf, OperationError } from "../operationError";
import type { ManagedResource } from "../diagnose/facts";

/** What matters to replication. */
const types = new Set([
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:kms/key:Key",
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketNotification:BucketNotification",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
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

/** The resources that a stack manages, as far as they matter to replication, without what is secret in their inputs. */
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
        .map(({ type, inputs }) => ({ type, inputs: withoutSecrets(inputs) }));
}

/** The inputs that hold no secret, without Pulumi's own notes. */
function withoutSecrets(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
        Object.entries(inputs).filter(([name, value]) => !name.startsWith("__") && !holdsSecret(value)),
    );
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go */
const signature = "4dabf18193072939515e22adb298388d";

function holdsSecret(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return signature in value || Object.values(value).some(holdsSecret);
}
