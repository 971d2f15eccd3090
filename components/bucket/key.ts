import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation } from "../location";
import { partOfArn } from "../policies/arn";
import type { PolicyStatement } from "../policies/document";
import { keyPolicy } from "../policies/keyPolicy";
import type { BucketKeyUse, KeyContext, UsedKey } from "../policies/keyUse";
import { documentText } from "../validation/documentText";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { notFound } from "../validation/invokeError";
import type { Checked } from "../validation/pending";
import type { CheckedEncryption } from "./encryption";
import type { CheckedTags } from "../validation/tags";

/** The bucket of a key. */
interface KeyedBucket {
    readonly bucketName: pulumi.Output<string>;
    readonly location: pulumi.Output<BucketLocation>;
    readonly tags?: CheckedTags;
}

/** How S3 uses the key of a bucket. */
export function keyContext(
    location: pulumi.Output<BucketLocation>,
    use: Checked<BucketKeyUse>,
): pulumi.Output<KeyContext> {
    return pulumi.all([location, use]).apply(([{ region, dnsSuffix, bucketArn }, bucketKey]) => ({
        region,
        dnsSuffix,
        bucketArn,
        bucketKey,
    }));
}

/** The key of a bucket. */
export interface BucketKey {
    readonly used: pulumi.Output<UsedKey>;
    /** Absent where the key was given. */
    readonly made?: kms.Key;
}

/** The key of a bucket: a given one, or one that is made with these statements in its policy. */
export function useKey(
    name: string,
    { place, kmsKeyArn }: CheckedEncryption,
    bucket: KeyedBucket,
    context: pulumi.Output<KeyContext>,
    statements: pulumi.Output<readonly PolicyStatement[]>,
    opts: pulumi.CustomResourceOptions & { readonly parent: pulumi.Resource },
): BucketKey {
    const usedBy = (keyArn: pulumi.Output<string>) =>
        pulumi.all([context, keyArn]).apply(([known, arn]) => ({ ...known, keyArn: arn }));
    if (kmsKeyArn) {
        return { used: usedBy(checkGivenKey(place, kmsKeyArn, bucket.location.region, opts.parent)) };
    }
    const made = createKey(name, place, bucket, statements, opts);
    return { used: usedBy(made.arn), made };
}

/**
 * The key that was given, once KMS has said that S3 can use it. AWS itself takes any key into a replication configuration,
 * and then replicates nothing under it.
 */
function checkGivenKey(
    place: ArgumentPlace,
    arn: Checked<string>,
    region: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const at = memberOf(place, "kmsKeyArn");
    const allowed = "a key that exists, and that the credentials may look at";
    return pulumi.all([arn, region]).apply(async ([keyId, own]) => {
        if (partOfArn(keyId, "region") !== own) {
            throw argumentError(at, keyId, `a key of the bucket's region, ${own}`);
        }
        const key = await kms
            .getKey({ keyId }, { parent })
            .catch(notFound(at, keyId, { service: "KMS", allowed }));
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
 * Makes a key. Without it no object could be read, so it is protected as the bucket is, and never deleted. Else the engine
 * would have KMS delete it before AWS refuses to delete a bucket that holds objects.
 */
function createKey(
    name: string,
    place: ArgumentPlace,
    { bucketName, location, tags }: KeyedBucket,
    statements: pulumi.Output<readonly PolicyStatement[]>,
    opts: pulumi.CustomResourceOptions,
): kms.Key {
    const policy = pulumi
        .all([location, statements])
        .apply(([where, known]) =>
            documentText(place, "key policy", keyPolicy(where, known), "Shorten its statements."),
        );
    return new kms.Key(
        `${name}-key`,
        {
            description: pulumi.interpolate`Encrypts the objects of the bucket ${bucketName}.`,
            policy,
            // https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4
            enableKeyRotation: true,
            tags: tags?.(),
        },
        { ...opts, retainOnDelete: true },
    );
}
