import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { userPolicySchema, type UserStatement } from "../policies/userStatements";
import { parse, validate } from "../validation/check";
import { argumentError } from "../validation/error";
import { bucketNameFormat } from "../validation/formats";
import type { Checked } from "../validation/pending";
import { onOff } from "../validation/schema";
import { checkResourceTags, type CheckedTags } from "../validation/tags";
import { checkEncryption, type BucketEncryption, type CheckedEncryption } from "./encryption";
import { lifecycleSchema, type BucketLifecycle } from "./lifecycle";
import { checkAccessLogging, type AccessLogging, type CheckedLogging } from "./logging";

/** What both sides may be told of their bucket. */
export interface BucketSettings {
    /**
     * The name of the bucket. A name that ends in -an is for an existing bucket alone. A change replaces the bucket: Pulumi
     * refuses that while it is protected, and AWS while it holds objects. Default: Pulumi makes one from the component's name.
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
     * A bucket policy of your own, as JSON. Its statements are added to those made here, and no other statement may have the
     * Sid of one made here. For an existing bucket, give the policy that it has; for a destination without a policy, one with
     * an empty list of statements. Default: none. The policy of an existing bucket is not touched then, and an output has what
     * it must hold.
     */
    bucketPolicy?: pulumi.Input<string>;
    /**
     * The KMS key of the bucket's objects; of an existing bucket, the key that they are under. An existing source whose default
     * encryption has a key needs that one, and AWS is asked for it at preview. Default: SSE-S3, no key.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
     */
    encryption?: BucketEncryption;
    /**
     * Whether the bucket has S3 Object Lock; of an existing bucket, whether it has it already. A change replaces the bucket.
     * Where the source has it, the destination must have it too. Default: false.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication
     */
    objectLock?: boolean;
    /**
     * What Amazon S3 deletes by itself. On a source the lifecycle comes after the replication configuration. Default: nothing.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
     */
    lifecycle?: BucketLifecycle;
    /**
     * Where requests to the bucket are logged. Default: nowhere.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
     */
    accessLogging?: AccessLogging;
    /** Whether deleting the bucket deletes every object and version in it first. Default: false. */
    forceDestroy?: pulumi.Input<boolean>;
    /**
     * Whether Pulumi refuses to delete or replace the bucket, its settings, its key and its replication configuration.
     * Default: the component's `protect` option, which covers the role too.
     */
    protectBucket?: boolean;
    /** Tags of what is made here: bucket, key, role, topics and alarms. Default: none. */
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The settings of a bucket, checked. */
export interface CheckedBucket {
    readonly component: string;
    /** The name of the bucket. Pulumi makes one where it is left out. */
    readonly bucketName: Checked<string | undefined>;
    /** An existing bucket: what replication needs is managed and nothing else. */
    readonly existing?: {
        readonly manageVersioning: boolean;
        /** Its name, to ask AWS for it. None where the name is an output: the bucket need not exist yet. */
        readonly lookUp?: string;
    };
    readonly userStatements?: Checked<readonly UserStatement[]>;
    readonly encryption?: CheckedEncryption;
    readonly objectLock: boolean;
    readonly lifecycle?: BucketLifecycle;
    readonly accessLogging?: CheckedLogging;
    readonly forceDestroy: Checked<boolean>;
    readonly protectBucket?: boolean;
    readonly tags?: CheckedTags;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
export const newBucketNameFormat = v.pipe(
    bucketNameFormat,
    v.check(
        (name) => !name.endsWith("-an"),
        "a name that does not end in -an, where the bucket is made here. AWS has such names in an account's regional " +
            "namespace alone: make the bucket elsewhere, and set existingBucket",
    ),
);

export function checkBucketSettings(component: string, args: BucketSettings): CheckedBucket {
    const at = (argument: keyof BucketSettings) => ({ component, argument });
    const existingBucket = parse(at("existingBucket"), args.existingBucket, v.optional(onOff, false));
    const manageVersioning = parse(at("manageVersioning"), args.manageVersioning, v.optional(onOff, true));
    rejectUnmanaged(component, args, { existingBucket, manageVersioning });
    const nameSchema = existingBucket ? bucketNameFormat : v.optional(newBucketNameFormat);
    const bucketName = validate(at("bucketName"), args.bucketName, nameSchema);
    return {
        component,
        bucketName,
        ...(existingBucket && {
            existing: {
                manageVersioning,
                ...(typeof args.bucketName === "string" && { lookUp: args.bucketName }),
            },
        }),
        ...(args.bucketPolicy !== undefined && {
            userStatements: validate(at("bucketPolicy"), args.bucketPolicy, userPolicySchema),
        }),
        encryption: checkEncryption(at("encryption"), args.encryption, existingBucket),
        objectLock: parse(at("objectLock"), args.objectLock, v.optional(onOff, false)),
        lifecycle:
            args.lifecycle === undefined
                ? undefined
                : parse(at("lifecycle"), args.lifecycle, lifecycleSchema),
        accessLogging: checkAccessLogging(at("accessLogging"), args.accessLogging, bucketName),
        forceDestroy: validate(at("forceDestroy"), args.forceDestroy, v.optional(onOff, false)),
        protectBucket: parse(at("protectBucket"), args.protectBucket, v.optional(onOff)),
        tags: args.tags === undefined ? undefined : checkResourceTags(at("tags"), args.tags),
    };
}

/** Settings that an existing bucket gets from whoever manages it. */
const managedElsewhere = ["lifecycle", "accessLogging", "forceDestroy"] as const;

/** Refuses settings of an existing bucket that are managed elsewhere, and a new bucket without versioning. */
function rejectUnmanaged(
    component: string,
    args: BucketSettings,
    { existingBucket, manageVersioning }: { existingBucket: boolean; manageVersioning: boolean },
): void {
    if (!existingBucket && !manageVersioning) {
        throw argumentError(
            { component, argument: "manageVersioning" },
            false,
            "true where the bucket is made here",
            "Replication needs versioning.",
        );
    }
    for (const argument of managedElsewhere) {
        if (existingBucket && args[argument] !== undefined && args[argument] !== false) {
            throw argumentError(
                { component, argument },
                args[argument],
                "leave it out where existingBucket is true",
                "Set it where the bucket is managed.",
            );
        }
    }
}
