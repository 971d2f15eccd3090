import { ReplicationDestination } from "../components/replicationDestination";
import { accountProvider } from "./account";
import type { HandShakeOutput } from "./handShake";
import { lookAt } from "./lookAt";
import type { DestinationSettings } from "./settingsSchema";

/** Deploys the side that receives. What it returns are the stack's outputs. */
export async function deployDestination(settings: DestinationSettings) {
    const destination = new ReplicationDestination(
        "replication",
        {
            bucketName: settings.bucketName,
            sourceAccountId: settings.sourceAccountId,
            replicationRoleName: settings.replicationRoleName,
            grant: settings.grant,
            deleteMarkerReplication: settings.deleteMarkerReplication,
            forceDestroy: settings.forceDestroy,
            protectBucket: settings.protectBucket,
            tags: settings.tags,
        },
        { providers: [await accountProvider(settings)] },
    );
    const { bucketArn, bucketName, accountId, region } = destination;
    const replicationDestination: HandShakeOutput = {
        bucketArn,
        bucketName,
        accountId,
        region,
        sourceAccountId: destination.sourceAccountId,
        replicationRoleName: destination.replicationRoleName,
        deleteMarkerReplication: destination.deleteMarkerReplication,
    };
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        replicationDestination,
        inspect: {
            policy: lookAt(settings, "get-bucket-policy", bucketName),
            replicas: lookAt(settings, "list-object-versions", bucketName),
        },
    };
}
