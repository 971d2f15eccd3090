import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { closeBucket } from "../bucket/closed";
import { bucketDefaults } from "../bucket/defaults";
import { createEncryption } from "../bucket/encryption";
import { requireBucket } from "../bucket/existing";
import type { Location } from "../location";
import { bucketArnOf } from "../policies/arn";
import { bucketPolicy } from "../policies/bucketPolicy";
import { argumentError, memberOf } from "../validation/error";
import type { Checked } from "../validation/pending";
import type { CheckedTags } from "../validation/tags";
import type { CheckedBackfill } from "./check";

/** Judges an existing bucket by what AWS says of it: its region, and the key that it puts new objects under. */
export function judgeBucket(
    { place, existing, kmsKeyArn }: CheckedBackfill,
    where: pulumi.Output<Location>,
    parent: pulumi.Resource,
): pulumi.Output<void> | undefined {
    const bucketName = existing?.lookUp;
    if (bucketName === undefined) {
        return undefined;
    }
    const bucket = { bucketName, parent };
    return where.apply(async ({ region }) => {
        await requireBucket(memberOf(place, "bucketName"), bucket, region);
        // What is put there is put under the key that is given, whichever the bucket's own is.
        const defaults = kmsKeyArn === undefined ? await bucketDefaults(bucket) : "unknown";
        const key = defaults === "unknown" ? undefined : defaults.key;
        // `aws/s3` lets in whoever of its account comes through S3.
        if (key !== undefined && !key.ofAws) {
            const arn = key.arn ?? `the ARN of ${key.named}`;
            throw argumentError(
                memberOf(place, "kmsKeyArn"),
                undefined,
                `${arn}, which the bucket ${bucketName} puts new objects under by default (${key.algorithm})`,
                "The role has to be let use it. " +
                    `As a setting: pulumi config set --path backfill.kmsKeyArn ${key.arn ?? "KEY_ARN"}`,
            );
        }
    });
}

/**
 * Makes a private bucket without versions, for what S3 Batch Operations can make again. So it is not protected as the source's
 * bucket is, and goes with the option.
 */
export function createBucket(
    name: string,
    { bucketName, kmsKeyArn, expirationDays }: CheckedBackfill,
    side: {
        readonly where: pulumi.Output<Location>;
        readonly forceDestroy: Checked<boolean>;
        readonly tags?: CheckedTags;
    },
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { where, forceDestroy, tags } = side;
    const created = new s3.Bucket(
        `${name}-bucket`,
        { bucket: bucketName, forceDestroy, tags: tags?.() },
        opts,
    );
    const { bucket } = created;
    // Where AWS refuses to delete the bucket, it is still closed.
    const ofBucket = { ...opts, deletedWith: created };
    closeBucket(name, bucket, ofBucket);
    new s3.BucketPolicy(
        `${name}-policy`,
        {
            bucket,
            policy: pulumi
                .all([where, bucket])
                .apply(([{ partition }, known]) =>
                    JSON.stringify(bucketPolicy(bucketArnOf(partition, known), [])),
                ),
        },
        ofBucket,
    );
    const key = kmsKeyArn === undefined ? undefined : { keyArn: kmsKeyArn, bucketKey: true };
    createEncryption(name, bucket, key, ofBucket);
    const rule = (id: string) => ({ id, status: "Enabled", filter: { prefix: "" } });
    new s3.BucketLifecycleConfiguration(
        `${name}-lifecycle`,
        {
            bucket,
            rules: [
                { ...rule("manifests-and-reports"), expiration: { days: expirationDays } },
                { ...rule("incomplete-uploads"), abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
            ],
        },
        ofBucket,
    );
    return bucket;
}
