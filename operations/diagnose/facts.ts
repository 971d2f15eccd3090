/*
 * What was read of a replication. The judgement goes by this alone, and asks nobody.
 */
import type { ReplicationConfiguration } from "@aws-sdk/client-s3";

/** What AWS answered: a value, that there is none, or why it was not told. */
export type Read<T> = { readonly value: T } | { readonly none: true } | { readonly unread: string };

/** The answer that there is none. */
export const none = { none: true } as const;

/** What was read; undefined where there is none, and where it was not told. */
export function valueOf<T>(read: Read<T>): T | undefined {
    return "value" in read ? read.value : undefined;
}

/** The default encryption of a bucket. */
export interface DefaultEncryption {
    /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
    readonly algorithm: string;
    /** The ARN of the key. Undefined under SSE-S3, and where the bucket names a key by an alias that KMS does not tell. */
    readonly keyArn?: string;
    /** The key as the bucket names it: an ARN, an id or an alias. */
    readonly keyName?: string;
    /** Whether objects under a KMS key get an S3 Bucket Key. */
    readonly bucketKey: boolean;
}

/** A bucket that takes part. */
export interface BucketFacts {
    readonly name: string;
    readonly arn: string;
    /** Whether the account of the credentials has such a bucket; `unread` names who refused. */
    readonly exists: Read<true>;
    readonly versioning: Read<"Enabled" | "Suspended" | "Off">;
    /** The setting of Object Ownership; none where the bucket still has the old default, the object's writer. */
    readonly ownership: Read<string>;
    readonly encryption: Read<DefaultEncryption>;
    readonly objectLock: Read<true>;
    /** The policy, parsed. */
    readonly policy: Read<unknown>;
    /** Whether S3 counts the policy as public. */
    readonly publicPolicy: Read<boolean>;
    /** `BucketOwner` or `Requester`. */
    readonly payer: Read<string>;
    /** Whether a public access block restricts a public policy to its own account: the bucket's, or a destination's account's. */
    readonly restrictsPublicPolicy: Read<boolean>;
}

/** A side: its account, and its bucket there. */
export interface SideFacts {
    /** Undefined where nobody says it: neither the credentials, nor a stack, nor a rule. */
    readonly accountId?: string;
    readonly region?: string;
    readonly bucket: BucketFacts;
    /** The keys that objects of this side are under, by their ARNs. */
    readonly keys: Readonly<Record<string, Read<KeyFacts>>>;
}

/** A KMS key. */
export interface KeyFacts {
    readonly arn: string;
    /** `Enabled`, `Disabled`, `PendingDeletion`, … */
    readonly state: string;
    /** `SYMMETRIC_DEFAULT`, … */
    readonly spec: string;
    /** Whether AWS manages it, as `aws/s3`. */
    readonly ofAws: boolean;
    readonly policy: Read<unknown>;
    /** Grants that are for the replication role. */
    readonly grants: Read<readonly KeyGrant[]>;
}

/** A grant of a key to the replication role. */
export interface KeyGrant {
    readonly id: string;
    /** As `Encrypt`, `GenerateDataKey`. */
    readonly operations: readonly string[];
    /** Whether it is limited to an encryption context. */
    readonly constrained: boolean;
}

/** The role that Amazon S3 replicates as. */
export interface RoleFacts {
    readonly arn: string;
    /** The unique id, as `AROA…`. */
    readonly id: string;
    readonly trust: unknown;
    /** Inline and attached policies by their names. */
    readonly policies: readonly NamedPolicy[];
    readonly boundary?: NamedPolicy;
}

/** A policy of the role's. */
export interface NamedPolicy {
    /** As in an answer: `inline policy replication`, `attached policy arn:…`. */
    readonly name: string;
    readonly kind: "inline" | "attached" | "boundary";
    /** The name or the ARN alone, as a command takes it. */
    readonly id: string;
    readonly content: Read<unknown>;
}

/** Who hears of failures. */
export interface MonitoringFacts {
    /** Alarms on OperationsFailedReplication of the bucket. */
    readonly alarms: Read<readonly { readonly name: string; readonly actions: number }[]>;
    /** Where failure events go. */
    readonly targets: Read<readonly EventTarget[]>;
}

/** A queue, topic or function that events of failed replication go to; EventBridge has no ARN. */
export interface EventTarget {
    readonly kind: "queue" | "topic" | "function" | "EventBridge";
    readonly arn: string;
    readonly exists: Read<true>;
}

/** The source, with all that is the replication's own. */
export interface SourceFacts extends SideFacts {
    readonly configuration: Read<ReplicationConfiguration>;
    /** The role that the configuration names. */
    readonly role: Read<RoleFacts>;
    readonly monitoring: MonitoringFacts;
}

/** A destination. Its own configuration says whether it replicates back. */
export interface DestinationFacts extends SideFacts {
    readonly configuration: Read<ReplicationConfiguration>;
}

/** What is deployed, by the stacks' own word. */
export interface StackFacts {
    /** The stack as a command names it. */
    readonly name: string;
    /** The resources that the stack manages, as far as they matter here. */
    readonly resources: readonly ManagedResource[];
}

/** A resource of a stack, with the inputs that it was deployed with. */
export interface ManagedResource {
    /** As `aws:s3/bucketPolicy:BucketPolicy`. */
    readonly type: string;
    /** The id that the provider gave it, as a key's, which is not among the inputs. */
    readonly id?: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** All that was read of a pair. */
export interface Facts {
    /** The partition of both sides: `aws`, `aws-cn` or `aws-us-gov`. */
    readonly partition: string;
    readonly source: SourceFacts;
    /** The destinations that were looked at. */
    readonly destinations: readonly DestinationFacts[];
    /** Whether annotations of objects are to be replicated. */
    readonly objectAnnotations: boolean;
    /** Absent of a pair that was named by its buckets. */
    readonly stacks?: Readonly<Partial<Record<"source" | "destination", StackFacts>>>;
    /** The role by the stacks' own word, where the configuration cannot be read. */
    readonly intendedRoleArn?: string;
    /** The AWS profile of a side; absent where its credentials are the environment's. */
    readonly profiles: Readonly<Partial<Record<"source" | "destination", string>>>;
    /** The folder of the Pulumi project, where it is not the one that the command is run in. */
    readonly projectFolder?: string;
}

/** The role that the source's configuration names, or by the stacks' own word. */
export function roleArnOf({ source, intendedRoleArn }: Facts): string | undefined {
    return valueOf(source.configuration)?.Role ?? intendedRoleArn;
}
