import * as aws from "@pulumi/aws";
import {
    ReplicationDestination,
    ReplicationSource,
    type ReplicationDestinationArgs,
    type ReplicationMonitoring,
    type ReplicationSourceArgs,
} from "../../../components/index";
import { encryptionOf as bucketEncryption } from "../../support/lookUps";
import { run, type Run } from "../../support/recorder";
import { manifestKeyArn } from "./backfillPlaces";
import { bucketKeysOf, deleteMarkersAt, destinationsOf, type Choices, type Monitoring } from "./choices";
import { ownStatement } from "./documents";
import { accounts, iamArn, replicationRole, returningRole } from "./setting";
import { destinationNames, siteOf, type DestinationSide, type Side } from "./sites";

/** Ways to deploy a setting that leave its documents as they are. */
export interface Manner {
    /** Default: one rule for every object, to each destination. */
    readonly rules?: ReplicationSourceArgs["rules"];
    /** Buckets, keys and role exist. Their documents are managed elsewhere, and what these must hold is put out. */
    readonly managedElsewhere?: boolean;
    /** The role exists, and gets its policy here. */
    readonly existingRole?: boolean;
}

/** Both components under mocks, told what a setting chooses, each side in its account and region. */
export async function deploy(choices: Choices, manner: Manner = {}): Promise<Run> {
    const { partition, policies, monitoring, backfill, rolePath = "/" } = choices;
    const sides: readonly Side[] = ["source", ...destinationsOf(choices)];
    const sites = new Map(sides.map((side) => [side, siteOf(side, partition)]));
    const source = siteOf("source", partition);
    const roleArn = iamArn(partition, accounts.source, `role${rolePath}${replicationRole}`);
    const ofEach = <T>(fact: (site: typeof source) => T): Record<string, T> =>
        Object.fromEntries([...sites].map(([side, site]) => [side, fact(site)]));
    const bucketKeys = bucketKeysOf(choices);
    const usesBucketKey = (side: Side) => bucketKeys.get(side) === "Bucket Key";
    const world = {
        partition,
        accounts: ofEach(({ accountId }) => accountId),
        // A key that is made gets the region of no provider in particular.
        regions: { ...ofEach(({ region }) => region), "": source.region },
        buckets: Object.fromEntries([...sites.values()].map(({ bucket, region }) => [bucket, region])),
        ...(choices.objectLock && {
            objectLocks: Object.fromEntries(
                [...sites.values()].map(({ bucket }) => [bucket, { objectLockEnabled: "Enabled" }]),
            ),
        }),
        roles: { [replicationRole]: { arn: roleArn } },
        // What the buckets that exist do by default.
        bucketProperties: Object.fromEntries(
            [...sites]
                .filter(([side]) => bucketKeys.has(side))
                .map(([side, { bucket, keyArn: key }]) => [
                    bucket,
                    {
                        BucketEncryption: bucketEncryption({
                            algorithm: "aws:kms",
                            key,
                            bucketKey: usesBucketKey(side),
                        }),
                    },
                ]),
        ),
    };
    // What is alike is left out, as by default.
    const otherBucketKeyAtTheSource = (side: Side) =>
        usesBucketKey("source") !== usesBucketKey(side) && { sourceBucketKey: usesBucketKey("source") };
    const existing = choices.existing ?? manner.managedElsewhere ?? false;
    const encryptionOf = (side: Side) =>
        bucketKeys.has(side)
            ? {
                  ...((manner.managedElsewhere ?? (choices.givenSourceKey && side === "source"))
                      ? { kmsKeyArn: siteOf(side, partition).keyArn }
                      : { createKmsKey: true }),
                  bucketKey: usesBucketKey(side),
                  ...(side !== "source" && otherBucketKeyAtTheSource(side)),
              }
            : undefined;
    const ofBucket = (side: Side) => {
        const { bucket, bucketArn } = siteOf(side, partition);
        return {
            bucketName: bucket,
            objectLock: choices.objectLock,
            existingBucket: existing,
            ...(choices.existing && {
                bucketPolicy: JSON.stringify({ Statement: [ownStatement(partition, bucketArn)] }),
            }),
            encryption: encryptionOf(side),
        };
    };
    const destination = (side: DestinationSide): ReplicationDestination =>
        new ReplicationDestination(
            side,
            {
                ...ofBucket(side),
                sourceAccountId: accounts.source,
                replicationRoleName: replicationRole,
                replicationRolePath: choices.rolePath,
                grant: choices.grant,
                deleteMarkerReplication: deleteMarkersAt(choices, side),
                objectAnnotations: choices.annotations,
            } satisfies ReplicationDestinationArgs,
            { provider: new aws.Provider(side) },
        );
    const target = (side: Side) => {
        const { bucketArn, accountId, region, keyArn } = siteOf(side, partition);
        return {
            bucketArn,
            accountId,
            region,
            objectLock: choices.objectLock,
            // For rules that use it.
            replicaModificationSync: true,
            ...(bucketKeys.has(side) && {
                kmsKeyArn: keyArn,
                bucketKey: usesBucketKey(side),
                ...otherBucketKeyAtTheSource(side),
            }),
        };
    };
    /** Of a bucket that a destination has made already, with its key. */
    const ofBucketBothWays = (side: Side) => ({
        bucketName: siteOf(side, partition).bucket,
        existingBucket: true,
        manageVersioning: false,
        encryption: bucketKeys.has(side)
            ? { kmsKeyArn: siteOf(side, partition).keyArn, bucketKey: usesBucketKey(side) }
            : undefined,
    });
    const replicateBack = (): void => {
        new ReplicationDestination(
            "source bucket",
            {
                ...ofBucket("source"),
                sourceAccountId: accounts.destination,
                replicationRoleName: returningRole,
                grant: choices.grant,
                deleteMarkerReplication: choices.deleteMarkers,
            },
            { provider: new aws.Provider("source") },
        );
        new ReplicationSource(
            "returning",
            {
                ...ofBucketBothWays("destination"),
                destination: target("source"),
                replicationRoleName: returningRole,
                rules: rulesOf(choices),
                policies,
            },
            { provider: new aws.Provider("destination") },
        );
    };
    return run(world, () => {
        const made = destination("destination");
        const second = choices.second && destination("second destination");
        if (choices.twoWay) {
            replicateBack();
        }
        const replicates = new ReplicationSource(
            "source",
            {
                ...(choices.twoWay ? ofBucketBothWays("source") : ofBucket("source")),
                ...(choices.second
                    ? {
                          destinations: {
                              [destinationNames.destination]: target("destination"),
                              [destinationNames["second destination"]]: target("second destination"),
                          },
                      }
                    : { destination: target("destination") }),
                ...(manner.managedElsewhere || manner.existingRole
                    ? { existingRoleArn: roleArn, attachRolePolicy: manner.existingRole }
                    : {
                          replicationRoleName: replicationRole,
                          replicationRolePath: choices.rolePath,
                          confineTrust: choices.confinedTrust,
                      }),
                objectAnnotations: choices.annotations,
                rules: manner.rules ?? rulesOf(choices),
                policies,
                ...(monitoring && { monitoring: monitoringArgsOf(monitoring) }),
                ...(backfill && {
                    backfill: {
                        prefix: backfill.prefix,
                        ...(backfill.key && { kmsKeyArn: manifestKeyArn(partition) }),
                    },
                }),
            },
            { provider: new aws.Provider("source") },
        );
        return {
            rolePolicy: replicates.rolePolicy,
            sourceKeyPolicyStatements: replicates.keyPolicyStatements,
            destinationPolicyStatements: made.bucketPolicyStatements,
            destinationKeyPolicyStatements: made.keyPolicyStatements,
            secondDestinationKeyPolicyStatements: second?.keyPolicyStatements,
        };
    });
}

/** Alarms and a topic are there by default. */
function monitoringArgsOf({ alarms, events }: Monitoring): ReplicationMonitoring {
    return {
        ...(!alarms && { alarms }),
        ...(events && { events: {} }),
    };
}

/** One rule for every object, to each destination. */
function rulesOf(choices: Choices) {
    const keys = bucketKeysOf(choices);
    return choices.second
        ? destinationsOf(choices).map((side, index) => ({
              id: destinationNames[side],
              priority: index + 1,
              destination: destinationNames[side],
              deleteMarkerReplication: deleteMarkersAt(choices, side),
              ...(choices.keys && { kmsEncryptedObjects: keys.has(side) }),
          }))
        : [{ deleteMarkerReplication: choices.deleteMarkers }];
}
