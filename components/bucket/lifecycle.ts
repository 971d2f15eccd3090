import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { members } from "../validation/schema";

/**
 * What Amazon S3 deletes in a bucket by itself. It never replicates these deletions: each side has its own lifecycle.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
export interface BucketLifecycle {
    /** After how many days a version that is no longer the current one is deleted for good: 1 or more. Default: never. */
    noncurrentVersionExpirationDays?: number;
    /** How many of the newest of these versions stay all the same: 1 to 100. Default: none. */
    noncurrentVersionsToKeep?: number;
    /** After how many days the parts of a multipart upload that was never completed are deleted: 1 or more. Default: never. */
    abortIncompleteMultipartUploadDays?: number;
}

const days = "a whole number of days, 1 or more";
export const daysFormat = v.pipe(
    v.number(days),
    v.integer(days),
    v.minValue(1, days),
    v.maxValue(2_147_483_647, days),
);
const kept = "a whole number from 1 to 100, with noncurrentVersionExpirationDays";

export const lifecycleSchema = v.pipe(
    members(
        {
            noncurrentVersionExpirationDays: v.optional(daysFormat),
            noncurrentVersionsToKeep: v.optional(
                v.pipe(v.number(kept), v.integer(kept), v.minValue(1, kept), v.maxValue(100, kept)),
            ),
            abortIncompleteMultipartUploadDays: v.optional(daysFormat),
        },
        "an object with noncurrentVersionExpirationDays, noncurrentVersionsToKeep, abortIncompleteMultipartUploadDays",
    ),
    v.check(
        (args) =>
            args.noncurrentVersionsToKeep === undefined || args.noncurrentVersionExpirationDays !== undefined,
        "noncurrentVersionExpirationDays where noncurrentVersionsToKeep is given: AWS keeps them from an expiration alone",
    ),
    v.check(
        (args) =>
            args.noncurrentVersionExpirationDays !== undefined ||
            args.abortIncompleteMultipartUploadDays !== undefined,
        "at least one of noncurrentVersionExpirationDays and abortIncompleteMultipartUploadDays",
    ),
);

/** Makes the lifecycle of a bucket. One configuration holds all of its rules. */
export function createLifecycle(
    name: string,
    bucket: pulumi.Input<string>,
    args: BucketLifecycle,
    opts: pulumi.CustomResourceOptions,
): s3.BucketLifecycleConfiguration {
    const { noncurrentVersionExpirationDays: noncurrentDays, noncurrentVersionsToKeep } = args;
    const { abortIncompleteMultipartUploadDays: daysAfterInitiation } = args;
    const rule = (id: string) => ({ id, status: "Enabled", filter: { prefix: "" } });
    const rules = [
        noncurrentDays !== undefined && {
            ...rule("noncurrent-versions"),
            noncurrentVersionExpiration: {
                noncurrentDays,
                newerNoncurrentVersions: noncurrentVersionsToKeep,
            },
        },
        daysAfterInitiation !== undefined && {
            ...rule("incomplete-uploads"),
            abortIncompleteMultipartUpload: { daysAfterInitiation },
        },
    ].filter((each) => each !== false);
    return new s3.BucketLifecycleConfiguration(`${name}-lifecycle`, { bucket, rules }, opts);
}
