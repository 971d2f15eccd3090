import { objectsOf, type PolicyStatement } from "./document";

/**
 * Whether S3 uses the key through a Bucket Key: `on`, `off`, or `either`. For originals their bucket decides it, for replicas
 * both buckets do.
 */
export type BucketKeyUse = "on" | "off" | "either";

export function originalsUse(bucketKey: boolean): BucketKeyUse {
    return bucketKey ? "on" : "off";
}

/**
 * AWS says that the replica of an original with a Bucket Key has one too, whatever its own bucket's default is. Of the other
 * mix it says nothing clear. So a mix counts as either.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-replication
 */
export function replicasUse(buckets: {
    readonly source: boolean;
    readonly destination: boolean;
}): BucketKeyUse {
    return buckets.source === buckets.destination ? originalsUse(buckets.source) : "either";
}

/** How a KMS key is used for the objects of a bucket. */
export interface KeyContext {
    /** The region of key and bucket. */
    readonly region: string;
    readonly bucketArn: string;
    readonly bucketKey: BucketKeyUse;
    /** The last part of the host names of AWS's services in this partition, as `amazonaws.com`. */
    readonly dnsSuffix: string;
}

/** A KMS key that objects of a bucket are encrypted with. */
export interface UsedKey extends KeyContext {
    readonly keyArn: string;
}

/**
 * The conditions under which a key is used: by Amazon S3 in the key's region, for objects of this bucket alone.
 *
 * The encryption context names what the data key is for: with a Bucket Key the bucket, without one the object. A condition on
 * the other of the two refuses S3, and replication fails without a message.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-changes
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function throughS3(use: KeyContext): NonNullable<PolicyStatement["Condition"]> {
    const viaService = { "kms:ViaService": `s3.${use.region}.${use.dnsSuffix}` };
    const context = "kms:EncryptionContext:aws:s3:arn";
    const objects = objectsOf(use.bucketArn);
    switch (use.bucketKey) {
        case "on":
            return { StringEquals: { ...viaService, [context]: use.bucketArn } };
        case "off":
            return { StringEquals: viaService, StringLike: { [context]: objects } };
        case "either":
            return { StringEquals: viaService, StringLike: { [context]: [use.bucketArn, objects] } };
    }
}

/**
 * The key actions of writing replicas. S3 makes a new data key where the original had none and the bucket's default encryption
 * is the key. With a Bucket Key, S3 also decrypts the bucket's key that it made before.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function replicaKeyActions({ bucketKey }: Pick<KeyContext, "bucketKey">): readonly string[] {
    return ["kms:Encrypt", "kms:GenerateDataKey", ...(bucketKey === "off" ? [] : ["kms:Decrypt"])];
}
