import { ReplicationSource } from "../components/replicationSource";
import { accountProvider } from "./account";
import { readHandShake } from "./handShake";
import { lookAt } from "./lookAt";
import type { SourceSettings } from "./settingsSchema";

/** Deploys the side that is replicated, to the destination that its stack reference finds. Returns the stack's outputs. */
export async function deploySource(settings: SourceSettings) {
    // Side by side, since both wait: for the backend, and for the provider to start and to try its credentials.
    const [destination, provider] = await Promise.all([readHandShake(settings), accountProvider(settings)]);
    const source = new ReplicationSource(
        "replication",
        {
            bucketName: settings.bucketName,
            destination,
            roleName: settings.replicationRoleName,
            rules: settings.rules,
            policies: settings.policies,
            forceDestroy: settings.forceDestroy,
            protectBucket: settings.protectBucket,
            tags: settings.tags,
        },
        { providers: [provider] },
    );
    const { bucketArn, bucketName, accountId, region, roleArn } = source;
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        roleArn,
        destination,
        inspect: {
            replication: lookAt(settings, "get-bucket-replication", bucketName),
            objects: lookAt(settings, "list-object-versions", bucketName),
        },
    };
}
