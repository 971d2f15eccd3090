import * as aws from "@pulumi/aws";
import {
    ReplicationDestination,
    ReplicationSource,
    type ReplicationDestinationArgs,
    type ReplicationSourceArgs,
} from "../../../components/index";
import { run, runToFailure, type Failure, type Run, type World } from "../../support/recorder";

/** The world in which the two sides are in different accounts and regions, by the names of their providers. */
export const accounts: World = {
    accounts: { seoul: "111111111111", tokyo: "222222222222" },
    regions: { seoul: "ap-northeast-2", tokyo: "ap-northeast-1" },
};

/** A destination by value, with nothing but what has to be known of it. */
export const replicas = { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" };

/** The same, that says where it is. */
export const inTokyo = { ...replicas, region: "ap-northeast-1" };

/** The same, whose replicas are under a key, with a Bucket Key. */
export const replicaKey = "arn:aws:kms:ap-northeast-1:222222222222:key/replicas";
export const underKey = { ...inTokyo, kmsKeyArn: replicaKey, bucketKey: true };

export const sourceArgs: ReplicationSourceArgs = {
    bucketName: "originals",
    destination: replicas,
    replicationRoleName: "replicator",
};

export const destinationArgs: ReplicationDestinationArgs = {
    bucketName: "replicas",
    sourceAccountId: "111111111111",
    replicationRoleName: "replicator",
};

/** A source called `copy`, and all that it puts out. */
function source(args: ReplicationSourceArgs) {
    const provider = new aws.Provider("seoul", { region: "ap-northeast-2" });
    const made = new ReplicationSource("copy", args, { providers: [provider] });
    const { bucketArn, bucketName, accountId, region, roleArn, rolePolicy } = made;
    const { kmsKeyArn, keyPolicyStatements, topicArns, backfill } = made;
    return defined({
        ...{ bucketArn, bucketName, accountId, region, roleArn, rolePolicy },
        ...{ kmsKeyArn, keyPolicyStatements, topicArns, backfill },
    });
}

/** A destination called `copy`, and all that it puts out. */
export function destination(args: ReplicationDestinationArgs) {
    const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
    const made = new ReplicationDestination("copy", args, { providers: [provider] });
    const { bucketArn, bucketName, accountId, region, sourceAccountId, replicationRoleName } = made;
    const {
        replicationRolePath,
        deleteMarkerReplication,
        objectAnnotations,
        replicaModificationSync,
        objectLock,
    } = made;
    const { kmsKeyArn, bucketKey, sourceBucketKey, bucketPolicyStatements, keyPolicyStatements } = made;
    return defined({
        ...{ bucketArn, bucketName, accountId, region, sourceAccountId, replicationRoleName },
        ...{
            replicationRolePath,
            deleteMarkerReplication,
            objectAnnotations,
            replicaModificationSync,
            objectLock,
        },
        ...{ kmsKeyArn, bucketKey, sourceBucketKey, bucketPolicyStatements, keyPolicyStatements },
    });
}

/** A stack warns of outputs that there are not. */
function defined(outputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

export function deploySource(args: Partial<ReplicationSourceArgs> = {}, world: World = {}): Promise<Run> {
    return run({ ...accounts, ...world }, () => source({ ...sourceArgs, ...args }));
}

export function deployDestination(
    args: Partial<ReplicationDestinationArgs> = {},
    world: World = {},
): Promise<Run> {
    return run({ ...accounts, ...world }, () => destination({ ...destinationArgs, ...args }));
}

export function refusedSource(args: Partial<ReplicationSourceArgs>, world: World = {}): Promise<Failure> {
    return runToFailure({ ...accounts, ...world }, () => source({ ...sourceArgs, ...args }));
}

export function refusedDestination(
    args: Partial<ReplicationDestinationArgs>,
    world: World = {},
): Promise<Failure> {
    return runToFailure({ ...accounts, ...world }, () => destination({ ...destinationArgs, ...args }));
}
