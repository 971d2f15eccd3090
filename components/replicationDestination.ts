import * as pulumi from "@pulumi/pulumi";
import { ReplicationBucket } from "./bucket/bucket";
import { keyContext } from "./bucket/key";
import { checkDestination, requireOtherAccount, type ReplicationDestinationArgs } from "./destination/args";
import { admitted, admittedBucketKeys } from "./destination/deployed";
import { bucketStatements, keyStatements, replicaKeyUse } from "./destination/permissions";
import { judgeReplicas } from "./destination/replicas";
import { warnOfDestination } from "./destination/warnings";
import { locationOf } from "./location";
import type { ReplicationTarget } from "./target/args";
import { asOutput, whenAll } from "./validation/pending";

/** The outputs of a ReplicationDestination. */
type DestinationOutputs = Omit<ReplicationDestination, keyof pulumi.ComponentResource>;

/**
 * The side that receives: a bucket whose policy lets one role of another account write replicas into it. Nothing of the source
 * need exist. Its output `target` is what a ReplicationSource takes as `destination`.
 *
 * A wrong argument is an error before anything is made. Where it is an output, it is an error once it is known.
 */
export class ReplicationDestination extends pulumi.ComponentResource {
    /** What a ReplicationSource takes as `destination`, in this program or another one. It is known when `bucketArn` is. */
    public readonly target!: pulumi.Output<ReplicationTarget>;
    /** The ARN of the bucket, known once bucket, versioning and policy exist, so that replication to it can be set up. */
    public readonly bucketArn!: pulumi.Output<string>;
    /** The name of the bucket, known when its ARN is and after the lifecycle: a ReplicationSource can take this bucket. */
    public readonly bucketName!: pulumi.Output<string>;
    /** The id of the account that the bucket and its replicas belong to. */
    public readonly accountId!: pulumi.Output<string>;
    /** The region of the bucket. */
    public readonly region!: pulumi.Output<string>;
    /** The id of the account that the deployed bucket policy lets in. */
    public readonly sourceAccountId!: pulumi.Output<string>;
    /** The name of the role that the deployed policies of bucket and key let in. */
    public readonly replicationRoleName!: pulumi.Output<string>;
    /** The path of that role. */
    public readonly replicationRolePath!: pulumi.Output<string>;
    /** Whether the deployed bucket policy allows delete markers. */
    public readonly deleteMarkerReplication!: pulumi.Output<boolean>;
    /** Whether the deployed bucket policy lets in annotations. */
    public readonly objectAnnotations!: pulumi.Output<boolean>;
    /** Whether the bucket replicates back, and syncs modifications of replicas. */
    public readonly replicaModificationSync!: pulumi.Output<boolean>;
    /** Whether the bucket has Object Lock. */
    public readonly objectLock!: pulumi.Output<boolean>;
    /** The ARN of the KMS key that replicas are encrypted with; none where there is no key. */
    public readonly kmsKeyArn?: pulumi.Output<string>;
    /** Whether the bucket uses an S3 Bucket Key; none where there is no key. */
    public readonly bucketKey?: pulumi.Output<boolean>;
    /** Whether the key's policy was made for a source that uses an S3 Bucket Key; none where there is no key. */
    public readonly sourceBucketKey?: pulumi.Output<boolean>;
    /** What the bucket policy has to hold for replication, as a JSON list of statements, where it is managed elsewhere. */
    public readonly bucketPolicyStatements!: pulumi.Output<string>;
    /** The same for the key's policy. A key that is made here has them already. None where there is no key. */
    public readonly keyPolicyStatements?: pulumi.Output<string>;

    constructor(name: string, args: ReplicationDestinationArgs, opts?: pulumi.ComponentResourceOptions) {
        const component = `ReplicationDestination "${name}"`;
        const checked = checkDestination(component, args);
        const { encryption } = checked.bucket;

        super("s3-cross-account-replication:index:ReplicationDestination", name, {}, opts);
        const where = locationOf(this).apply((own) => {
            requireOtherAccount(checked, own.accountId);
            return own;
        });
        const bucket = new ReplicationBucket(name, checked.bucket, where, this, {
            first: [where],
            defaults: judgeReplicas(checked),
        });
        const context = encryption && keyContext(bucket.location, replicaKeyUse(encryption));
        const keyGrant = context && keyStatements(checked, bucket.location, context);
        const key = keyGrant && bucket.useKey(context, keyGrant);
        const versioning = bucket.enableVersioning();
        bucket.addSettings();
        const bucketGrant = bucketStatements(checked, bucket.location);
        const policy = bucket.attachPolicy(bucketGrant);
        bucket.encryptByDefault(key?.used);
        const ready = [versioning, policy].filter((needed) => needed !== undefined);
        const lifecycle = bucket.addLifecycle(ready);
        warnOfDestination(checked, bucket, this);

        const granted = admitted(checked, { bucket: policy, key: key?.made }, bucket.location);
        const facts = {
            bucketArn: after(ready, bucket.bucketArn),
            replicaModificationSync: asOutput(checked.replicaModificationSync),
            objectLock: bucket.objectLock,
            ...(key && {
                kmsKeyArn: key.used.keyArn,
                ...admittedBucketKeys(encryption, checked, key.made),
            }),
        };
        const outputs: DestinationOutputs = {
            target: whenAll([granted, bucket.location], (known, { accountId, region }) =>
                pulumi.output({ ...known, accountId, region, ...facts }),
            ),
            ...facts,
            accountId: bucket.location.accountId,
            region: bucket.location.region,
            sourceAccountId: granted.sourceAccountId,
            replicationRoleName: granted.replicationRoleName,
            replicationRolePath: granted.replicationRolePath,
            deleteMarkerReplication: granted.deleteMarkerReplication,
            objectAnnotations: granted.objectAnnotations,
            // A source on the same bucket waits for the name: S3 can refuse a lifecycle and a replication configuration that
            // are put side by side.
            bucketName: after([...ready, ...lifecycle], bucket.bucketName),
            bucketPolicyStatements: pulumi.jsonStringify(bucketGrant),
            keyPolicyStatements: keyGrant && pulumi.jsonStringify(keyGrant),
        };
        Object.assign(this, outputs);
        this.registerOutputs(outputs);
    }
}

/** An output that is resolved once these resources exist. */
function after<T>(resources: readonly pulumi.Resource[], output: pulumi.Output<T>): pulumi.Output<T> {
    return resources.reduce((later, { urn }) => urn.apply(() => later), output);
}
