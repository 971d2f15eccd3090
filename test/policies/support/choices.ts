import type { DestinationGrant } from "../../../components/policies/destinationGrant";
import type { SourcePolicies } from "../../../components/policies/sourcePolicies";
import type { Partition } from "./setting";
import type { DestinationSide, Side } from "./sites";

export type BucketKeySetting = "Bucket Key" | "no Bucket Key";

/** What tells of failures, made for the source. */
export interface Monitoring {
    readonly alarms: boolean;
    /** Whether the bucket's events are published, to a topic. Default: no. */
    readonly events?: boolean;
}

/** One choice of what the two components are told. */
export interface Choices {
    readonly grant: DestinationGrant;
    readonly policies: SourcePolicies;
    /** Whether the source's rules replicate delete markers, and the destination allows it. */
    readonly deleteMarkers: boolean;
    readonly partition: Partition;
    /** The path of the role. Default: none. */
    readonly rolePath?: string;
    /** Whether the source replicates annotations of objects, and the destinations let them in. Default: no. */
    readonly annotations?: boolean;
    /** Whether the role trusts S3 for the source alone. Default: no. */
    readonly confinedTrust?: boolean;
    /** Whether both sides have Object Lock. Default: no. */
    readonly objectLock?: boolean;
    /** Whether the buckets, both under a KMS key, use a Bucket Key with it. Default: no keys. */
    readonly keys?: Readonly<Record<"source" | "destination", BucketKeySetting>>;
    /**
     * Whether the source's key is a given one, whose policy has what the source puts out for it and nothing that leaves the
     * key to the IAM policies of its account. Its administrators are not ours to prove. Default: it is made for the source.
     */
    readonly givenSourceKey?: boolean;
    /** A second destination, in an account and region of its own, and maybe with a key of its own. Default: none. */
    readonly second?: { readonly deleteMarkers: boolean; readonly key?: BucketKeySetting };
    /**
     * Whether the destination replicates back to the source, so that each bucket is both at once. The matrix knows it with the
     * grant `pinnedRole` and the same Bucket Key setting on both sides. Default: no.
     */
    readonly twoWay?: boolean;
    /** Whether both buckets exist, with a statement of their owners' and none that refuses plain HTTP. Default: no. */
    readonly existing?: boolean;
    /** What S3 Batch Operations has for jobs: a bucket of the source's name and `-backfill`, maybe under a prefix and with a given key. Default: nothing. */
    readonly backfill?: { readonly prefix?: string; readonly key?: boolean };
    /** Default: nothing tells of failures. */
    readonly monitoring?: Monitoring;
}

/** The Bucket Key setting of each side that has a key, the source first. */
export function bucketKeysOf({ keys, second }: Choices): ReadonlyMap<Side, BucketKeySetting> {
    return new Map<Side, BucketKeySetting>([
        ...(keys
            ? ([
                  ["source", keys.source],
                  ["destination", keys.destination],
              ] as const)
            : []),
        ...(keys && second?.key ? ([["second destination", second.key]] as const) : []),
    ]);
}

export function destinationsOf({ second }: Choices): readonly DestinationSide[] {
    return second ? ["destination", "second destination"] : ["destination"];
}

/** Whether delete markers go to a destination. */
export function deleteMarkersAt(choices: Choices, side: DestinationSide): boolean {
    return side === "destination" ? choices.deleteMarkers : (choices.second?.deleteMarkers ?? false);
}
