import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountIdRule, bucketNameRule, roleNameRule } from "./argumentRules";
import { checked, choice, flag, mayBe, mayBeFlag, must } from "./arguments";
import { destinationBucketPolicy } from "./policies/bucketPolicies";
import { DestinationGrant } from "./policies/forms";
import { ReplicationBucket } from "./replicationBucket";

/** Arguments of a ReplicationDestination. */
export interface ReplicationDestinationArgs {
    /**
     * The name of the bucket that receives the replicas. Default: a name made by Pulumi from the component's. A change
     * replaces the bucket, which Pulumi refuses while it is protected and AWS while it holds objects.
     */
    bucketName?: pulumi.Input<string>;
    /** The id of the AWS account that owns the source bucket and the replication role: 12 digits. */
    sourceAccountId: pulumi.Input<string>;
    /**
     * The name of the replication role in the source account, without a path. The bucket policy names this role; it need
     * not exist yet.
     */
    replicationRoleName: pulumi.Input<string>;
    /**
     * Whom the bucket policy lets in: `pinnedRole`, the one role, before or after it exists; `role`, the same as
     * principal, once it exists; `account`, whatever the source account allows; `article`, the statements of the 2018
     * article, which also let the source account suspend versioning here. Default: `pinnedRole`.
     */
    grant?: pulumi.Input<DestinationGrant>;
    /**
     * Whether the bucket policy lets the source replicate delete markers. Without it a rule that replicates them fails to.
     * The grant `article` does so in any case. Default: false.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /** Whether deleting the bucket deletes every object and version in it first. Default: false. */
    forceDestroy?: pulumi.Input<boolean>;
    /**
     * Whether Pulumi refuses to delete or replace the bucket and its settings, the policy among them. Default: the
     * component's `protect` option.
     */
    protectBucket?: boolean;
    /** Tags of the bucket. Default: none. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The side that receives: a bucket whose policy lets one role of another account write replicas into it. Nothing of the
 * source need exist. Its outputs are what a ReplicationSource takes as `destination`.
 */
export class ReplicationDestination extends pulumi.ComponentResource {
    /** The ARN of the bucket, resolved once bucket, versioning and policy exist, so that replication to it can be set up. */
    public readonly bucketArn: pulumi.Output<string>;
    /** The name of the bucket. */
    public readonly bucketName: pulumi.Output<string>;
    /** The id of the account that the bucket and its replicas belong to. */
    public readonly accountId: pulumi.Output<string>;
    /** The region of the bucket. */
    public readonly region: pulumi.Output<string>;
    /** The id of the account that the bucket policy was made for. */
    public readonly sourceAccountId: pulumi.Output<string>;
    /** The name of the role that the bucket policy was made for. */
    public readonly replicationRoleName: pulumi.Output<string>;
    /** Whether the bucket policy allows delete markers. */
    public readonly deleteMarkerReplication: pulumi.Output<boolean>;

    constructor(name: string, args: ReplicationDestinationArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationDestination "${name}"`;
        const at = (argument: string) => ({ component, argument });
        const bucketName = checked(at("bucketName"), args.bucketName, mayBe(bucketNameRule));
        const sourceAccountId = checked(at("sourceAccountId"), args.sourceAccountId, must(accountIdRule));
        const replicationRoleName = checked(
            at("replicationRoleName"),
            args.replicationRoleName,
            must(roleNameRule),
        );
        const grant = checked(at("grant"), args.grant, choice(DestinationGrant, DestinationGrant.PinnedRole));
        const deleteMarkerReplication = pulumi
            .all([checked(at("deleteMarkerReplication"), args.deleteMarkerReplication, flag(false)), grant])
            // The article's statement has s3:ReplicateDelete in any case, and the source is told what is let in.
            .apply(([wanted, form]) => wanted || form === DestinationGrant.Article);

        const forceDestroy = checked(at("forceDestroy"), args.forceDestroy, flag(false));
        const protectBucket = mayBeFlag(at("protectBucket"), args.protectBucket);

        super("s3-cross-account-replication:index:ReplicationDestination", name, {}, opts);

        const bucket = new ReplicationBucket(
            name,
            {
                bucketName,
                policy: ({ partition, bucketArn }) =>
                    pulumi
                        .all([grant, sourceAccountId, replicationRoleName, deleteMarkerReplication])
                        .apply(([form, account, role, deleteMarkers]) =>
                            destinationBucketPolicy(form, {
                                partition,
                                destinationBucketArn: bucketArn,
                                sourceAccountId: account,
                                replicationRoleName: role,
                                deleteMarkerReplication: deleteMarkers,
                            }),
                        ),
                forceDestroy,
                protectBucket,
                tags: args.tags,
            },
            { parent: this },
        );

        this.bucketArn = pulumi
            .all([bucket.bucketArn, bucket.versioning.bucket, bucket.policy.bucket])
            .apply(([arn]) => arn);
        this.bucketName = bucket.bucketName;
        this.accountId = aws.getCallerIdentityOutput({}, { parent: this }).accountId;
        this.region = bucket.region;
        this.sourceAccountId = sourceAccountId;
        this.replicationRoleName = replicationRoleName;
        this.deleteMarkerReplication = deleteMarkerReplication;
        this.registerOutputs({
            bucketArn: this.bucketArn,
            bucketName: this.bucketName,
            accountId: this.accountId,
            region: this.region,
            sourceAccountId: this.sourceAccountId,
            replicationRoleName: this.replicationRoleName,
            deleteMarkerReplication: this.deleteMarkerReplication,
        });
    }
}
