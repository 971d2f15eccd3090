import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { kmsKeyArnRule } from "./argumentRules";
import { argumentError, checked, flag, keeping, must, type ArgumentPlace } from "./arguments";
import { invokeFailure } from "./invokeFailure";
import { partOfArn } from "./policies/arn";
import { members } from "./record";

/** The KMS key of a bucket. Without one the bucket's objects are encrypted with SSE-S3, as AWS does by itself. */
export interface BucketEncryptionArgs {
    /**
     * The ARN of the KMS key that the bucket's objects are encrypted with, in the bucket's region: a symmetric, customer
     * managed one, not an alias, and not `aws/s3`, which no other account may use.
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
     */
    bucketKey?: pulumi.Input<boolean>;
    /**
     * On a destination: whether the source's bucket uses an S3 Bucket Key, where it is otherwise there than here. Both decide how
     * S3 uses the key of replicas. Default: as `bucketKey`.
     */
    sourceBucketKey?: pulumi.Input<boolean>;
}

/** Which parts of an encryption there may be. Their values are checked by themselves, since they may be outputs. */
const encryptionSchema = v.pipe(
    members(
        {
            kmsKeyArn: v.optional(v.unknown()),
            createKmsKey: v.optional(v.boolean("true or false")),
            bucketKey: v.optional(v.unknown()),
            sourceBucketKey: v.optional(v.unknown()),
        },
        "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey",
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
    readonly kmsKeyArn?: pulumi.Output<string>;
    readonly bucketKey: pulumi.Output<boolean>;
    readonly sourceBucketKey: pulumi.Output<boolean>;
}

export function checkEncryption(
    place: ArgumentPlace,
    args: BucketEncryptionArgs | undefined,
): BucketEncryption | undefined {
    if (args === undefined) {
        return undefined;
    }
    keeping(encryptionSchema)(place, args);
    const at = (member: string) => ({ ...place, argument: `${place.argument}.${member}` });
    const bucketKey = checked(at("bucketKey"), args.bucketKey, flag(true));
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

/**
 * The key that was given, once KMS has said that S3 can use it. AWS itself takes any key into a replication configuration,
 * and then replicates nothing under it.
 */
export function givenKey(
    place: ArgumentPlace,
    arn: pulumi.Output<string>,
    region: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const at = { ...place, argument: `${place.argument}.kmsKeyArn` };
    const ofRegion = pulumi.all([arn, region]).apply(([known, own]) => {
        if (partOfArn(known, "region") !== own) {
            throw argumentError(at, known, `a key of the bucket's region, ${own}`);
        }
        return known;
    });
    const found = ofRegion.apply((keyId) =>
        aws.kms.getKey({ keyId }, { parent }).catch((error: unknown) => {
            throw argumentError(
                at,
                keyId,
                "a key that exists",
                `KMS was asked for it: ${invokeFailure(error)}.`,
            );
        }),
    );
    return found.apply((key) => {
        const kind = `${key.keyManager} ${key.keySpec} ${key.keyUsage} ${key.keyState}`;
        if (kind !== "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT Enabled") {
            throw argumentError(
                at,
                key.arn,
                "a symmetric, customer managed key to encrypt with, which is enabled",
                `This one is: ${kind}.`,
            );
        }
        return key.arn;
    });
}

/**
 * A key of the component's own. Its loss would be that of every object, so that it is protected as the bucket is, and is never
 * deleted: the engine would have KMS delete it before AWS refuses to delete a bucket that holds objects.
 */
export function makeKey(
    name: string,
    policy: pulumi.Input<string>,
    args: {
        readonly bucketName: pulumi.Input<string>;
        readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    },
    opts: pulumi.CustomResourceOptions,
): aws.kms.Key {
    return new aws.kms.Key(
        `${name}-key`,
        {
            description: pulumi.interpolate`Encrypts the objects of the bucket ${args.bucketName}.`,
            policy,
            // https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
            enableKeyRotation: true,
            tags: args.tags,
        },
        { ...opts, retainOnDelete: true },
    );
}
