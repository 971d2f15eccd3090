import { regionRule } from "./argumentRules";
import { argumentError, must, type ArgumentPlace } from "./arguments";
import { partOfArn } from "./policies/arn";
import { replicasUse, type BucketKeyUse } from "./policies/keyUse";

/** The key that replicas of objects under SSE-KMS are encrypted with. */
export interface ReplicaKey {
    readonly keyArn: string;
    readonly region: string;
    readonly bucketKey: BucketKeyUse;
}

/** A replica under SSE-KMS has a key of its own, of the partition and region that its bucket is in. */
export function replicaKey(
    place: ArgumentPlace,
    target: {
        readonly kmsKeyArn?: string;
        readonly region?: string;
        readonly bucketKey?: boolean;
        readonly sourceBucketKey?: boolean;
    },
    source: { readonly partition: string; readonly bucketKey?: boolean },
): ReplicaKey {
    const at = (member: string) => ({ ...place, argument: `${place.argument}.${member}` });
    const keyArn = demandKey(place, target.kmsKeyArn);
    const region = must(regionRule)(at("region"), target.region);
    if (partOfArn(keyArn, "region") !== region || partOfArn(keyArn, "partition") !== source.partition) {
        throw argumentError(
            at("kmsKeyArn"),
            keyArn,
            `a key of the destination's region, ${region}, in the partition ${source.partition}`,
        );
    }
    const { bucketKey } = target;
    if (bucketKey === undefined) {
        throw argumentError(
            at("bucketKey"),
            bucketKey,
            "true or false beside kmsKeyArn",
            "It decides how S3 uses that key, and so which conditions let it in.",
        );
    }
    const sourceBucketKey = target.sourceBucketKey ?? bucketKey;
    if (sourceBucketKey !== source.bucketKey) {
        throw argumentError(
            at("sourceBucketKey"),
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

export function demandKey(place: ArgumentPlace, kmsKeyArn: string | undefined): string {
    if (kmsKeyArn === undefined) {
        throw argumentError(
            { ...place, argument: `${place.argument}.kmsKeyArn` },
            kmsKeyArn,
            "the ARN of a KMS key in the destination's region, since a rule selects objects under SSE-KMS",
            "Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such objects are then " +
                "not replicated.",
        );
    }
    return kmsKeyArn;
}
