import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import type { DestinationFacts, Read, SourceFacts } from "../facts";
import { readBucket, readConfiguration } from "./bucket";
import type { BucketPlace } from "./place";
import { readEncryptionAndKeys } from "./bucketKeys";
import type { Connection } from "./connection";
import { readMonitoring } from "./monitoring";
import { readRestriction } from "./publicAccess";
import type { Reader } from "./reader";
import { readRole } from "./role";

/** A side, and how it is asked. */
export interface Asked {
    readonly reader: Reader;
    readonly connection: Connection;
    readonly bucket: BucketPlace;
    readonly region: string;
}

/** What all reading waits for that needs it: what the source replicates. */
export interface Replication {
    readonly configuration: Promise<Read<ReplicationConfiguration>>;
    /** The role of the configuration, else the one that stacks name. */
    readonly roleArn: Promise<string | undefined>;
}

/** Reads all of a source, side by side. */
export async function readSource(
    { reader, connection, bucket, region }: Asked,
    { configuration, roleArn }: Replication,
): Promise<SourceFacts> {
    const where = { region, roleArn };
    const [facts, { encryption, keys }, known, role, monitoring] = await Promise.all([
        readBucket(reader, connection.s3, bucket),
        readEncryptionAndKeys(reader, connection, bucket, where, Promise.resolve([])),
        configuration,
        roleArn.then((arn) =>
            arn === undefined
                ? { unread: "Which role replicates is not known: no configuration names one." }
                : readRole(reader, connection.iam, arn, bucket.accountId),
        ),
        readMonitoring(reader, connection, bucket),
    ]);
    return {
        accountId: bucket.accountId,
        region,
        bucket: { ...facts, encryption },
        keys,
        configuration: known,
        role,
        monitoring,
    };
}

/** Reads all of a destination, side by side. */
export async function readDestination(
    { reader, connection, bucket, region }: Asked,
    { configuration, roleArn }: Replication,
): Promise<DestinationFacts> {
    const named = configuration.then((read) => replicaKeys(read, bucket.arn));
    const [facts, { encryption, keys }, own] = await Promise.all([
        readBucket(reader, connection.s3, bucket).then(async (read) => ({
            ...read,
            restrictsPublicPolicy: await readRestriction(reader, connection.s3control, bucket, read),
        })),
        readEncryptionAndKeys(reader, connection, bucket, { region, roleArn }, named),
        readConfiguration(reader, connection.s3, bucket),
    ]);
    return {
        accountId: bucket.accountId,
        region,
        bucket: { ...facts, encryption },
        keys,
        configuration: own,
    };
}

/** The keys that the rules to a destination name for replicas. */
function replicaKeys(read: Read<ReplicationConfiguration>, bucketArn: string): readonly string[] {
    const rules = "value" in read ? (read.value.Rules ?? []) : [];
    const names = rules
        .filter(({ Destination }) => Destination?.Bucket === bucketArn)
        .flatMap(({ Destination }) => Destination?.EncryptionConfiguration?.ReplicaKmsKeyID ?? []);
    return [...new Set(names)];
}
