import type { Facts, ManagedResource, StackFacts } from "../../../../operations/diagnose/facts";
import {
    destinationAccount,
    destinationArn,
    destinationKeyArn,
    healthyKmsFacts,
    roleArn,
    sourceKeyArn,
} from "./facts";

/** The stacks that deployed the healthy pair with keys, as their inputs are stored. Inputs by type may be otherwise. */
export function deployedStacks(
    changes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Required<NonNullable<Facts["stacks"]>> {
    const { source, destinations } = healthyKmsFacts();
    const [destination = source] = destinations;
    const role = "value" in source.role ? source.role.value : undefined;
    const [permissions] = role?.policies ?? [];
    const resource = (type: string, inputs: ManagedResource["inputs"], id?: string): ManagedResource => ({
        type,
        ...(id !== undefined && { id }),
        inputs: { ...inputs, ...changes[type] },
    });
    const ofBucket = ({ bucket, keys }: typeof source | typeof destination, keyArn: string) => {
        const key = keys[keyArn];
        return [
            resource("aws:s3/bucket:Bucket", { bucket: bucket.name }),
            resource("aws:s3/bucketVersioning:BucketVersioning", {
                bucket: bucket.name,
                versioningConfiguration: { status: "Enabled" },
            }),
            resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
                bucket: bucket.name,
                rule: { objectOwnership: "BucketOwnerEnforced" },
            }),
            resource(
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                {
                    bucket: bucket.name,
                    rules: [
                        {
                            applyServerSideEncryptionByDefault: {
                                sseAlgorithm: "aws:kms",
                                kmsMasterKeyId: keyArn,
                            },
                            bucketKeyEnabled: true,
                        },
                    ],
                },
            ),
            resource("aws:s3/bucketPolicy:BucketPolicy", {
                bucket: bucket.name,
                policy: textOf(bucket.policy),
            }),
            resource(
                "aws:kms/key:Key",
                { policy: key && "value" in key ? textOf(key.value.policy) : undefined },
                keyArn.split("/").at(-1),
            ),
        ];
    };
    const stack = (name: string, resources: readonly ManagedResource[]): StackFacts => ({ name, resources });
    return {
        source: stack("prod-source", [
            ...ofBucket(source, sourceKeyArn),
            resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
                bucket: "here",
                role: roleArn,
                rules: [deployedRule()],
            }),
            resource("aws:iam/role:Role", {
                name: "replication",
                assumeRolePolicy: JSON.stringify(role?.trust),
            }),
            resource("aws:iam/rolePolicy:RolePolicy", {
                name: "replication",
                role: "replication",
                policy: permissions && textOf(permissions.content),
            }),
        ]),
        destination: stack("prod-destination", ofBucket(destination, destinationKeyArn)),
    };
}

/** The rule of the pair as a stack has it. */
export function deployedRule(changes: object = {}): object {
    return {
        __defaults: [],
        id: "all",
        priority: 1,
        status: "Enabled",
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
            bucket: destinationArn,
            account: destinationAccount,
            accessControlTranslation: { owner: "Destination" },
            encryptionConfiguration: { replicaKmsKeyId: destinationKeyArn },
            metrics: { status: "Enabled" },
        },
        ...changes,
    };
}

function textOf(read: object): string | undefined {
    return "value" in read ? JSON.stringify(read.value) : undefined;
}
