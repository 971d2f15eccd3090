import { pairNames } from "./shippedPair";
import type { Breakage } from "./plan";
import type { FaultWorld } from "./world";

const { source, destination, role } = pairNames;

/** Each breaks the replication in another way, and answers how to put it right again. */
export const breakIt: Readonly<Record<Breakage, (world: FaultWorld) => Promise<() => Promise<unknown>>>> = {
    policy: async (world) => {
        const { s3 } = world.as("destination");
        const { Policy } = await s3.getBucketPolicy({ Bucket: destination });
        await s3.deleteBucketPolicy({ Bucket: destination });
        return () => s3.putBucketPolicy({ Bucket: destination, Policy });
    },
    versioning: async (world) => {
        const { s3 } = world.as("destination");
        const set = (Status: "Enabled" | "Suspended") =>
            s3.putBucketVersioning({ Bucket: destination, VersioningConfiguration: { Status } });
        await set("Suspended");
        return () => set("Enabled");
    },
    configuration: async (world) => {
        const { s3 } = world.as("source");
        const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket: source });
        await s3.deleteBucketReplication({ Bucket: source });
        return () => s3.putBucketReplication({ Bucket: source, ReplicationConfiguration });
    },
    rule: async (world) => {
        const { s3 } = world.as("source");
        const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket: source });
        const [rule] = ReplicationConfiguration?.Rules ?? [];
        await s3.putBucketReplication({
            Bucket: source,
            ReplicationConfiguration: {
                Role: ReplicationConfiguration?.Role,
                Rules: [{ ...rule, Status: "Disabled", Destination: rule?.Destination }],
            },
        });
        return () => s3.putBucketReplication({ Bucket: source, ReplicationConfiguration });
    },
    permissions: async (world) => {
        const { iam } = world.as("source");
        const { PolicyNames: [PolicyName] = [] } = await iam.listRolePolicies({ RoleName: role });
        const { PolicyDocument = "" } = await iam.getRolePolicy({ RoleName: role, PolicyName });
        await iam.deleteRolePolicy({ RoleName: role, PolicyName });
        return () =>
            iam.putRolePolicy({
                RoleName: role,
                PolicyName,
                PolicyDocument: decodeURIComponent(PolicyDocument),
            });
    },
    trust: async (world) => {
        const { iam } = world.as("source");
        const { Role } = await iam.getRole({ RoleName: role });
        const { AssumeRolePolicyDocument: trust = "" } = Role ?? {};
        const set = (PolicyDocument: string) =>
            iam.updateAssumeRolePolicy({ RoleName: role, PolicyDocument });
        await set(decodeURIComponent(trust).replaceAll("s3.amazonaws.com", "ec2.amazonaws.com"));
        return () => set(decodeURIComponent(trust));
    },
};
