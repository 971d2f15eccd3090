import type * as pulumi from "@pulumi/pulumi";
import { checkAccessLogging, type AccessLoggingArgs } from "./logging";
import { bucketNameRule } from "../validation/formats";
import {
    argumentError,
    checked,
    flag,
    keeping,
    mayBe,
    mayBeFlag,
    must,
    type Check,
} from "../validation/check";
import { checkEncryption, type BucketEncryptionArgs } from "./encryption";
import { lifecycleSchema, type BucketLifecycleArgs } from "./lifecycle";
import { ownPolicySchema } from "../policies/userStatements";
import type { ReplicationBucketArgs } from "./bucket";
import { checkResourceTags } from "../validation/tags";

/** What both sides may be told of their bucket. */
export interface BucketSettings {
    /**
     * The name of the bucket. Default: a name made by Pulumi from the component's. A change replaces the bucket, which
     * Pulumi refuses while it is protected and AWS while it holds objects.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
     */
    bucketName?: pulumi.Input<string>;
    /**
     * Whether the bucket of that name exists already. Then only what replication needs is managed: its versioning and, where
     * `bucketPolicy` is given, its policy. Both stay when the component is destroyed. Default: false.
     */
    existingBucket?: boolean;
    /**
     * Whether the component turns on the versioning of an existing bucket. `false` where it is on and managed elsewhere.
     * Default: true.
     */
    manageVersioning?: boolean;
    /**
     * A bucket policy of your own, as JSON: its statements are added to those made here. For an existing bucket it is the
     * policy that the bucket has; on a destination with an empty list of statements where it has none. Default: none; the
     * policy of an existing bucket is not touched then, and what it must hold is put out.
     */
    bucketPolicy?: pulumi.Input<string>;
    /**
     * The KMS key of the bucket's objects; of an existing bucket, the key that they are under. Default: SSE-S3, no key.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
     */
    encryption?: BucketEncryptionArgs;
    /**
     * Whether the bucket has S3 Object Lock; of an existing bucket, whether it has it already. A change replaces the bucket.
     * Where the source has it, the destination must have it too. Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
     */
    objectLock?: boolean;
    /**
     * What Amazon S3 clears away in the bucket by itself. Default: nothing.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
     */
    lifecycle?: BucketLifecycleArgs;
    /**
     * Where requests to the bucket are logged. Default: nowhere.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
     */
    accessLogging?: AccessLoggingArgs;
    /** Whether deleting the bucket deletes every object and version in it first. Default: false. */
    forceDestroy?: pulumi.Input<boolean>;
    /**
     * Whether Pulumi refuses to delete or replace the bucket, its settings, its key and its replication configuration.
     * Default: the component's `protect` option, which covers the role too.
     */
    protectBucket?: boolean;
    /** Tags of whatever is made here and can have tags: bucket, key, role, topics and alarms. Default: none. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Settings of an existing bucket that are for whoever manages it. */
const notOfAnExistingBucket = ["lifecycle", "accessLogging", "forceDestroy"] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
const nameOfMade: Check<unknown, string | undefined> = (place, value) => {
    const name = mayBe(bucketNameRule)(place, value);
    if (name?.endsWith("-an")) {
        throw argumentError(
            place,
            name,
            "a name that does not end in -an, where the bucket is made here",
            "AWS has such names in an account's regional namespace alone: make the bucket elsewhere, and set existingBucket.",
        );
    }
    return name;
};

/** The settings, checked: what a ReplicationBucket takes of them, and the lifecycle, which comes last of all. */
export function checkBucketSettings(
    component: string,
    args: BucketSettings,
): Omit<ReplicationBucketArgs, "where" | "statements" | "keyStatements"> & {
    readonly lifecycle?: BucketLifecycleArgs;
} {
    const at = (argument: keyof BucketSettings) => ({ component, argument });
    const existing = mayBeFlag(at("existingBucket"), args.existingBucket) ?? false;
    const manageVersioning = mayBeFlag(at("manageVersioning"), args.manageVersioning) ?? true;
    if (!existing && !manageVersioning) {
        throw argumentError(
            at("manageVersioning"),
            false,
            "true where the bucket is made here",
            "Replication needs versioning.",
        );
    }
    for (const setting of notOfAnExistingBucket) {
        if (existing && args[setting] !== undefined && args[setting] !== false) {
            throw argumentError(
                at(setting),
                args[setting],
                "nothing where existingBucket is true",
                "Set it where the bucket is managed.",
            );
        }
    }
    return {
        component,
        bucketName: checked(at("bucketName"), args.bucketName, existing ? must(bucketNameRule) : nameOfMade),
        ...(existing && {
            existing: {
                manageVersioning,
                ...(typeof args.bucketName === "string" && { lookUp: args.bucketName }),
            },
        }),
        ...(args.bucketPolicy !== undefined && {
            ownStatements: checked(at("bucketPolicy"), args.bucketPolicy, keeping(ownPolicySchema)),
        }),
        encryption: checkEncryption(at("encryption"), args.encryption, existing),
        objectLock: mayBeFlag(at("objectLock"), args.objectLock) ?? false,
        lifecycle:
            args.lifecycle === undefined
                ? undefined
                : keeping(lifecycleSchema)(at("lifecycle"), args.lifecycle),
        accessLogging: checkAccessLogging(at("accessLogging"), args.accessLogging, args.bucketName),
        forceDestroy: checked(at("forceDestroy"), args.forceDestroy, flag(false)),
        protectBucket: mayBeFlag(at("protectBucket"), args.protectBucket),
        tags: args.tags === undefined ? undefined : checkResourceTags(at("tags"), args.tags),
    };
}
