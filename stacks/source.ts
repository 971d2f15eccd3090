import { ReplicationSource } from "../components/replicationSource";
import { accountProvider } from "./account";
import { readHandShake } from "./handShake";
import { lookAt } from "./lookAt";
import type { SourceSettings } from "./settingsSchema";

/** Deploys the side that is replicated, to the destination that its stack reference finds. Returns the stack's outputs. */
export async function deploySource(settings: SourceSettings) {
    const destination = await readHandShake(settings);
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
        { providers: [await accountProvider(settings)] },
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
