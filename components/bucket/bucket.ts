import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessLog, type AccessLogging } from "./logging";
import { argumentError, asOutput, type Checked } from "../validation/check";
import { encryptByDefault, type BucketEncryption } from "./encryption";
import { secureBucket } from "./bucketSecurity";
import { objectLockOfExisting, regionOfExisting, warnOfLostStatements } from "./existing";
import { keyOfBucket } from "./key";
import { bucketArnOf } from "../policies/arn";
import type { PolicyStatement } from "../policies/document";
import type { BucketKeyUse, KeyContext, KeyUse } from "../policies/keyUse";
import type { OwnStatement } from "../policies/userStatements";
import type { Whereabouts } from "../location";
import { wholePolicy } from "./policy";

/** Where a bucket is, in known values. */
export interface BucketWhereabouts extends Whereabouts {
    readonly bucketArn: string;
}

/** What a {@link ReplicationBucket} is made of; each side hands on those of its own arguments that concern the bucket, checked. */
export interface ReplicationBucketArgs {
    readonly component: string;
    readonly where: pulumi.Output<Whereabouts>;
    /** The name of the bucket; made by Pulumi where it is left out. */
    readonly bucketName: Checked<string | undefined>;
    /** An existing bucket: what replication needs is managed and nothing else. */
    readonly existing?: {
        readonly manageVersioning: boolean;
        /** Its name, to ask AWS for it; none where it comes from another resource of the program, and need not exist yet. */
        readonly lookUp?: string;
    };
    /** What the side needs in the bucket's policy. */
    readonly statements: (where: BucketWhereabouts) => pulumi.Output<readonly PolicyStatement[]>;
    /** What the side needs in the policy of the bucket's key. */
    readonly keyStatements: (
        key: KeyContext,
        where: BucketWhereabouts,
    ) => pulumi.Output<readonly PolicyStatement[]>;
    /** Statements of the user's own. */
    readonly ownStatements?: Checked<readonly OwnStatement[]>;
    readonly encryption?: BucketEncryption;
    /** How the key is used, where there is one. */
    readonly bucketKeyUse?: Checked<BucketKeyUse>;
    readonly objectLock: boolean;
    readonly accessLogging?: AccessLogging;
    readonly forceDestroy: pulumi.Input<boolean>;
    readonly protectBucket?: boolean;
    readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A bucket that can take part in replication, on either side: versioned, owned and entered by its own account alone
 * unless its policy says otherwise, encrypted, and reached over TLS only. Of an existing bucket it manages the versioning
 * and, where it is told what else the policy holds, the policy.
 */
export class ReplicationBucket {
    /** The name of the bucket, known at preview. */
    readonly bucketName: pulumi.Output<string>;
    /** The ARN of the bucket, known at preview, and resolved in an update once the bucket exists. */
    readonly bucketArn: pulumi.Output<string>;
    readonly whereabouts: pulumi.Output<BucketWhereabouts>;
    /** The key that objects are encrypted with. */
    readonly key?: pulumi.Output<KeyUse>;
    /** What the bucket's policy has to hold for replication, whoever manages it. */
    readonly statements: pulumi.Output<readonly PolicyStatement[]>;
    /** What the key's policy has to hold for replication, whoever manages it. */
    readonly keyStatements?: pulumi.Output<readonly PolicyStatement[]>;
    /** None where it is managed elsewhere. */
    readonly versioning?: pulumi.Resource;
    /** None where it is managed elsewhere. */
    readonly policy?: pulumi.Resource;
    private readonly bucketKey?: Checked<boolean>;
    /** Whether the bucket was made here. */
    private readonly made: boolean;
    /** The options of whatever else is a setting of this bucket. */
    readonly settingOptions: pulumi.CustomResourceOptions;

    /** Makes it as children of the side that it is the bucket of. */
    constructor(name: string, args: ReplicationBucketArgs, parent: pulumi.ComponentResource) {
        const { existing, encryption } = args;
        // Undefined leaves it to the component's own option, which its children inherit. A bucket that is kept keeps its
        // settings: left to itself, the engine would delete these before it comes to the bucket and refuses.
        const child = { parent, protect: args.protectBucket };
        const made = existing
            ? undefined
            : new aws.s3.Bucket(
                  `${name}-bucket`,
                  {
                      bucket: args.bucketName,
                      forceDestroy: args.forceDestroy,
                      // Left out where it is off: the plug-in replaces a bucket where it changes.
                      objectLockEnabled: args.objectLock || undefined,
                      tags: args.tags,
                  },
                  child,
              );
        this.made = made !== undefined;
        // Settings go with the bucket and not before it: where AWS refuses to delete it, it is still versioned and closed.
        // An existing bucket keeps them for good, as it was not made here.
        this.settingOptions = made ? { ...child, deletedWith: made } : { ...child, retainOnDelete: true };
        // The name as an input is known at preview where the id is not, and depends on the bucket as the id does.
        this.bucketName = made?.bucket ?? asOutput(args.bucketName).apply((known) => known ?? "");
        const ofBucket = { bucket: this.bucketName };
        this.whereabouts = this.locate(args, parent);
        this.bucketArn = this.whereabouts.bucketArn;
        this.statements = this.whereabouts.apply(args.statements);

        if (encryption) {
            const { key, statements } = keyOfBucket(
                name,
                encryption,
                {
                    bucketName: this.bucketName,
                    whereabouts: this.whereabouts,
                    use: args.bucketKeyUse,
                    statements: args.keyStatements,
                    tags: args.tags,
                },
                child,
            );
            this.key = key;
            this.bucketKey = encryption.bucketKey;
            this.keyStatements = statements;
        }
        if (existing?.manageVersioning === false && existing.lookUp !== undefined) {
            void pulumi.log.info(
                `The versioning of the bucket ${existing.lookUp} is not managed here. It has to be on, or replication fails.`,
                parent,
            );
        }
        if (existing?.manageVersioning !== false) {
            this.versioning = new aws.s3.BucketVersioning(
                `${name}-versioning`,
                { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
                this.settingOptions,
            );
        }
        if (made) {
            secureBucket(name, this.bucketName, this.settingOptions);
            if (args.accessLogging) {
                accessLog(name, this.bucketName, args.accessLogging, this.settingOptions);
            }
        }
        if (made ?? args.ownStatements) {
            const policy = wholePolicy(args.component, {
                bucketArn: this.bucketArn,
                // An existing bucket may be used over plain HTTP, which is not for replication to forbid.
                tlsOnly: made !== undefined,
                statements: this.statements,
                ownStatements: args.ownStatements,
            });
            this.policy = new aws.s3.BucketPolicy(
                `${name}-policy`,
                { ...ofBucket, policy },
                this.settingOptions,
            );
            if (existing?.lookUp !== undefined) {
                warnOfLostStatements({ bucketName: existing.lookUp, parent }, policy);
            }
        }
    }

    /** Asks AWS for an existing bucket, so that what is wrong with it is told at preview. */
    private locate(
        { component, existing, where, objectLock }: ReplicationBucketArgs,
        parent: pulumi.Resource,
    ): pulumi.Output<BucketWhereabouts> {
        const located = where.apply((own) =>
            this.bucketName.apply((name) => ({ ...own, bucketArn: bucketArnOf(own.partition, name) })),
        );
        if (existing?.lookUp === undefined) {
            return located;
        }
        const at = (argument: string) => ({ component, argument });
        const bucketName = existing.lookUp;
        return pulumi
            .all([
                located,
                regionOfExisting(at("bucketName"), { bucketName, parent }),
                objectLockOfExisting(at("objectLock"), { bucketName, parent }, objectLock),
            ])
            .apply(([own, region]) => {
                if (region !== own.region) {
                    throw argumentError(
                        at("bucketName"),
                        bucketName,
                        `an existing bucket of the provider's region, ${own.region}`,
                        `This one is in ${region}.`,
                    );
                }
                return own;
            });
    }

    /** Has S3 encrypt new objects. A bucket that exists has a default of its own. */
    encryptByDefault(name: string, dependsOn: pulumi.Input<pulumi.Resource>[]): void {
        if (this.made) {
            const { key, bucketKey } = this;
            encryptByDefault(
                name,
                this.bucketName,
                key && bucketKey !== undefined ? { keyArn: key.keyArn, bucketKey } : undefined,
                { ...this.settingOptions, dependsOn },
            );
        }
    }
}
