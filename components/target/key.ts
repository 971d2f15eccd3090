import { argumentError, memberOf, type ArgumentPlace } from "../validation/check";
import { demandRegion, regionUses } from "./destinationRegion";
import { partOfArn } from "../policies/arn";
import { replicasUse, type BucketKeyUse } from "../policies/keyUse";

/** The key that replicas of objects under SSE-KMS are encrypted with. */
export interface ReplicaKey {
    readonly keyArn: string;
    readonly region: string;
    readonly bucketKey: BucketKeyUse;
}

/** What a destination says of the key of its replicas. */
interface KeyOfTarget {
    readonly kmsKeyArn?: string;
    readonly region?: string;
    readonly bucketKey?: boolean;
}

/** A replica under SSE-KMS has a key of its own, of the partition and region that its bucket is in. */
export function replicaKey(
    place: ArgumentPlace,
    target: KeyOfTarget & { readonly sourceBucketKey?: boolean },
    source: { readonly partition: string; readonly bucketKey?: boolean },
): ReplicaKey {
    const { keyArn, region, bucketKey } = demandKey(place, target);
    if (partOfArn(keyArn, "partition") !== source.partition) {
        throw argumentError(
            memberOf(place, "kmsKeyArn"),
            keyArn,
            `a key in the source's partition, ${source.partition}`,
        );
    }
    const sourceBucketKey = target.sourceBucketKey ?? bucketKey;
    if (sourceBucketKey !== source.bucketKey) {
        throw argumentError(
            memberOf(place, "sourceBucketKey"),
            sourceBucketKey,
            `${source.bucketKey}, as the source has it`,
            "The key's policy at the destination lets S3 in for the other: say it there by encryption.sourceBucketKey, or give " +
                "both buckets the same bucketKey.",
        );
    }
    return {
        keyArn,
        region,
        bucketKey: replicasUse({ source: sourceBucketKey, destination: bucketKey }),
    };
}

/** Demands what a destination must say of its key, whatever the source is. */
export function demandKey(place: ArgumentPlace, target: KeyOfTarget) {
    const { kmsKeyArn: keyArn, bucketKey } = target;
    if (keyArn === undefined) {
        throw argumentError(
            memberOf(place, "kmsKeyArn"),
            keyArn,
            "the ARN of a KMS key in the destination's region, since a rule selects objects under SSE-KMS",
            "Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such objects are then " +
                "not replicated.",
        );
    }
    const region = demandRegion(place, target.region, regionUses.key);
    if (partOfArn(keyArn, "region") !== region) {
        throw argumentError(
            memberOf(place, "kmsKeyArn"),
            keyArn,
            `a key of the destination's region, ${region}`,
        );
    }
    if (bucketKey === undefined) {
        throw argumentError(
            memberOf(place, "bucketKey"),
            bucketKey,
            "true or false beside kmsKeyArn",
            "It decides how S3 uses that key, and so which conditions let it in.",
        );
    }
    return { keyArn, region, bucketKey };
}
