import { partOfArn } from "../policies/arn";
import { replicasUse, type BucketKeyUse } from "../policies/keyUse";
import { regionFormat } from "../validation/formats";
import { isPending } from "../validation/pending";
import { differs, type Incompatibility, type KnownTarget, type TargetInput } from "./schema";

/** The key that replicas of objects under SSE-KMS are encrypted with. */
export interface ReplicaKey {
    readonly keyArn: string;
    readonly region: string;
    readonly bucketKey: BucketKeyUse;
}

/** What the key of replicas has to fit. */
interface KeySource {
    readonly partition?: string;
    /** Whether the source uses an S3 Bucket Key. */
    readonly bucketKey?: boolean;
}

/**
 * The key of a destination's replicas, or what of it does not fit its bucket's region or the source. Undefined where all that
 * is known fits, and something is not known yet.
 */
export function judgeKey(target: Partial<KnownTarget>, source: KeySource): ReplicaKey | Incompatibility;
export function judgeKey(
    target: Partial<TargetInput>,
    source: KeySource,
): ReplicaKey | Incompatibility | undefined;
export function judgeKey(
    { kmsKeyArn, region, bucketKey, sourceBucketKey = bucketKey }: Partial<TargetInput>,
    source: KeySource,
): ReplicaKey | Incompatibility | undefined {
    if (kmsKeyArn === undefined) {
        return {
            member: "kmsKeyArn",
            allowed:
                "the ARN of a KMS key in the destination's region, since a rule selects objects under SSE-KMS",
            advice:
                "Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such objects are then " +
                "not replicated.",
        };
    }
    if (isPending(kmsKeyArn)) {
        return undefined;
    }
    if (region === undefined) {
        return missingRegion(
            "The replicas' key is in it, and the role uses that key through S3 there alone.",
        );
    }
    if (bucketKey === undefined) {
        return {
            member: "bucketKey",
            allowed: "true or false beside kmsKeyArn",
            advice: "It decides how S3 uses that key, and so which conditions let it in.",
        };
    }
    if (isPending(region) || isPending(bucketKey) || isPending(sourceBucketKey)) {
        return undefined;
    }
    if (partOfArn(kmsKeyArn, "region") !== region) {
        return { member: "kmsKeyArn", allowed: `a key of the destination's region, ${region}` };
    }
    if (differs(partOfArn(kmsKeyArn, "partition"), source.partition)) {
        return { member: "kmsKeyArn", allowed: `a key in the source's partition, ${source.partition}` };
    }
    if (differs(sourceBucketKey, source.bucketKey)) {
        return {
            member: "sourceBucketKey",
            got: sourceBucketKey,
            allowed: `${source.bucketKey}, as the source has it`,
            advice:
                "The key's policy at the destination lets S3 in for the other: say it there by encryption.sourceBucketKey, or " +
                "give both buckets the same bucketKey.",
        };
    }
    return {
        keyArn: kmsKeyArn,
        region,
        bucketKey: replicasUse({ source: sourceBucketKey ?? bucketKey, destination: bucketKey }),
    };
}

/** A region that is missing where something needs it. Replication itself does not. */
export function missingRegion(use: string): Incompatibility {
    return { member: "region", allowed: regionFormat.message, advice: use };
}
