import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asOutput, following } from "./validation/check";
import { bucketLifecycle } from "./bucket/lifecycle";
import type { BucketSettings } from "./bucket/settings";
import { checkSource } from "./source/args";
import { warnOfOtherReplication } from "./bucket/existing";
import { warnOfForeignKey, warnOfIdleKeys } from "./source/warnings";
import { monitor } from "./monitoring/monitoring";
import type { ReplicationMonitoringArgs } from "./monitoring/args";
import { roleArn } from "./policies/arn";
import { sourceStatements } from "./policies/bucketPolicies";
import type { SourcePolicies } from "./policies/forms";
import { sourceKeyGrant } from "./policies/keyPolicy";
import { originalsUse } from "./policies/keyUse";
import { renderReplicationRules } from "./rules/render";
import { ReplicationBucket } from "./bucket/bucket";
import { replicationRole, type ReplicationRoleArgs } from "./replicationRole";
import type { ReplicationRuleArgs } from "./rules/args";
import { useOf } from "./rules/rules";
import { targetsOf } from "./target/target";
import type { ReplicationTargetArgs } from "./target/args";
import { sourcePermissions } from "./source/permissions";
import { whereaboutsOf } from "./location";

/** Arguments of a ReplicationSource. */
export interface ReplicationSourceArgs extends BucketSettings, ReplicationRoleArgs {
    /**
     * The bucket to replicate to, in another account; it exists, is versioned and lets the role in. Either this or
     * `destinations`.
     */
    destination?: pulumi.Input<ReplicationTargetArgs>;
    /**
     * Several buckets to replicate to, each in an account and region of its own, by names of letters and digits. Each rule
     * says which of them it goes to. Either this or `destination`.
     */
    destinations?: Record<string, pulumi.Input<ReplicationTargetArgs>>;
    /**
     * The rules of the replication configuration, 1 to 1,000. Default: one enabled rule for every object; with several
     * destinations there is no default.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html
     */
    rules?: pulumi.Input<pulumi.Input<ReplicationRuleArgs>[]>;
    /**
     * Which documents are deployed: `minimal`, where the role may do only what the rules use, or `article`, the statements
     * of the 2018 article on role and bucket, which know one destination, no keys and no Object Lock. Default: `minimal`.
     */
    policies?: pulumi.Input<SourcePolicies>;
    /**
     * How a failure is seen: alarms, events, a dashboard. Default: not at all.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
     */
    monitoring?: ReplicationMonitoringArgs;
}

/**
 * The side that is replicated: a bucket, the role that Amazon S3 assumes, and the replication configuration, which comes
 * last. The destination comes first: it exists, is versioned and lets the role in when the configuration is put.
 *
 * A plain argument that is wrong throws a `pulumi.RunError` before anything is made; an output that is wrong fails once it
 * is known.
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
    /** What the role has to be allowed, as a JSON policy document: for an existing role that gets it from elsewhere. */
    public readonly rolePolicy: pulumi.Output<string>;
    /** The ARN of the KMS key that the bucket's objects are encrypted with; none where there is no key. */
    public readonly kmsKeyArn?: pulumi.Output<string>;
    /**
     * What the policy of a given key has to hold, as a JSON list of statements, where it does not leave the key to the IAM
     * policies of the source's account; none without a given key.
     */
    public readonly keyPolicyStatements?: pulumi.Output<string>;
    /** The ARNs of the SNS topics that alarms and events are published to; none without monitoring. */
    public readonly topicArns?: pulumi.Output<string[]>;

    constructor(name: string, args: ReplicationSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationSource "${name}"`;
        const { lifecycle, unmanagedPolicy, role, documents, destinations, rules, monitoring, ...settings } =
            checkSource(component, args);

        super("s3-cross-account-replication:index:ReplicationSource", name, {}, opts);
        const child = { parent: this };
        const where = whereaboutsOf(this);
        const targets = targetsOf(component, destinations, (destination) => ({
            where,
            roleName: role.name,
            rolePath: role.path,
            objectLock: settings.objectLock,
            bucketKey: settings.encryption?.bucketKey,
            use: following(rules, (known) => useOf(known, destination)),
        }));

        const bucket = new ReplicationBucket(
            name,
            {
                ...settings,
                where,
                bucketKeyUse: settings.encryption && following(settings.encryption.bucketKey, originalsUse),
                statements: ({ partition, accountId, bucketArn }) =>
                    asOutput(documents).apply((form) =>
                        sourceStatements(form, { partition, accountId, sourceBucketArn: bucketArn }),
                    ),
                // A key that is made here leaves the role to the policies of its account.
                keyStatements: (key, { partition, accountId }) =>
                    settings.encryption?.kmsKeyArn
                        ? pulumi
                              .all([role.name, role.path])
                              .apply(([replicationRoleName, replicationRolePath]) => [
                                  sourceKeyGrant(
                                      {
                                          partition,
                                          sourceAccountId: accountId,
                                          replicationRoleName,
                                          replicationRolePath,
                                      },
                                      key,
                                  ),
                              ])
                        : pulumi.output([]),
            },
            this,
        );
        const permissions = sourcePermissions({
            component,
            form: documents,
            whereabouts: bucket.whereabouts,
            objectLock: settings.objectLock,
            unmanagedPolicy,
            key: bucket.key,
            rules,
            targets,
        });
        const replicatesAs = replicationRole(
            name,
            component,
            role,
            permissions,
            { bucketName: bucket.bucketName, where, tags: settings.tags },
            child,
        );
        if (settings.existing?.lookUp !== undefined) {
            warnOfOtherReplication(
                { bucketName: settings.existing.lookUp, parent: this },
                {
                    roleArn: pulumi
                        .all([where, role.path, role.name])
                        .apply(([{ partition, accountId }, path, known]) =>
                            roleArn({ partition, accountId, path, name: known }),
                        ),
                    ruleIds: following(rules, (known) => known.map(({ id }) => id)),
                },
            );
        }
        warnOfIdleKeys(rules, targets, this);
        const configuration = new aws.s3.BucketReplicationConfig(
            `${name}-replication`,
            {
                bucket: bucket.bucketName,
                role: replicatesAs.arn,
                rules: following(rules, (known) => renderReplicationRules(known, targets)),
            },
            // AWS refuses the configuration of a bucket without versioning, and objects put before the role may act on
            // them fail to replicate, for good.
            {
                ...child,
                protect: settings.protectBucket,
                dependsOn: [bucket.versioning, replicatesAs.policy].filter((needed) => needed !== undefined),
            },
        );
        const afterwards = { dependsOn: [configuration] };
        // A key comes into use once the rules select what is under it: what was written before is skipped, for good.
        bucket.encryptByDefault(name, bucket.key ? [configuration] : []);
        if (lifecycle) {
            bucketLifecycle(name, bucket.bucketName, lifecycle, { ...bucket.settingOptions, ...afterwards });
        }
        if (monitoring) {
            this.topicArns = monitor(
                {
                    name,
                    bucketName: bucket.bucketName,
                    where,
                    targets,
                    tags: settings.tags,
                    opts: { ...child, ...afterwards },
                },
                monitoring,
            );
        }

        this.bucketArn = bucket.bucketArn;
        this.bucketName = configuration.bucket;
        this.accountId = where.accountId;
        this.region = where.region;
        this.roleArn = replicatesAs.arn;
        this.rolePolicy = pulumi.jsonStringify(permissions);
        if (bucket.key) {
            this.kmsKeyArn = bucket.key.keyArn;
        }
        if (settings.encryption?.kmsKeyArn && bucket.keyStatements) {
            this.keyPolicyStatements = pulumi.jsonStringify(bucket.keyStatements);
            warnOfForeignKey(settings.encryption.kmsKeyArn, where.accountId, this);
        }
        this.registerOutputs({
            bucketArn: this.bucketArn,
            bucketName: this.bucketName,
            accountId: this.accountId,
            region: this.region,
            roleArn: this.roleArn,
            rolePolicy: this.rolePolicy,
            kmsKeyArn: this.kmsKeyArn,
            keyPolicyStatements: this.keyPolicyStatements,
            topicArns: this.topicArns,
        });
    }
}
