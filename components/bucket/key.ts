import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { argumentError, memberOf, type ArgumentPlace, type Checked } from "../validation/check";
import type { BucketEncryption } from "./encryption";
import { documentText } from "../validation/documentText";
import { notFound } from "../validation/invokeError";
import { partOfArn } from "../policies/arn";
import type { PolicyStatement } from "../policies/document";
import { keyPolicy } from "../policies/keyPolicy";
import type { BucketKeyUse, KeyContext, KeyUse } from "../policies/keyUse";
import type { BucketWhereabouts } from "./bucket";

/** The KMS key of a bucket, and how S3 uses it. */
export interface KeyOfBucket {
    readonly key: pulumi.Output<KeyUse>;
    /** What the key's policy has to hold for replication, whoever manages it. */
    readonly statements: pulumi.Output<readonly PolicyStatement[]>;
}

/** The key of a bucket, given or made. */
export function keyOfBucket(
    name: string,
    { place, kmsKeyArn }: BucketEncryption,
    bucket: {
        readonly bucketName: pulumi.Output<string>;
        readonly whereabouts: pulumi.Output<BucketWhereabouts>;
        readonly use?: Checked<BucketKeyUse>;
        readonly statements: (
            key: KeyContext,
            where: BucketWhereabouts,
        ) => pulumi.Output<readonly PolicyStatement[]>;
        readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    },
    opts: pulumi.CustomResourceOptions & { readonly parent: pulumi.Resource },
): KeyOfBucket {
    const { whereabouts } = bucket;
    const context = pulumi
        .all([whereabouts, bucket.use])
        .apply(([{ region, dnsSuffix, bucketArn }, use = "either" as const]) => ({
            region,
            dnsSuffix,
            bucketArn,
            bucketKey: use,
        }));
    const statements = pulumi
        .all([context, whereabouts])
        .apply(([known, where]) => bucket.statements(known, where));
    const policy = () =>
        pulumi
            .all([whereabouts, statements])
            .apply(([where, known]) =>
                documentText(place, "key policy", keyPolicy(where, known), "Shorten its statements."),
            );
    const keyArn = kmsKeyArn
        ? givenKey(place, kmsKeyArn, whereabouts.region, opts.parent)
        : makeKey(name, policy(), { bucketName: bucket.bucketName, tags: bucket.tags }, opts).arn;
    return {
        key: pulumi.all([context, keyArn]).apply(([known, arn]) => ({ ...known, keyArn: arn })),
        statements,
    };
}

/**
 * The key that was given, once KMS has said that S3 can use it. AWS itself takes any key into a replication configuration,
 * and then replicates nothing under it.
 */
function givenKey(
    place: ArgumentPlace,
    arn: Checked<string>,
    region: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const at = memberOf(place, "kmsKeyArn");
    const ofRegion = pulumi.all([arn, region]).apply(([known, own]) => {
        if (partOfArn(known, "region") !== own) {
            throw argumentError(at, known, `a key of the bucket's region, ${own}`);
        }
        return known;
    });
    const found = ofRegion.apply((keyId) =>
        aws.kms.getKey({ keyId }, { parent }).catch(
            notFound(at, keyId, {
                service: "KMS",
                allowed: "a key that exists, and that the credentials may look at",
            }),
        ),
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
function makeKey(
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
