import * as fc from "fast-check";
import { accountIds, bucketNames, keyIds, partitions } from "./texts";

/** A destination as a source is given it, in known values. */
export interface DestinationInput {
    /** Its name among several; empty where it is the only one. */
    readonly name: string;
    readonly bucketArn: string;
    readonly accountId: string;
    readonly region?: string;
    readonly kmsKeyArn?: string;
    readonly bucketKey?: boolean;
    /** Whether the key's policy was made for a source with a Bucket Key, where it is otherwise than here. */
    readonly sourceBucketKey?: boolean;
    readonly objectLock?: boolean;
    readonly deleteMarkerReplication?: boolean;
    readonly replicaModificationSync?: boolean;
}

/** What a replication configuration is made of. */
export interface Input {
    readonly sourceAccountId: string;
    readonly sourcePartition: string;
    /** Whether the source has a KMS key. */
    readonly sourceKey: boolean;
    /** Whether its bucket uses an S3 Bucket Key, where it has a key. */
    readonly sourceBucketKey: boolean;
    /** Whether the source has Object Lock. */
    readonly sourceObjectLock: boolean;
    readonly destinations: readonly DestinationInput[];
    readonly rules: unknown;
}

export type Surroundings = Omit<Input, "rules">;

const sourceAccountId = "111111111111";
const names = ["tokyo", "seoul", "archive2", "B", "audit"];
const mostly = (value: boolean, rarely: boolean | undefined) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(rarely) });

/** What the two sides have in common as a rule: partition, and how the source uses its bucket and its key. */
const common = fc.record({
    at: partitions,
    sourceKey: fc.boolean(),
    sourceBucketKey: fc.boolean(),
    sourceObjectLock: fc.boolean(),
});
type Common = typeof common extends fc.Arbitrary<infer T> ? T : never;

/** What a destination says of its key: nothing, or what fits the source, or that with one thing missing or wrong. */
function keys({ at: { partition, regions }, sourceBucketKey }: Common, accountId: string) {
    const arnIn = (aPartition: string, region: string, keyId: string) =>
        `arn:${aPartition}:kms:${region}:${accountId}:key/${keyId}`;
    return fc
        .record({ region: fc.constantFrom(...regions), keyId: keyIds, bucketKey: fc.boolean() })
        .chain(({ region, keyId, bucketKey }) => {
            const kmsKeyArn = arnIn(partition, region, keyId);
            const fitting = {
                region,
                kmsKeyArn,
                bucketKey,
                ...(bucketKey !== sourceBucketKey && { sourceBucketKey }),
            };
            const [elsewhere = region] = regions.filter((other) => other !== region);
            return fc.oneof(
                { weight: 40, arbitrary: fc.constant(fitting) },
                {
                    weight: 5,
                    arbitrary: fc.constantFrom<Partial<typeof fitting>>(
                        {},
                        { region },
                        { ...fitting, region: undefined },
                        { ...fitting, bucketKey: undefined, sourceBucketKey: undefined },
                        { ...fitting, kmsKeyArn: undefined },
                        { ...fitting, sourceBucketKey: !sourceBucketKey },
                        { ...fitting, kmsKeyArn: arnIn(partition, elsewhere, keyId) },
                        { ...fitting, kmsKeyArn: arnIn("aws-iso", region, keyId) },
                    ),
                },
            );
        });
}

function destinationBeside(around: Common): fc.Arbitrary<Omit<DestinationInput, "name">> {
    return fc
        .record({
            bucketName: bucketNames,
            accountId: fc.oneof({ weight: 60, arbitrary: accountIds }, fc.constant(sourceAccountId)),
            deleteMarkerReplication: fc.oneof(
                { weight: 2, arbitrary: fc.constant(undefined) },
                { weight: 1, arbitrary: mostly(true, false) },
            ),
            replicaModificationSync: mostly(true, undefined),
            objectLock: around.sourceObjectLock
                ? fc.oneof({ weight: 30, arbitrary: fc.constant(true) }, fc.constantFrom(false, undefined))
                : fc.constantFrom(true, false, undefined),
        })
        .chain(({ bucketName, ...facts }) =>
            keys(around, facts.accountId).map((key) => ({
                ...facts,
                ...key,
                bucketArn: `arn:${around.at.partition}:s3:::${bucketName}`,
            })),
        );
}

/** One destination, with a name or without, or several; as a rule they allow whatever a rule asks of them. */
export function surroundings(maximumDestinations: number): fc.Arbitrary<Surroundings> {
    return common.chain((around) => {
        const destination = destinationBeside(around);
        const several = fc
            .uniqueArray(destination, {
                minLength: 1,
                maxLength: maximumDestinations,
                selector: (made) => made.bucketArn,
            })
            .map((made) => made.map((each, index) => ({ name: names[index] ?? "", ...each })));
        const { at, ...source } = around;
        return fc
            .oneof(
                destination.map((made) => [{ name: "", ...made }]),
                several,
            )
            .map((destinations) => ({
                ...source,
                sourceAccountId,
                sourcePartition: at.partition,
                destinations,
            }));
    });
}
