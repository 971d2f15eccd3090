import { ReplicationDestination } from "../components/replicationDestination";
import { accountProvider, componentArgs } from "./account";
import { handshakeOf } from "./handshake";
import { inspectCommand } from "./inspect";
import type { DestinationSettings } from "./settings/schema";

/** Deploys the side that receives. Returns the stack's outputs. */
export async function deployDestination(settings: DestinationSettings) {
    const { bucketPolicy, encryption, endpoint, existingBucket } = settings;
    const destination = new ReplicationDestination("replication", componentArgs(settings), {
        providers: [await accountProvider(settings)],
    });
    const { bucketArn, bucketName, accountId, region } = destination;
    return {
        bucketArn,
        bucketName,
        accountId,
        region,
        ...(endpoint && { endpoint }),
        replicationDestination: handshakeOf(destination),
        // What somebody else has to put into policies that are managed elsewhere.
        ...(existingBucket &&
            bucketPolicy === undefined && { bucketPolicyStatements: destination.bucketPolicyStatements }),
        ...(encryption?.kmsKeyArn !== undefined && { keyPolicyStatements: destination.keyPolicyStatements }),
        inspect: {
            policy: inspectCommand(settings, "get-bucket-policy", bucketName),
            replicas: inspectCommand(settings, "list-object-versions", bucketName),
        },
    };
}
