import * as pulumi from "@pulumi/pulumi";
import { ReplicationDestination } from "../components/replicationDestination";
import { accountProvider } from "./account";
import { inspectCommand } from "./inspect";
import type { DestinationSettings } from "./settings/schema";

/** Deploys the side that receives. Returns the stack's outputs. */
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
    const { bucketArn, bucketName, accountId, region, target } = destination;
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(settings.endpoint && { endpoint: settings.endpoint }),
        // The hand-shake: a contract, whose members stacks/handshake.ts names.
        replicationDestination: pulumi
            .all([target, bucketName])
            .apply(([known, name]) => ({ ...known, bucketName: name })),
        // What somebody else has to put into policies that are managed elsewhere.
        ...(existingBucket &&
            settings.bucketPolicy === undefined && {
                bucketPolicyStatements: destination.bucketPolicyStatements,
            }),
        ...(settings.encryption?.kmsKeyArn !== undefined && {
            keyPolicyStatements: destination.keyPolicyStatements,
        }),
        inspect: {
            policy: inspectCommand(settings, "get-bucket-policy", bucketName),
            replicas: inspectCommand(settings, "list-object-versions", bucketName),
        },
    };
}
