import * as fc from "fast-check";
import { accountIds, bucketNames, keyIds, partitions } from "./texts";

/** A destination as a source is given it, in known values. */
export interface DestinationInput {
    /** Its name among several; empty where it is the only one. */
    readonly name: string;
    readonly bucketArn: string;
    readonly kmsKeyArn: string;
    readonly accountId: string;
    readonly deleteMarkerReplication?: boolean;
    readonly replicaModificationSync?: boolean;
}

/** What a replication configuration is made of. */
export interface Input {
    readonly sourceAccountId: string;
    /** Whether the source has a KMS key. */
    readonly sourceKey: boolean;
    readonly destinations: readonly DestinationInput[];
    readonly rules: unknown;
}

export type Surroundings = Omit<Input, "rules">;

export const sourceAccountId = "111111111111";
const names = ["tokyo", "seoul", "archive2", "B", "audit"];
const mostly = (value: boolean, rarely: boolean | undefined) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(rarely) });

/** One destination, with a name or without, or several; as a rule they allow whatever a rule asks of them. */
export function surroundings(maximumDestinations: number): fc.Arbitrary<Surroundings> {
    const destination = fc
        .record({
            at: partitions,
            bucketName: bucketNames,
            keyId: keyIds,
            accountId: fc.oneof({ weight: 60, arbitrary: accountIds }, fc.constant(sourceAccountId)),
            deleteMarkerReplication: fc.oneof(
                { weight: 2, arbitrary: fc.constant(undefined) },
                { weight: 1, arbitrary: mostly(true, false) },
            ),
            replicaModificationSync: mostly(true, undefined),
        })
        .map(({ at: { partition, region }, bucketName, keyId, ...facts }) => ({
            ...facts,
            bucketArn: `arn:${partition}:s3:::${bucketName}`,
            kmsKeyArn: `arn:${partition}:kms:${region}:${facts.accountId}:key/${keyId}`,
        }));
    const several = fc
        .uniqueArray(destination, {
            minLength: 1,
            maxLength: maximumDestinations,
            selector: (made) => made.bucketArn,
        })
        .map((made) => made.map((each, index) => ({ name: names[index] ?? "", ...each })));
    return fc.record({
        sourceAccountId: fc.constant(sourceAccountId),
        sourceKey: fc.boolean(),
        destinations: fc.oneof(
            destination.map((made) => [{ name: "", ...made }]),
            several,
        ),
    });
}
