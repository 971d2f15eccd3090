import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { kmsKeyArnRule } from "../validation/formats";
import {
    argumentError,
    checked,
    flag,
    keeping,
    memberOf,
    must,
    onOff,
    type ArgumentPlace,
    type Check,
    type Checked,
} from "../validation/check";
import { members } from "../validation/schema";

/** The KMS key of a bucket. Without one the bucket's objects are encrypted with SSE-S3, as AWS does by itself. */
export interface BucketEncryptionArgs {
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

/** What an encryption is, in words that complete "allowed: …". */
export const encryptionMembers = "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey";

/** Which parts of an encryption there may be. Their values are checked by themselves, since they may be outputs. */
const encryptionSchema = v.pipe(
    members(
        {
            kmsKeyArn: v.optional(v.unknown()),
            createKmsKey: v.optional(onOff),
            bucketKey: v.optional(v.unknown()),
            sourceBucketKey: v.optional(v.unknown()),
        },
        encryptionMembers,
    ),
    v.check(
        ({ kmsKeyArn, createKmsKey = false }) => (kmsKeyArn !== undefined) !== createKmsKey,
        "either kmsKeyArn or createKmsKey: true; left out as a whole, objects are encrypted with SSE-S3",
    ),
);

/** An encryption that was checked, before there is a bucket. */
export interface BucketEncryption {
    readonly place: ArgumentPlace;
    /** Absent where the component makes the key. */
    readonly kmsKeyArn?: Checked<string>;
    readonly bucketKey: Checked<boolean>;
    readonly sourceBucketKey: Checked<boolean>;
}

export function checkEncryption(
    place: ArgumentPlace,
    args: BucketEncryptionArgs | undefined,
    existingBucket: boolean,
): BucketEncryption | undefined {
    if (args === undefined) {
        return undefined;
    }
    keeping(encryptionSchema)(place, args);
    const at = (member: string) => memberOf(place, member);
    const bucketKey = checked(at("bucketKey"), args.bucketKey, existingBucket ? ofExisting : flag(true));
    return {
        place,
        bucketKey,
        sourceBucketKey:
            args.sourceBucketKey === undefined
                ? bucketKey
                : checked(at("sourceBucketKey"), args.sourceBucketKey, flag(true)),
        ...(args.kmsKeyArn !== undefined && {
            kmsKeyArn: checked(at("kmsKeyArn"), args.kmsKeyArn, must(kmsKeyArnRule)),
        }),
    };
}

/** What an existing bucket has is not ours to presume. */
const ofExisting: Check<unknown, boolean> = (place, value) => {
    if (value === undefined) {
        throw argumentError(
            place,
            value,
            "true or false where existingBucket is true",
            "Say whether the bucket uses an S3 Bucket Key: aws s3api get-bucket-encryption shows it.",
        );
    }
    return flag(true)(place, value);
};

/** Has S3 encrypt a bucket's new objects, with its key where it has one. */
export function encryptByDefault(
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
