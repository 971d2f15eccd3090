import type { ReplicationTarget } from "../components/target/args";
import { ReplicationSource } from "../components/replicationSource";
import { accountProvider, componentArgs } from "./account";
import { readHandshake } from "./handshake";
import { inspectCommand } from "./inspect";
import type { SourceSettings } from "./settings/schema";

/** Deploys the side that is replicated, to the destinations that its settings name. Returns the stack's outputs. */
export async function deploySource(settings: SourceSettings) {
    // Side by side, since all of them wait: for the backend, and for the provider to start and to try its credentials.
    const [given, provider] = await Promise.all([readDestinations(settings), accountProvider(settings)]);
    // These are no arguments: `given` has the destinations, and the rules have their delete markers filled in.
    const { destinationStack, destinations, deleteMarkerReplication, ...args } = componentArgs(settings);
    const { replicationRoleName, replicationRolePath, ...withoutRole } = args;
    const source = new ReplicationSource(
        "replication",
        { ...(args.existingRoleArn === undefined ? args : withoutRole), ...given },
        { providers: [provider] },
    );
    const { bucketArn, bucketName, accountId, region, roleArn, topicArns, kmsKeyArn, keyPolicyStatements } =
        source;
    const { backfill } = source;
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        roleArn,
        ...given,
        ...(args.existingRoleArn !== undefined && { rolePolicy: source.rolePolicy }),
        ...(kmsKeyArn && { kmsKeyArn }),
        ...(keyPolicyStatements && { keyPolicyStatements }),
        ...(topicArns && { topicArns }),
        ...(backfill && { backfill }),
        inspect: {
            replication: inspectCommand(settings, "get-bucket-replication", bucketName),
            objects: inspectCommand(settings, "list-object-versions", bucketName),
        },
    };
}

/** The one destination, or several by their names, as the component takes them. */
async function readDestinations(
    settings: SourceSettings,
): Promise<
    { readonly destination: ReplicationTarget } | { readonly destinations: Record<string, ReplicationTarget> }
> {
    const { destinationStack, destinations = {} } = settings;
    if (destinationStack !== undefined) {
        const expected = { accountId: settings.destinationAccountId };
        return { destination: await readHandshake(settings, { stack: destinationStack, ...expected }) };
    }
    const entries = Object.entries(destinations).map(
        async ([name, given]) =>
            [name, "stack" in given ? await readHandshake(settings, given, name) : given] as const,
    );
    return { destinations: Object.fromEntries(await Promise.all(entries)) };
}
