import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { parse, whenKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { kmsKeyArnFormat } from "../validation/formats";
import { mapChecked, type Checked } from "../validation/pending";
import { members, onOff, optional } from "../validation/schema";

/** The KMS key of a bucket. Without one the bucket's objects are encrypted with SSE-S3, as AWS does by itself. */
export interface BucketEncryption {
    /**
     * The ARN of the KMS key that the bucket's objects are encrypted with, in the bucket's region: a symmetric, customer
     * managed one, not an alias, and not `aws/s3`, which no other account may use. Either this or `createKmsKey`. Default: none.
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * Makes the key, with a policy that lets the replication role in where it has to, and with yearly rotation. It stays when
     * the component is destroyed, since nothing that was encrypted with it can be read without it. Either this or
     * `kmsKeyArn`. Default: false.
     */
    createKmsKey?: boolean;
    /**
     * Whether the bucket uses an S3 Bucket Key, which saves most of the calls to KMS. A change takes effect for new objects, and
     * replicas that are on their way in the meantime may fail. Default: true; of an existing bucket it has to be said.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
     */
    bucketKey?: pulumi.Input<boolean>;
    /**
     * On a destination: whether the source's bucket uses an S3 Bucket Key, where it is otherwise there than here. Both decide how
     * S3 uses the key of replicas. Default: as `bucketKey`.
     */
    sourceBucketKey?: pulumi.Input<boolean>;
}

export const encryptionSchema = v.pipe(
    members(
        {
            kmsKeyArn: optional(kmsKeyArnFormat),
            createKmsKey: v.optional(onOff),
            bucketKey: optional(onOff),
            sourceBucketKey: optional(onOff),
        },
        "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey",
    ),
    v.check(
        ({ kmsKeyArn, createKmsKey = false }) => (kmsKeyArn !== undefined) !== createKmsKey,
        "either kmsKeyArn or createKmsKey: true; left out as a whole, objects are encrypted with SSE-S3",
    ),
);

/** An encryption that was checked, before there is a bucket. */
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
    const switchOf = (member: "bucketKey" | "sourceBucketKey") =>
        whenKnown(at(member), known[member], v.optional(onOff));
    const bucketKey = mapChecked(
        switchOf("bucketKey"),
        (on) => on ?? defaultBucketKey(place, existingBucket),
    );
    return {
        place,
        bucketKey,
        sourceBucketKey:
            known.sourceBucketKey === undefined
                ? bucketKey
                : mapChecked(switchOf("sourceBucketKey"), (on) => on ?? true),
        ...(known.kmsKeyArn !== undefined && {
            kmsKeyArn: whenKnown(at("kmsKeyArn"), known.kmsKeyArn, kmsKeyArnFormat),
        }),
    };
}

/** What an existing bucket has is not ours to presume. */
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
): aws.s3.BucketServerSideEncryptionConfiguration {
    const rule = key
        ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.keyArn },
              bucketKeyEnabled: key.bucketKey,
          }
        : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    return new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        { bucket, rules: [rule] },
        opts,
    );
}
