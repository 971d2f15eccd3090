import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { BackfillLocation } from "./backfill/args";
import { createBackfill, lookUpBackfill } from "./backfill/backfill";
import { ReplicationBucket } from "./bucket/bucket";
import { keyContext } from "./bucket/key";
import { locationOf } from "./location";
import { createMonitoring } from "./monitoring/monitoring";
import { originalsUse } from "./policies/keyUse";
import { createRole, lookUpRole } from "./replicationRole";
import { renderReplicationRules } from "./rules/render";
import { checkSource, type ReplicationSourceArgs } from "./source/args";
import { judgeOriginals } from "./source/originals";
import { bucketStatements, keyStatements, sourcePermissions, usedByRole } from "./source/permissions";
import { warnOfBackfill } from "./source/backfillRefusals";
import { warnOfBoundary, warnOfBucketDenials } from "./source/refusals";
import { warnOfSource } from "./source/warnings";
import { checkTargets } from "./target/target";
import { isPlain, mapChecked } from "./validation/pending";

/** The outputs of a ReplicationSource. */
type SourceOutputs = Omit<ReplicationSource, keyof pulumi.ComponentResource>;

/**
 * The side that is replicated: a bucket, the role that Amazon S3 assumes, and the replication configuration, which comes last.
 * The destination comes first: it exists, is versioned and lets the role in when the configuration is put.
 *
 * A wrong argument is an error before anything is made. Where it is an output, it is an error once it is known.
 */
export class ReplicationSource extends pulumi.ComponentResource {
    /** The ARN of the bucket, known once the bucket exists. */
    public readonly bucketArn!: pulumi.Output<string>;
    /** The name of the bucket, known once its replication configuration exists; that takes effect some minutes later. */
    public readonly bucketName!: pulumi.Output<string>;
    /** The id of the account that the bucket belongs to. */
    public readonly accountId!: pulumi.Output<string>;
    /** The region of the bucket. */
    public readonly region!: pulumi.Output<string>;
    /** The ARN of the replication role. */
    public readonly roleArn!: pulumi.Output<string>;
    /** What the role has to be allowed, as a JSON policy document: for an existing role that gets it from elsewhere. */
    public readonly rolePolicy!: pulumi.Output<string>;
    /** The ARN of the KMS key that the bucket's objects are encrypted with; none where there is no key. */
    public readonly kmsKeyArn?: pulumi.Output<string>;
    /**
     * What the policy of a given key has to hold, as a JSON list of statements, where it does not leave the key to the IAM
     * policies of the source's account; none without a given key.
     */
    public readonly keyPolicyStatements?: pulumi.Output<string>;
    /** The ARNs of the SNS topics that alarms and events are published to; none without monitoring. */
    public readonly topicArns?: pulumi.Output<string[]>;
    /** What a job of a backfill is made with: role, bucket and prefix. Known once the role may be used; none without `backfill`. */
    public readonly backfill?: pulumi.Output<BackfillLocation>;

    constructor(name: string, args: ReplicationSourceArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationSource "${name}"`;
        const checked = checkSource(component, args);
        const { encryption, protectBucket, tags } = checked.bucket;

        super("s3-cross-account-replication:index:ReplicationSource", name, {}, opts);
        const child = { parent: this };
        // Whatever asks where the source is fails with one error, where that does not fit.
        const where = locationOf(this).apply((own) => {
            checked.judge(own);
            return own;
        });
        const targets = checkTargets(component, checked.destinations, { where, ...checked });
        const { bucketName } = checked.bucket;
        const owner = { component, where, ...(typeof bucketName === "string" && { bucketName }) };
        const roleFacts = lookUpRole(checked.role, owner, child);
        const backfillFacts = checked.backfill && lookUpBackfill(checked.backfill, where, this);
        const bucket = new ReplicationBucket(name, checked.bucket, where, this, {
            first: [
                isPlain(checked.role) ? (roleFacts.boundary ?? where) : where,
                ...(backfillFacts?.judged ?? []),
            ],
            defaults: (found) => {
                judgeOriginals(checked, found, this);
            },
        });
        const context =
            encryption && keyContext(bucket.location, mapChecked(encryption.bucketKey, originalsUse));
        const keyGrant = context && keyStatements(checked, bucket.location, context);
        const key = keyGrant && bucket.useKey(context, keyGrant)?.used;
        const versioning = bucket.enableVersioning();
        bucket.addSettings();
        bucket.attachPolicy(bucketStatements(checked, bucket.location));

        const used = usedByRole(checked, bucket.location, key, targets);
        const permissions = sourcePermissions(checked, used);
        const side = { component, bucketName: bucket.bucketName, where, tags };
        const role = createRole(name, checked.role, roleFacts, permissions, side, {
            ...child,
            dependsOn: bucket.judged,
        });
        warnOfSource(checked, where, targets, this);
        warnOfBucketDenials(checked, bucket, this);
        warnOfBoundary(checked, roleFacts.boundary, where, used, targets, this);
        const configuration = new s3.BucketReplicationConfig(
            `${name}-replication`,
            {
                bucket: bucket.bucketName,
                role: role.arn,
                rules: mapChecked(checked.rules, (known) => renderReplicationRules(known, targets)),
            },
            // AWS refuses the configuration of a bucket without versioning, and objects put before the role may act on
            // them fail to replicate, for good.
            {
                ...child,
                protect: protectBucket,
                dependsOn: [versioning, role.policy].filter((needed) => needed !== undefined),
            },
        );
        // The key comes into use last: until the rules select objects under it, S3 skips them, for good.
        bucket.encryptByDefault(key, key ? [configuration] : []);
        bucket.addLifecycle([configuration]);
        const watched = { ...side, name, targets, opts: { ...child, dependsOn: [configuration] } };
        const topicArns = checked.monitoring && createMonitoring(watched, checked.monitoring);
        const backfill =
            backfillFacts &&
            createBackfill(
                name,
                checked.backfill,
                backfillFacts,
                {
                    location: bucket.location,
                    rolePath: checked.role.path,
                    permissionsBoundary: roleFacts.boundary?.apply((known) => known?.arn),
                    confineTrust: checked.role.confineTrust,
                    forceDestroy: checked.bucket.forceDestroy,
                    tags,
                },
                { ...child, dependsOn: bucket.judged },
            );
        warnOfBackfill(checked, bucket, roleFacts.boundary, this);

        const outputs: SourceOutputs = {
            bucketArn: bucket.bucketArn,
            bucketName: configuration.bucket,
            accountId: where.accountId,
            region: where.region,
            roleArn: role.arn,
            rolePolicy: pulumi.jsonStringify(permissions),
            kmsKeyArn: key?.keyArn,
            keyPolicyStatements:
                encryption?.kmsKeyArn && keyGrant ? pulumi.jsonStringify(keyGrant) : undefined,
            topicArns,
            backfill,
        };
        Object.assign(this, outputs);
        this.registerOutputs(outputs);
    }
}
