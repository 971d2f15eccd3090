import * as pulumi from "@pulumi/pulumi";
import { accountIdRule, roleNameRule, rolePathRule } from "./validation/formats";
import { asOutput, checked, choice, flag, following, mayBe, must } from "./validation/check";
import { bucketLifecycle } from "./bucket/lifecycle";
import { checkBucketSettings, type BucketSettings } from "./bucket/settings";
import { grantStatements } from "./policies/destinationGrant";
import { DestinationGrant } from "./policies/forms";
import { replicaKeyGrant } from "./policies/keyPolicy";
import { replicasUse } from "./policies/keyUse";
import { ReplicationBucket } from "./bucket/bucket";
import { whereaboutsOf } from "./location";

/** Arguments of a ReplicationDestination. */
export interface ReplicationDestinationArgs extends BucketSettings {
    /** The id of the AWS account that owns the source bucket and the replication role: 12 digits. */
    sourceAccountId: pulumi.Input<string>;
    /**
     * The name of the replication role in the source account, without its path. The bucket policy names this role; it need
     * not exist yet.
     */
    replicationRoleName: pulumi.Input<string>;
    /** The path of that role. Default: `/`, none. */
    replicationRolePath?: pulumi.Input<string>;
    /**
     * Whom the bucket policy lets in, and the policy of the key: `pinnedRole`, the one role, before or after it exists;
     * `role`, the same as principal, once it exists; `account`, whatever the source account allows; `article`, the
     * statements of the 2018 article, which also let the source account suspend versioning here. Default: `pinnedRole`.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
     */
    grant?: pulumi.Input<DestinationGrant>;
    /**
     * Whether the bucket policy lets the source replicate delete markers. Without it a rule that replicates them fails to.
     * The grant `article` does so in any case. Default: false.
     */
    deleteMarkerReplication?: pulumi.Input<boolean>;
    /**
     * Whether this bucket replicates back to the source, by rules that sync modifications of replicas: what a rule of the
     * source that does so asks for. It makes nothing here; a ReplicationSource on this bucket does. Default: false.
     */
    replicaModificationSync?: pulumi.Input<boolean>;
}

/**
 * The side that receives: a bucket whose policy lets one role of another account write replicas into it. Nothing of the
 * source need exist. Its outputs are what a ReplicationSource takes as `destination`.
 *
 * A plain argument that is wrong throws a `pulumi.RunError` before anything is made; an output that is wrong fails once it
 * is known.
 */
export class ReplicationDestination extends pulumi.ComponentResource {
    /** The ARN of the bucket, resolved once bucket, versioning and policy exist, so that replication to it can be set up. */
    public readonly bucketArn: pulumi.Output<string>;
    /** The name of the bucket, resolved as its ARN is: a bucket that replicates back can be a ReplicationSource's by it. */
    public readonly bucketName: pulumi.Output<string>;
    /** The id of the account that the bucket and its replicas belong to. */
    public readonly accountId: pulumi.Output<string>;
    /** The region of the bucket. */
    public readonly region: pulumi.Output<string>;
    /** The id of the account that the bucket policy was made for. */
    public readonly sourceAccountId: pulumi.Output<string>;
    /** The name of the role that the bucket policy was made for. */
    public readonly replicationRoleName: pulumi.Output<string>;
    /** The path of the role that the bucket policy was made for. */
    public readonly replicationRolePath: pulumi.Output<string>;
    /** Whether the bucket policy allows delete markers. */
    public readonly deleteMarkerReplication: pulumi.Output<boolean>;
    /** Whether the bucket replicates back, and syncs modifications of replicas. */
    public readonly replicaModificationSync: pulumi.Output<boolean>;
    /** Whether the bucket has Object Lock. */
    public readonly objectLock: pulumi.Output<boolean>;
    /** The ARN of the KMS key that replicas are encrypted with; none where there is no key. */
    public readonly kmsKeyArn?: pulumi.Output<string>;
    /** Whether the bucket uses an S3 Bucket Key; none where there is no key. */
    public readonly bucketKey?: pulumi.Output<boolean>;
    /** Whether the key's policy was made for a source that uses an S3 Bucket Key; none where there is no key. */
    public readonly sourceBucketKey?: pulumi.Output<boolean>;
    /** What the bucket policy has to hold for replication, as a JSON list of statements, where it is managed elsewhere. */
    public readonly bucketPolicyStatements: pulumi.Output<string>;
    /** The same of the key's policy, which a key that is made here has already; none where there is no key. */
    public readonly keyPolicyStatements?: pulumi.Output<string>;

    constructor(name: string, args: ReplicationDestinationArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationDestination "${name}"`;
        const at = (argument: keyof ReplicationDestinationArgs) => ({ component, argument });
        const { lifecycle, ...settings } = checkBucketSettings(component, args);
        const role = {
            sourceAccountId: checked(at("sourceAccountId"), args.sourceAccountId, must(accountIdRule)),
            replicationRoleName: checked(
                at("replicationRoleName"),
                args.replicationRoleName,
                must(roleNameRule),
            ),
            replicationRolePath: following(
                checked(at("replicationRolePath"), args.replicationRolePath, mayBe(rolePathRule)),
                (path) => path ?? "/",
            ),
        };
        const grant = checked(at("grant"), args.grant, choice(DestinationGrant, DestinationGrant.PinnedRole));
        const wanted = checked(at("deleteMarkerReplication"), args.deleteMarkerReplication, flag(false));
        const deleteMarkerReplication = pulumi
            .all([wanted, grant])
            // The article's statement has s3:ReplicateDelete in any case, and the source is told what is let in.
            .apply(([given, form]) => given || form === DestinationGrant.Article);
        const replicaModificationSync = checked(
            at("replicaModificationSync"),
            args.replicaModificationSync,
            flag(false),
        );

        super("s3-cross-account-replication:index:ReplicationDestination", name, {}, opts);

        const bucket = new ReplicationBucket(
            name,
            {
                ...settings,
                where: whereaboutsOf(this),
                bucketKeyUse:
                    settings.encryption &&
                    pulumi
                        .all([settings.encryption.sourceBucketKey, settings.encryption.bucketKey])
                        .apply(([source, destination]) => replicasUse({ source, destination })),
                statements: ({ partition, bucketArn }) =>
                    pulumi
                        .all([grant, { ...role, deleteMarkerReplication: wanted }])
                        .apply(([form, known]) =>
                            grantStatements(form, { ...known, partition, destinationBucketArn: bucketArn }),
                        ),
                keyStatements: (key, { partition }) =>
                    pulumi
                        .all([grant, role])
                        .apply(([form, known]) => [replicaKeyGrant(form, { ...known, partition }, key)]),
            },
            this,
        );
        bucket.encryptByDefault(name, []);
        const ready = [bucket.versioning, bucket.policy].filter((needed) => needed !== undefined);
        const cleared =
            lifecycle &&
            bucketLifecycle(name, bucket.bucketName, lifecycle, {
                ...bucket.settingOptions,
                dependsOn: ready,
            });

        this.bucketArn = after(ready, bucket.bucketArn);
        // A source on the same bucket goes by the name: its replication configuration and a lifecycle that are put side by side
        // can refuse one another.
        this.bucketName = after(cleared ? [...ready, cleared] : ready, bucket.bucketName);
        this.accountId = bucket.whereabouts.accountId;
        this.region = bucket.whereabouts.region;
        this.sourceAccountId = asOutput(role.sourceAccountId);
        this.replicationRoleName = asOutput(role.replicationRoleName);
        this.replicationRolePath = asOutput(role.replicationRolePath);
        this.deleteMarkerReplication = deleteMarkerReplication;
        this.replicaModificationSync = asOutput(replicaModificationSync);
        this.objectLock = pulumi.output(settings.objectLock);
        this.bucketPolicyStatements = pulumi.jsonStringify(bucket.statements);
        if (settings.encryption && bucket.key && bucket.keyStatements) {
            this.kmsKeyArn = bucket.key.keyArn;
            this.bucketKey = asOutput(settings.encryption.bucketKey);
            this.sourceBucketKey = asOutput(settings.encryption.sourceBucketKey);
            this.keyPolicyStatements = pulumi.jsonStringify(bucket.keyStatements);
        }
        if (settings.existing && !settings.ownStatements) {
            announce(this, "bucket", args.bucketName, "bucketPolicyStatements");
        }
        if (settings.encryption?.kmsKeyArn) {
            announce(this, "key", args.encryption?.kmsKeyArn, "keyPolicyStatements");
        }
        this.registerOutputs({
            bucketArn: this.bucketArn,
            bucketName: this.bucketName,
            accountId: this.accountId,
            region: this.region,
            sourceAccountId: this.sourceAccountId,
            replicationRoleName: this.replicationRoleName,
            replicationRolePath: this.replicationRolePath,
            deleteMarkerReplication: this.deleteMarkerReplication,
            replicaModificationSync: this.replicaModificationSync,
            objectLock: this.objectLock,
            kmsKeyArn: this.kmsKeyArn,
            bucketKey: this.bucketKey,
            sourceBucketKey: this.sourceBucketKey,
            bucketPolicyStatements: this.bucketPolicyStatements,
            keyPolicyStatements: this.keyPolicyStatements,
        });
    }
}

/** An output that is there once these resources are. */
function after<T>(resources: readonly pulumi.Resource[], output: pulumi.Output<T>): pulumi.Output<T> {
    return resources.reduce((later, { urn }) => urn.apply(() => later), output);
}

/** Says in the preview, which may not know the name yet, what somebody else has to see to: replication fails until then. */
function announce(
    component: ReplicationDestination,
    what: "bucket" | "key",
    which: pulumi.Input<string> | undefined,
    output: keyof ReplicationDestination,
): void {
    const named = typeof which === "string" ? `${what} ${which}` : what;
    void pulumi.log.info(
        `The policy of the ${named} is not managed here. It has to hold the statements of the output ${output}, or replication ` +
            "fails.",
        component,
    );
}
