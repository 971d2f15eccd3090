import * as v from "valibot";
import { stateOfBucket } from "../support/bucketState";
import type { FaultWorld, Stack } from "./world";

const text = v.optional(v.string());
const stateSchema = v.object({
    deployment: v.object({
        resources: v.optional(
            v.array(
                v.object({
                    urn: v.string(),
                    id: text,
                    inputs: v.optional(v.record(v.string(), v.unknown()), {}),
                    parent: text,
                    provider: text,
                    protect: v.optional(v.boolean(), false),
                    retainOnDelete: v.optional(v.boolean(), false),
                    deletedWith: text,
                    initErrors: v.optional(v.array(v.string()), []),
                }),
            ),
            [],
        ),
        pending_operations: v.optional(v.array(v.unknown()), []),
    }),
});

/** All that two deployments of a stack have in common: what the state says, and what its account holds. */
export async function deployed(world: FaultWorld, stack: Stack): Promise<readonly string[]> {
    return [...(await stateOf(world, stack)), ...(await heldBy(world, stack))].sort();
}

async function stateOf(world: FaultWorld, stack: Stack): Promise<string[]> {
    const { stdout, stderr, exitCode } = await world.pulumi(stack, ["stack", "export"]);
    if (exitCode !== 0) {
        return [`${stack}: no state: ${stderr}`];
    }
    const { resources, pending_operations: pending } = v.parse(stateSchema, JSON.parse(stdout)).deployment;
    return [
        ...resources.map(({ id, provider, inputs: { __defaults: _, ...inputs }, ...resource }) =>
            JSON.stringify({
                ...resource,
                // Each deployment gives its providers ids of their own.
                id: resource.urn.includes("pulumi:providers:") ? undefined : id,
                provider: provider?.split("::").slice(0, -1).join("::"),
                inputs: sorted(inputs),
            }),
        ),
        ...pending.map((operation) => `${stack}: pending: ${JSON.stringify(operation)}`),
    ];
}

function sorted(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(inputs).toSorted(([one], [other]) => one.localeCompare(other)));
}

/** Buckets and roles, with all that they are set to. */
async function heldBy(world: FaultWorld, stack: Stack): Promise<string[]> {
    const { s3, iam } = world.as(stack);
    const { Buckets = [] } = await s3.listBuckets();
    const { Roles = [] } = await iam.listRoles();
    return Promise.all([
        ...Buckets.map(
            async ({ Name = "" }) =>
                `${stack}: bucket ${Name}: ${JSON.stringify(await stateOfBucket(s3, Name))}`,
        ),
        ...Roles.map(async ({ RoleName = "", AssumeRolePolicyDocument }) => {
            const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
            const policies = PolicyNames.map(async (PolicyName) => {
                const { PolicyDocument } = await iam.getRolePolicy({ RoleName, PolicyName });
                return PolicyDocument;
            });
            return `${stack}: role ${RoleName}: ${JSON.stringify([AssumeRolePolicyDocument, ...(await Promise.all(policies))])}`;
        }),
    ]);
}

/** Whether what is written at the source arrives, as S3 says. */
export async function replicates(world: FaultWorld): Promise<boolean> {
    const { s3 } = world.as("source");
    const object = { Bucket: "sre-bucket-source", Key: "written-after-recovery" };
    try {
        await s3.putObject({ ...object, Body: "x" });
        return (await s3.headObject(object)).ReplicationStatus === "COMPLETED";
    } catch {
        return false;
    }
}

/** Takes the source away by hand, objects and all, and leaves the destination. */
export async function removeSource(world: FaultWorld): Promise<void> {
    const { s3, iam } = world.as("source");
    const { Buckets = [] } = await s3.listBuckets();
    for (const { Name: Bucket } of Buckets) {
        const { Versions = [] } = await s3.listObjectVersions({ Bucket });
        for (const { Key, VersionId } of Versions) {
            await s3.deleteObject({ Bucket, Key, VersionId });
        }
        await s3.deleteBucket({ Bucket });
    }
    const { Roles = [] } = await iam.listRoles();
    for (const { RoleName } of Roles) {
        const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
        for (const PolicyName of PolicyNames) {
            await iam.deleteRolePolicy({ RoleName, PolicyName });
        }
        await iam.deleteRole({ RoleName });
    }
}
