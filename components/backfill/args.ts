import type * as pulumi from "@pulumi/pulumi";

/**
 * What S3 Batch Replication needs to replicate objects that were there before the rules, or that have failed: a role for its jobs,
 * and a bucket for their manifests and reports. No job is made here.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export interface ReplicationBackfill {
    /**
     * The name of the bucket of manifests and reports, of the source's account and region; not the source's bucket itself, which
     * would replicate them. Default: the name of the source's bucket with `-backfill` after it; an error where that is longer than
     * 63 characters. Where the source's bucket has no name of yours, Pulumi makes one here too.
     */
    bucketName?: pulumi.Input<string>;
    /**
     * Whether that bucket exists already. Then nothing of it is changed: its policy must not refuse the role, and its lifecycle
     * decides how long reports stay. AWS is asked for its region and its default encryption at preview. Default: false. A bucket
     * is made here, private, without versions and for TLS alone. It goes with the option where it is empty or the source's
     * `forceDestroy` is true; else AWS refuses to delete it. `protectBucket` does not hold for it.
     */
    existingBucket?: boolean;
    /**
     * What the keys of manifests and reports begin with: letters, digits and !-_.'() between slashes, a slash at the end, as
     * `replication/`. The role reads and writes under it alone. Default: none.
     */
    prefix?: pulumi.Input<string>;
    /**
     * The ARN of the KMS key of manifests, in the source's region: a symmetric, customer managed key whose policy leaves it to the
     * IAM policies of the source's account, or lets the role in. Reports are always under SSE-S3. Needed where an existing bucket
     * has a key by default. Default: SSE-S3, no key.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
     */
    kmsKeyArn?: pulumi.Input<string>;
    /**
     * The name of the role that S3 Batch Operations assumes; not the replication role's. Its path and its permissions boundary are
     * the replication role's; `confineTrust` confines it to jobs of the source's account. Default: the name of the replication role
     * with `-backfill` after it; an error where that is longer than 64 characters.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
     */
    roleName?: pulumi.Input<string>;
    /**
     * After how many days manifests and reports are deleted: 1 or more. An error for an existing bucket, whose lifecycle is its
     * own. Default: 30.
     */
    expirationDays?: pulumi.Input<number>;
}

/** What a job of a backfill is made with: its role, and where its manifests and reports lie. */
export interface BackfillLocation {
    /** The ARN of the role of the job. */
    roleArn: string;
    /** The name of the bucket of manifests and reports. */
    bucketName: string;
    /** What their keys begin with: nothing, or what ends with a slash. */
    prefix: string;
    /** The ARN of the KMS key of manifests; none where there is no key. */
    kmsKeyArn?: string;
}
