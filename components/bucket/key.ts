import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation, Location } from "../location";
import { partOfArn } from "../policies/arn";
import type { PolicyStatement } from "../policies/document";
import { keyPolicy } from "../policies/keyPolicy";
import type { BucketKeyUse, KeyContext, UsedKey } from "../policies/keyUse";
import { documentText } from "../validation/documentText";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { invokeFailure, notFound } from "../validation/invokeError";
import { whenAll, type Checked } from "../validation/pending";
import { warn } from "../validation/warning";
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
    return whenAll([location, use], ({ region, dnsSuffix, bucketArn }, bucketKey) => ({
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
    { place, given }: { readonly place: ArgumentPlace; readonly given: pulumi.Output<string> | undefined },
    bucket: KeyedBucket,
    context: pulumi.Output<KeyContext>,
    statements: pulumi.Output<readonly PolicyStatement[]>,
    opts: pulumi.CustomResourceOptions & { readonly parent: pulumi.Resource },
): BucketKey {
    const usedBy = (keyArn: pulumi.Output<string>) =>
        pulumi.all([context, keyArn]).apply(([known, arn]) => ({ ...known, keyArn: arn }));
    if (given) {
        return { used: usedBy(given) };
    }
    const made = createKey(name, place, bucket, statements, opts);
    return { used: usedBy(made.arn), made };
}

/**
 * The key that was given, once KMS has said that S3 can use it. AWS itself takes any key into a replication configuration,
 * and then replicates nothing under it.
 */
export function checkGivenKey(
    place: ArgumentPlace,
    arn: Checked<string>,
    where: pulumi.Output<Location>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const at = memberOf(place, "kmsKeyArn");
    const allowed = "a key that exists";
    return pulumi.all([arn, where]).apply(async ([keyId, { region: own }]) => {
        if (partOfArn(keyId, "region") !== own) {
            throw argumentError(at, keyId, `a key of the bucket's region, ${own}`);
        }
        const key = await kms.getKey({ keyId }, { parent }).catch((error: unknown) => {
            // KMS says so of a key of another account, whether there is one or not.
            if (String(error).includes("AccessDenied")) {
                warn(
                    "not-known",
                    `Whether S3 can use the key ${keyId} is not known: ${invokeFailure(error)}.`,
                    parent,
                );
                return undefined;
            }
            return notFound(at, keyId, { service: "KMS", allowed })(error);
        });
        if (key === undefined) {
            return keyId;
        }
        const kind = `${key.keyManager} ${key.keySpec} ${key.keyUsage} ${key.keyState}`;
        if (kind !== "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT Enabled") {
            throw argumentError(
                at,
                key.arn,
                "a symmetric, customer managed key to encrypt with, which is enabled",
                `This one is: ${kind}.${reviving(key.keyState, keyId)}`,
            );
        }
        return key.arn;
    });
}

/** What makes a key usable that was, where something does. */
function reviving(state: string, keyId: string): string {
    const region = partOfArn(keyId, "region");
    const enable = `aws kms enable-key --key-id ${keyId} --region ${region}`;
    switch (state) {
        case "Disabled":
            return ` Enable it: ${enable}`;
        case "PendingDeletion":
            return ` Keep it: aws kms cancel-key-deletion --key-id ${keyId} --region ${region} && ${enable}`;
        default:
            return "";
    }
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
