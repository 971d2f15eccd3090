import type { ReplicationTargetArgs } from "../components/target/args";
import { ReplicationSource } from "../components/replicationSource";
import { accountProvider } from "./account";
import { readHandShake } from "./handshake";
import { lookAt } from "./inspect";
import type { SourceSettings } from "./settings/schema";

/** Deploys the side that is replicated, to the destinations that its settings name. Returns the stack's outputs. */
export async function deploySource(settings: SourceSettings) {
    // Side by side, since all of them wait: for the backend, and for the provider to start and to try its credentials.
    const [given, provider] = await Promise.all([destinationsOf(settings), accountProvider(settings)]);
    const { existingRoleArn } = settings;
    const source = new ReplicationSource(
        "replication",
        {
            bucketName: settings.bucketName,
            existingBucket: settings.existingBucket,
            manageVersioning: settings.manageVersioning,
            bucketPolicy: settings.bucketPolicy,
            encryption: settings.encryption,
            objectLock: settings.objectLock,
            lifecycle: settings.lifecycle,
            accessLogging: settings.accessLogging,
            ...given,
            ...(existingRoleArn === undefined
                ? { roleName: settings.replicationRoleName, rolePath: settings.replicationRolePath }
                : { existingRoleArn }),
            permissionsBoundary: settings.permissionsBoundary,
            attachRolePolicy: settings.attachRolePolicy,
            rules: settings.rules,
            policies: settings.policies,
            monitoring: settings.monitoring,
            forceDestroy: settings.forceDestroy,
            protectBucket: settings.protectBucket,
            tags: settings.tags,
        },
        { providers: [provider] },
    );
    const { bucketArn, bucketName, accountId, region, roleArn, topicArns, kmsKeyArn, keyPolicyStatements } =
        source;
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        roleArn,
        ...given,
        ...(existingRoleArn !== undefined && { rolePolicy: source.rolePolicy }),
        ...(kmsKeyArn && { kmsKeyArn }),
        ...(keyPolicyStatements && { keyPolicyStatements }),
        ...(topicArns && { topicArns }),
        inspect: {
            replication: lookAt(settings, "get-bucket-replication", bucketName),
            objects: lookAt(settings, "list-object-versions", bucketName),
        },
    };
}

/** The one destination, or several by their names, as the component takes them. */
async function destinationsOf(
    settings: SourceSettings,
): Promise<
    | { readonly destination: ReplicationTargetArgs }
    | { readonly destinations: Record<string, ReplicationTargetArgs> }
> {
    const { destinationStack, destinations = {} } = settings;
    if (destinationStack !== undefined) {
        return { destination: await readHandShake(settings, destinationStack) };
    }
    const entries = Object.entries(destinations).map(
        async ([name, given]) =>
            [name, "stack" in given ? await readHandShake(settings, given.stack, name) : given] as const,
    );
    return { destinations: Object.fromEntries(await Promise.all(entries)) };
}
