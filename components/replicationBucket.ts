import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type PolicyDocument } from "./policies/document";

/** Arguments of a {@link ReplicationBucket}; each side hands on those of its own that concern the bucket. */
export interface ReplicationBucketArgs {
    /** The name of the bucket; made by Pulumi where it is left out. */
    readonly bucketName?: pulumi.Input<string | undefined>;
    /** The bucket policy, made once the partition and the ARN of the bucket are known. */
    readonly policy: (place: { partition: string; bucketArn: string }) => pulumi.Input<PolicyDocument>;
    readonly forceDestroy: pulumi.Input<boolean>;
    readonly protectBucket?: boolean;
    readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A bucket that can take part in replication, on either side: versioned, owned and entered by its own account alone
 * unless its policy says otherwise, encrypted, and reached over TLS only.
 */
export class ReplicationBucket extends pulumi.ComponentResource {
    /** The name of the bucket, known at preview. */
    readonly bucketName: pulumi.Output<string>;
    /** The ARN of the bucket, known at preview, and resolved in an update once the bucket exists. */
    readonly bucketArn: pulumi.Output<string>;
    readonly region: pulumi.Output<string>;
    /** The partition of the account: `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: pulumi.Output<string>;
    readonly versioning: aws.s3.BucketVersioning;
    readonly policy: aws.s3.BucketPolicy;

    constructor(name: string, args: ReplicationBucketArgs, opts?: pulumi.ComponentResourceOptions) {
        super("s3-cross-account-replication:index:ReplicationBucket", name, {}, opts);
        // Undefined leaves it to the component's own option, which its children inherit. A bucket that is kept keeps its
        // settings: left to itself, the engine would delete these before it comes to the bucket and refuses.
        const child = { parent: this, protect: args.protectBucket };

        const bucket = new aws.s3.Bucket(
            `${name}-bucket`,
            { bucket: args.bucketName, forceDestroy: args.forceDestroy, tags: args.tags },
            child,
        );
        // They go with the bucket and not before it: where AWS refuses to delete it, it is still versioned and closed.
        const setting = { ...child, deletedWith: bucket };
        // The name as an input is known at preview where the id is not, and depends on the bucket as the id does.
        const ofBucket = { bucket: bucket.bucket };
        this.bucketName = bucket.bucket;
        this.region = bucket.region;
        this.partition = aws.getPartitionOutput({}, { parent: this }).partition;
        this.bucketArn = pulumi.interpolate`arn:${this.partition}:s3:::${bucket.bucket}`;

        this.versioning = new aws.s3.BucketVersioning(
            `${name}-versioning`,
            { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
            setting,
        );
        new aws.s3.BucketOwnershipControls(
            `${name}-ownership`,
            { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
            setting,
        );
        new aws.s3.BucketPublicAccessBlock(
            `${name}-public-access`,
            {
                ...ofBucket,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
            setting,
        );
        new aws.s3.BucketServerSideEncryptionConfiguration(
            `${name}-encryption`,
            { ...ofBucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
            setting,
        );
        this.policy = new aws.s3.BucketPolicy(
            `${name}-policy`,
            {
                ...ofBucket,
                policy: pulumi
                    .all([this.partition, this.bucketArn])
                    .apply(([partition, bucketArn]) => args.policy({ partition, bucketArn }))
                    .apply((document) => JSON.stringify(document)),
            },
            setting,
        );
        this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
    }
}
