import { ReplicationDestination } from "../components/replicationDestination";
import { accountProvider } from "./account";
import type { HandShakeOutput } from "./handshake";
import { lookAt } from "./inspect";
import type { DestinationSettings } from "./settings/schema";

/** Deploys the side that receives. What it returns are the stack's outputs. */
export async function deployDestination(settings: DestinationSettings) {
    const { existingBucket } = settings;
    const destination = new ReplicationDestination(
        "replication",
        {
            bucketName: settings.bucketName,
            existingBucket,
            manageVersioning: settings.manageVersioning,
            bucketPolicy: settings.bucketPolicy,
            encryption: settings.encryption,
            objectLock: settings.objectLock,
            lifecycle: settings.lifecycle,
            accessLogging: settings.accessLogging,
            sourceAccountId: settings.sourceAccountId,
            replicationRoleName: settings.replicationRoleName,
            replicationRolePath: settings.replicationRolePath,
            grant: settings.grant,
            deleteMarkerReplication: settings.deleteMarkerReplication,
            replicaModificationSync: settings.replicaModificationSync,
            forceDestroy: settings.forceDestroy,
            protectBucket: settings.protectBucket,
            tags: settings.tags,
        },
        { providers: [await accountProvider(settings)] },
    );
    const { bucketArn, bucketName, accountId, region, kmsKeyArn, bucketKey, sourceBucketKey } = destination;
    const replicationDestination: HandShakeOutput = {
        bucketArn,
        bucketName,
        accountId,
        region,
        sourceAccountId: destination.sourceAccountId,
        replicationRoleName: destination.replicationRoleName,
        replicationRolePath: destination.replicationRolePath,
        deleteMarkerReplication: destination.deleteMarkerReplication,
        replicaModificationSync: destination.replicaModificationSync,
        objectLock: destination.objectLock,
        ...(kmsKeyArn && { kmsKeyArn, bucketKey, sourceBucketKey }),
    };
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        replicationDestination,
        // What somebody else has to put where it belongs.
        ...(existingBucket &&
            settings.bucketPolicy === undefined && {
                bucketPolicyStatements: destination.bucketPolicyStatements,
            }),
        ...(settings.encryption?.kmsKeyArn !== undefined && {
            keyPolicyStatements: destination.keyPolicyStatements,
        }),
        inspect: {
            policy: lookAt(settings, "get-bucket-policy", bucketName),
            replicas: lookAt(settings, "list-object-versions", bucketName),
        },
    };
}
