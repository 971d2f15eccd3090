import type * as pulumi from "@pulumi/pulumi";

/** The storage class of a replica. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html */
export const ReplicaStorageClass = {
    /** Frequent access. */
    Standard: "STANDARD",
    /** Infrequent access, at least 30 days and 128 KB are billed. */
    StandardIa: "STANDARD_IA",
    /** As `STANDARD_IA`, in one availability zone alone. */
    OneZoneIa: "ONEZONE_IA",
    /** Amazon S3 moves the object between access tiers. */
    IntelligentTiering: "INTELLIGENT_TIERING",
    /** S3 Glacier Instant Retrieval, at least 90 days are billed. */
    GlacierInstantRetrieval: "GLACIER_IR",
    /** S3 Glacier Flexible Retrieval: restored within minutes to hours, at least 90 days are billed. */
    GlacierFlexibleRetrieval: "GLACIER",
    /** S3 Glacier Deep Archive: restored within hours, at least 180 days are billed. */
    DeepArchive: "DEEP_ARCHIVE",
    /** Reduced redundancy, which AWS advises against. */
    ReducedRedundancy: "REDUCED_REDUNDANCY",
} as const;
/** The storage class of a replica. */
export type ReplicaStorageClass = (typeof ReplicaStorageClass)[keyof typeof ReplicaStorageClass];

/** One rule of a replication configuration: which objects are replicated, where to, and how. */
export interface ReplicationRule {
    /**
     * The name of the rule in the replication configuration, in metrics and in events: up to 255 characters, unique in
     * the list. May be left out where there is one rule, which is then called `replication`. Renaming a rule
     * replaces it in the configuration; objects are not replicated again.
     */
    id?: pulumi.Input<string>;
    /**
     * Which rule decides where an object matches several that go to one destination: the higher number wins. 0 to
     * 2,147,483,647, unique in the list. May be left out where there is one rule, which then has 1. The order of the list
     * means nothing.
     */
    priority?: pulumi.Input<number>;
    /** Replicates only objects whose key starts with this, up to 1,024 bytes. Default: empty, which is every object. */
    prefix?: pulumi.Input<string>;
    /**
     * Replicates only objects that have all of these tags when they are written, up to 10. AWS replicates no delete markers by
     * such a rule: `deleteMarkerReplication` is false then. Default: none.
     */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /**
     * Whether the rule replicates. `false` pauses it: the rule stays in the configuration, and does not replicate objects
     * written meanwhile later either. Another enabled rule to the same destination that selects them does. Default: true.
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Whether an object deleted in the source gets a delete marker in the destination too. Its older versions stay there
     * in any case, and deleting a version by its id never replicates. The destination has to allow it as well. Default:
     * false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /** Which of `destinations` the objects go to, by its name. Needed where there are several, else left out. */
    destination?: pulumi.Input<string>;
    /** The storage class of the replicas. Default: that of the original. */
    storageClass?: pulumi.Input<ReplicaStorageClass>;
    /**
     * Whether Amazon S3 publishes this rule's metrics to CloudWatch: bytes and operations pending, latency and failed
     * operations. They cost what CloudWatch's custom metrics cost; without them nobody is told of a failure. Default: true.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
     */
    metrics?: pulumi.Input<boolean>;
    /**
     * Whether S3 Replication Time Control holds for the rule: 99.99 % of objects within 15 minutes, and events where one
     * takes longer. It costs by the gigabyte, and needs metrics. Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
     */
    replicationTimeControl?: pulumi.Input<boolean>;
    /**
     * Whether changes made to a replica's metadata in this bucket are replicated too: its tags, ACL and Object Lock settings.
     * It is for two buckets that replicate to each other, with rules on both. The destination has to say that it does so.
     * Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-for-metadata-changes.html
     */
    replicaModificationSync?: pulumi.Input<boolean>;
    /**
     * Whether objects under SSE-KMS are replicated too, encrypted with the destination's key. Needs a key on both sides.
     * Default: whether the source has a key.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
     */
    kmsEncryptedObjects?: pulumi.Input<boolean>;
}
