import type * as pulumi from "@pulumi/pulumi";

/** The bucket that a source replicates to, as the output `target` of a ReplicationDestination says it. */
export interface ReplicationTarget {
    /** The ARN of the destination bucket. */
    bucketArn: pulumi.Input<string>;
    /**
     * The id of the account that owns the destination bucket, and is to own the replicas: not the source's.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
     */
    accountId: pulumi.Input<string>;
    /** The region of the destination bucket. Needed with `kmsKeyArn`, and where the source makes alarms or a dashboard. */
    region?: pulumi.Input<string>;
    /** The account that the destination's bucket policy was made for. Where it is given, it must be the source's. */
    sourceAccountId?: pulumi.Input<string>;
    /** The name of the role that the destination's bucket policy was made for. Where it is given, it must be the source's. */
    replicationRoleName?: pulumi.Input<string>;
    /** The path of that role. Where it is given, it must be that of the source's role. */
    replicationRolePath?: pulumi.Input<string>;
    /** Whether the destination's bucket policy allows delete markers. If false, a rule that replicates them is an error. */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /** Whether the destination's bucket policy lets in annotations. If false, a source that replicates them is an error. */
    objectAnnotations?: pulumi.Input<boolean>;
    /**
     * The ARN of the KMS key that replicas of objects under SSE-KMS are encrypted with, in the destination's region. Its key
     * policy lets the role in. Needed where a rule selects such objects.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
     */
    kmsKeyArn?: pulumi.Input<string>;
    /** Whether the destination bucket uses an S3 Bucket Key with that key. Needed with `kmsKeyArn`, and so is `region`. */
    bucketKey?: pulumi.Input<boolean>;
    /**
     * Whether the key's policy was made for a source that uses an S3 Bucket Key. It must be as the source has it. Default: as
     * `bucketKey`.
     */
    sourceBucketKey?: pulumi.Input<boolean>;
    /** Whether the destination has Object Lock. Needed where the source has it. Default: false. */
    objectLock?: pulumi.Input<boolean>;
    /**
     * Whether the destination replicates back to the source, and syncs modifications of replicas. Needed where a rule does
     * so. Default: false.
     */
    replicaModificationSync?: pulumi.Input<boolean>;
}
