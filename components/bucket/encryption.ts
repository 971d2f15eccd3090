import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { parse, whenKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { kmsKeyArnFormat } from "../validation/formats";
import { mapChecked, type Checked } from "../validation/pending";
import { members, onOff, optionalInput } from "../validation/schema";

/** The KMS key of a bucket. Without one the bucket's objects are encrypted with SSE-S3, as AWS does by itself. */
export interface BucketEncryption {
    /**
     * The ARN of the KMS key of the bucket's objects, in the bucket's region: a symmetric, customer managed key. It is no
     * alias, and not `aws/s3`, which no other account may use. KMS is asked about it at preview. Either this or `createKmsKey`.
     * Default: none.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * Whether the key is made here, with yearly rotation. On a destination its policy lets the role in. It stays when the
     * component is destroyed: what is encrypted with it cannot be read without it. Either this or `kmsKeyArn`. Default: false.
     */
    createKmsKey?: boolean;
    /**
     * Whether the bucket uses an S3 Bucket Key, which saves most of the calls to KMS. It decides the encryption context in the
     * policies of role and key. A change holds for new objects; replicas that are on their way meanwhile may fail. Default:
     * true; for an existing bucket it has to be given.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
     */
    bucketKey?: pulumi.Input<boolean>;
    /**
     * On a destination alone: whether the source's bucket uses an S3 Bucket Key. Both buckets decide how S3 uses the key of
     * replicas, so say it where the source's setting is another. Default: as `bucketKey`.
     */
    sourceBucketKey?: pulumi.Input<boolean>;
}

export const encryptionSchema = v.pipe(
    members(
        {
            kmsKeyArn: optionalInput(kmsKeyArnFormat),
            createKmsKey: v.optional(onOff),
            bucketKey: optionalInput(onOff),
            sourceBucketKey: optionalInput(onOff),
        },
        "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey",
    ),
    v.check(
        ({ kmsKeyArn, createKmsKey = false }) => (kmsKeyArn !== undefined) !== createKmsKey,
        "either kmsKeyArn or createKmsKey: true; left out as a whole, objects are encrypted with SSE-S3",
    ),
);

/** The checked encryption, before there is a bucket. */
export interface CheckedEncryption {
    readonly place: ArgumentPlace;
    /** Absent where the component makes the key. */
    readonly kmsKeyArn?: Checked<string>;
    readonly bucketKey: Checked<boolean>;
    readonly sourceBucketKey: Checked<boolean>;
}

export function checkEncryption(
    place: ArgumentPlace,
    args: BucketEncryption | undefined,
    existingBucket: boolean,
): CheckedEncryption | undefined {
    if (args === undefined) {
        return undefined;
    }
    const known = parse(place, args, encryptionSchema);
    const at = (member: string) => memberOf(place, member);
    const bucketKey = mapChecked(
        whenKnown(at("bucketKey"), known.bucketKey, v.optional(onOff)),
        (on) => on ?? defaultBucketKey(place, existingBucket),
    );
    return {
        place,
        bucketKey,
        sourceBucketKey:
            known.sourceBucketKey === undefined
                ? bucketKey
                : whenKnown(at("sourceBucketKey"), known.sourceBucketKey, onOff),
        ...(known.kmsKeyArn !== undefined && {
            kmsKeyArn: whenKnown(at("kmsKeyArn"), known.kmsKeyArn, kmsKeyArnFormat),
        }),
    };
}

/** The default of a new bucket. What an existing one has is not known here, so the user has to say it. */
function defaultBucketKey(place: ArgumentPlace, existingBucket: boolean): boolean {
    if (existingBucket) {
        throw argumentError(
            memberOf(place, "bucketKey"),
            undefined,
            "true or false where existingBucket is true",
            "Say whether the bucket uses an S3 Bucket Key: aws s3api get-bucket-encryption shows it.",
        );
    }
    return true;
}

/** Has S3 encrypt a bucket's new objects, with its key where it has one. */
export function createEncryption(
    name: string,
    bucket: pulumi.Output<string>,
    key: { readonly keyArn: pulumi.Input<string>; readonly bucketKey: pulumi.Input<boolean> } | undefined,
    opts: pulumi.CustomResourceOptions,
): s3.BucketServerSideEncryptionConfiguration {
    const rule = key
        ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.keyArn },
              bucketKeyEnabled: key.bucketKey,
          }
        : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    return new s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        { bucket, rules: [rule] },
        opts,
    );
}
