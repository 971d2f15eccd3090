import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogging } from "./accessLogging";
import { argumentError } from "./arguments";
import { givenKey, makeKey, type BucketEncryption } from "./bucketEncryption";
import { secureBucket } from "./bucketSecurity";
import { documentText } from "./documentText";
import { objectLockOfExisting, regionOfExisting, warnOfLostStatements } from "./existingBucket";
import { bucketPolicy } from "./policies/bucketPolicies";
import { policyDocument, type PolicyStatement } from "./policies/document";
import { keyPolicy } from "./policies/keyPolicy";
import type { BucketKeyUse, KeyContext, KeyUse } from "./policies/keyUse";
import { sharedSid, withOwn, withoutOurs, type OwnStatement } from "./policies/ownStatements";
import type { Whereabouts } from "./whereabouts";

/** Where a bucket is, in known values. */
export interface BucketPlace extends Whereabouts {
    readonly bucketArn: string;
}

/** Arguments of a {@link ReplicationBucket}; each side hands on those of its own that concern the bucket, checked. */
export interface ReplicationBucketArgs {
    readonly component: string;
    readonly where: pulumi.Output<Whereabouts>;
    /** The name of the bucket; made by Pulumi where it is left out. */
    readonly bucketName: pulumi.Output<string | undefined>;
    /** An existing bucket: what replication needs is managed and nothing else. */
    readonly existing?: {
        readonly manageVersioning: boolean;
        /** Its name, to ask AWS for it; none where it comes from another resource of the program, and need not exist yet. */
        readonly lookUp?: string;
    };
    /** What the side needs in the bucket's policy. */
    readonly statements: (place: BucketPlace) => pulumi.Output<readonly PolicyStatement[]>;
    /** What the side needs in the policy of the bucket's key. */
    readonly keyStatements: (
        key: KeyContext,
        place: BucketPlace,
    ) => pulumi.Output<readonly PolicyStatement[]>;
    /** Statements of the user's own. */
    readonly ownStatements?: pulumi.Output<readonly OwnStatement[]>;
    readonly encryption?: BucketEncryption;
    /** How the key is used, where there is one. */
    readonly bucketKeyUse?: pulumi.Output<BucketKeyUse>;
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
export class ReplicationBucket extends pulumi.ComponentResource {
    /** The name of the bucket, known at preview. */
    readonly bucketName: pulumi.Output<string>;
    /** The ARN of the bucket, known at preview, and resolved in an update once the bucket exists. */
    readonly bucketArn: pulumi.Output<string>;
    readonly place: pulumi.Output<BucketPlace>;
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
    private readonly bucketKey?: pulumi.Output<boolean>;
    /** Whether the bucket was made here. */
    private readonly made: boolean;
    /** The options of whatever else is a setting of this bucket. */
    readonly settingOptions: pulumi.CustomResourceOptions;

    constructor(name: string, args: ReplicationBucketArgs, opts?: pulumi.ComponentResourceOptions) {
        super("s3-cross-account-replication:index:ReplicationBucket", name, {}, opts);
        const { existing, encryption } = args;
        // Undefined leaves it to the component's own option, which its children inherit. A bucket that is kept keeps its
        // settings: left to itself, the engine would delete these before it comes to the bucket and refuses.
        const child = { parent: this, protect: args.protectBucket };
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
        this.bucketName = made?.bucket ?? args.bucketName.apply((known) => known ?? "");
        const ofBucket = { bucket: this.bucketName };
        this.place = this.locate(args);
        this.bucketArn = this.place.bucketArn;
        this.statements = this.place.apply(args.statements);

        if (encryption) {
            const { context, key } = this.encrypt(name, args, encryption, child);
            this.key = key;
            this.bucketKey = encryption.bucketKey;
            this.keyStatements = pulumi
                .all([context, this.place])
                .apply(([known, place]) => args.keyStatements(known, place));
        }
        if (existing?.manageVersioning !== false) {
            this.versioning = new aws.s3.BucketVersioning(
                `${name}-versioning`,
                { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
                this.settingOptions,
            );
        }
        if (made) {
            secureBucket(name, this.bucketName, args.accessLogging, this.settingOptions);
        }
        if (made ?? args.ownStatements) {
            const policy = this.wholePolicy(args, made !== undefined);
            this.policy = new aws.s3.BucketPolicy(
                `${name}-policy`,
                { ...ofBucket, policy },
                this.settingOptions,
            );
            if (existing?.lookUp !== undefined) {
                warnOfLostStatements({ bucketName: existing.lookUp, parent: this }, policy);
            }
        }
        // It is not for others to see; what is put out is the sides'.
        this.registerOutputs();
    }

    /** Asks AWS for an existing bucket, so that what is wrong with it is told at preview. */
    private locate({
        component,
        existing,
        where,
        objectLock,
    }: ReplicationBucketArgs): pulumi.Output<BucketPlace> {
        const at = (argument: string) => ({ component, argument });
        const bucket =
            existing?.lookUp === undefined ? undefined : { bucketName: existing.lookUp, parent: this };
        return pulumi
            .all([
                this.bucketName,
                where,
                bucket && regionOfExisting(at("bucketName"), bucket),
                bucket && objectLockOfExisting(at("objectLock"), bucket, objectLock),
            ])
            .apply(([name, place, region]) => {
                if (region !== undefined && region !== place.region) {
                    throw argumentError(
                        at("bucketName"),
                        name,
                        `an existing bucket of the provider's region, ${place.region}`,
                        `This one is in ${region}.`,
                    );
                }
                return { ...place, bucketArn: `arn:${place.partition}:s3:::${name}` };
            });
    }

    /** The key, given or made, and how it is used. */
    private encrypt(
        name: string,
        args: ReplicationBucketArgs,
        { place: at, kmsKeyArn }: BucketEncryption,
        opts: pulumi.CustomResourceOptions,
    ): { context: pulumi.Output<KeyContext>; key: pulumi.Output<KeyUse> } {
        const context = pulumi
            .all([this.place, args.bucketKeyUse])
            .apply(([place, use = "either" as const]) => ({
                region: place.region,
                dnsSuffix: place.dnsSuffix,
                bucketArn: place.bucketArn,
                bucketKey: use,
            }));
        const policy = () =>
            pulumi
                .all([this.place, context])
                .apply(([place, known]) =>
                    pulumi
                        .output(args.keyStatements(known, place))
                        .apply((statements) =>
                            documentText(
                                at,
                                "key policy",
                                keyPolicy(place, statements),
                                "Shorten its statements.",
                            ),
                        ),
                );
        const keyArn = kmsKeyArn
            ? givenKey(at, kmsKeyArn, this.place.region, this)
            : makeKey(name, policy(), { bucketName: this.bucketName, tags: args.tags }, opts).arn;
        return {
            context,
            key: pulumi.all([context, keyArn]).apply(([known, arn]) => ({ ...known, keyArn: arn })),
        };
    }

    /** An existing bucket may be used over plain HTTP, which is not for replication to forbid. */
    private wholePolicy(args: ReplicationBucketArgs, tlsOnly: boolean): pulumi.Output<string> {
        const at = { component: args.component, argument: "bucketPolicy" };
        return pulumi
            .all([this.place, this.statements, args.ownStatements ?? []])
            .apply(([{ bucketArn }, statements, own]) => {
                const document = tlsOnly
                    ? bucketPolicy(bucketArn, statements)
                    : policyDocument(...statements);
                const others = withoutOurs(own, document);
                const sid = sharedSid(others, document);
                if (sid !== undefined) {
                    throw argumentError(
                        at,
                        sid,
                        "statements with other Sids than those made here",
                        "Leave it out where it is one that was made here before; else rename it.",
                    );
                }
                const whole = withOwn(document, others);
                if (whole.Statement.length === 0) {
                    throw argumentError(
                        at,
                        own,
                        "a policy with a statement",
                        "Replication needs none in this bucket's policy, and AWS takes no policy without: leave it out.",
                    );
                }
                return documentText(at, "bucket policy", whole, "Shorten the statements of your own.");
            });
    }

    /** Has S3 encrypt new objects with the bucket's key. A bucket that exists has a default of its own. */
    encryptByDefault(name: string, dependsOn: pulumi.Input<pulumi.Resource>[]): void {
        if (!this.made) {
            return;
        }
        const ofBucket = { bucket: this.bucketName };
        const setting = { ...this.settingOptions, dependsOn };
        new aws.s3.BucketServerSideEncryptionConfiguration(
            `${name}-encryption`,
            {
                ...ofBucket,
                rules: [
                    this.key
                        ? {
                              applyServerSideEncryptionByDefault: {
                                  sseAlgorithm: "aws:kms",
                                  kmsMasterKeyId: this.key.keyArn,
                              },
                              bucketKeyEnabled: this.bucketKey,
                          }
                        : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
                ],
            },
            setting,
        );
    }
}
