import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketNameRule, roleNameRule } from "./argumentRules";
import { checked, choice, flag, mayBe, mayBeFlag, must } from "./arguments";
import { sourceBucketPolicy } from "./policies/bucketPolicies";
import { SourcePolicies } from "./policies/forms";
import { rolePermissions } from "./policies/rolePermissions";
import { roleTrust } from "./policies/roleTrust";
import { ReplicationBucket } from "./replicationBucket";
import { checkReplicationRules, renderReplicationRules, type ReplicationRuleArgs } from "./replicationRules";
import { checkReplicationTarget, type ReplicationTargetArgs } from "./replicationTarget";

/** Arguments of a ReplicationSource. */
export interface ReplicationSourceArgs {
    /**
     * The name of the bucket whose objects are replicated. Default: a name made by Pulumi from the component's. A change
     * replaces the bucket, which Pulumi refuses while it is protected and AWS while it holds objects.
     */
    bucketName?: pulumi.Input<string>;
    /** The bucket to replicate to, in another account; it exists, is versioned and lets the role in. */
    destination: pulumi.Input<ReplicationTargetArgs>;
    /** The name of the replication role that is made here: the one that the destination's bucket policy was made for. */
    roleName: pulumi.Input<string>;
    /** The rules of the replication configuration, 1 to 1,000. Default: one enabled rule for every object. */
    rules?: pulumi.Input<pulumi.Input<ReplicationRuleArgs>[]>;
    /**
     * Which documents are deployed: `minimal`, where the role may do only what the rules use, or `article`, the statements
     * of the 2018 article on role and bucket. Default: `minimal`.
     */
    policies?: pulumi.Input<SourcePolicies>;
    /** Whether deleting the bucket deletes every object and version in it first. Default: false. */
    forceDestroy?: pulumi.Input<boolean>;
    /**
     * Whether Pulumi refuses to delete or replace the bucket, its settings and its replication configuration. Default: the
     * component's `protect` option, which covers the role too.
     */
    protectBucket?: boolean;
    /** Tags of the bucket and the role. Default: none. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The side that is replicated: a bucket, the role that Amazon S3 assumes, and the replication configuration, which comes
 * last. The destination comes first: it exists, is versioned and lets the role in when the configuration is put.
 */
export class ReplicationSource extends pulumi.ComponentResource {
    /** The ARN of the bucket, resolved once the bucket exists. */
    public readonly bucketArn: pulumi.Output<string>;
    /** The name of the bucket, resolved once its replication configuration exists; that takes effect some minutes later. */
    public readonly bucketName: pulumi.Output<string>;
    /** The id of the account that the bucket belongs to. */
    public readonly accountId: pulumi.Output<string>;
    /** The region of the bucket. */
    public readonly region: pulumi.Output<string>;
    /** The ARN of the replication role. */
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: ReplicationSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationSource "${name}"`;
        const at = (argument: string) => ({ component, argument });
        const bucketName = checked(at("bucketName"), args.bucketName, mayBe(bucketNameRule));
        const roleName = checked(at("roleName"), args.roleName, must(roleNameRule));
        const documents = checked(
            at("policies"),
            args.policies,
            choice(SourcePolicies, SourcePolicies.Minimal),
        );
        const rules = checked(at("rules"), args.rules, checkReplicationRules);

        const forceDestroy = checked(at("forceDestroy"), args.forceDestroy, flag(false));
        const protectBucket = mayBeFlag(at("protectBucket"), args.protectBucket);

        super("s3-cross-account-replication:index:ReplicationSource", name, {}, opts);
        const child = { parent: this };

        const accountId = aws.getCallerIdentityOutput({}, child).accountId;
        const deleteMarkers = rules.apply((known) => known.some((rule) => rule.deleteMarkerReplication));
        const destination = checkReplicationTarget(at("destination"), args.destination, {
            accountId,
            roleName,
            deleteMarkers,
        });

        const bucket = new ReplicationBucket(
            name,
            {
                bucketName,
                policy: ({ partition, bucketArn: sourceBucketArn }) =>
                    pulumi
                        .all([documents, accountId])
                        .apply(([form, account]) =>
                            sourceBucketPolicy(form, { partition, accountId: account, sourceBucketArn }),
                        ),
                forceDestroy,
                protectBucket,
                tags: args.tags,
            },
            child,
        );

        const role = new aws.iam.Role(
            `${name}-role`,
            {
                name: roleName,
                description:
                    "Amazon S3 assumes this role to replicate objects to a bucket of another account.",
                assumeRolePolicy: JSON.stringify(roleTrust()),
                tags: args.tags,
            },
            child,
        );
        const permissions = new aws.iam.RolePolicy(
            `${name}-role-policy`,
            {
                name: "replication",
                role: role.name,
                policy: pulumi
                    .all([documents, bucket.bucketArn, destination.bucketArn, deleteMarkers])
                    .apply(([form, sourceBucketArn, destinationBucketArn, deleteMarkerReplication]) =>
                        JSON.stringify(
                            rolePermissions(form, {
                                sourceBucketArn,
                                destinationBucketArn,
                                deleteMarkerReplication,
                            }),
                        ),
                    ),
            },
            child,
        );
        const configuration = new aws.s3.BucketReplicationConfig(
            `${name}-replication`,
            {
                bucket: bucket.bucketName,
                role: role.arn,
                rules: rules.apply((known) => renderReplicationRules(known, destination)),
            },
            // AWS refuses the configuration of a bucket without versioning, and objects put before the role may act on
            // them fail to replicate, for good.
            { ...child, protect: protectBucket, dependsOn: [bucket.versioning, permissions] },
        );

        this.bucketArn = bucket.bucketArn;
        this.bucketName = configuration.bucket;
        this.accountId = accountId;
        this.region = bucket.region;
        this.roleArn = role.arn;
        this.registerOutputs({
            bucketArn: this.bucketArn,
            bucketName: this.bucketName,
            accountId: this.accountId,
            region: this.region,
            roleArn: this.roleArn,
        });
    }
}
