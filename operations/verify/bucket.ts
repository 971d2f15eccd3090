import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import type { Side } from "../aws/side";

/** What an object is made of, and what replication has to keep. */
export interface ObjectContent {
    readonly body: Uint8Array;
    readonly contentType: string;
    /** The headers beside the content type that S3 keeps with an object, as Cache-Control. */
    readonly headers: Readonly<Record<string, string>>;
    readonly metadata: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
}

/** What an object is like once it is stored. */
export interface StoredContent extends ObjectContent {
    readonly storageClass: string;
}

/** A version of an object, or a delete marker, as a listing shows it. */
export interface ListedVersion {
    readonly key: string;
    readonly versionId: string;
    readonly isLatest: boolean;
    readonly isDeleteMarker: boolean;
    /** The canonical user id of the account that owns it. */
    readonly ownerId: string | undefined;
}

/** What S3 says of a version without its content. */
export interface VersionState {
    /** PENDING, COMPLETED or FAILED at the source, REPLICA at the destination, undefined where no rule applied. */
    readonly replicationStatus: string | undefined;
    readonly storageClass: string;
    /** How it is encrypted: AES256, aws:kms or aws:kms:dsse. */
    readonly encryption: string | undefined;
    /** The KMS key, where it is encrypted under one. */
    readonly kmsKeyArn: string | undefined;
}

/** A version of an object, read whole; its tags are read by themselves. */
export interface ReadVersion extends Omit<StoredContent, "tags">, VersionState {}

/** A bucket of one side, with that side's credentials. Every failed call is an error for people, which names the side. */
export interface Bucket {
    readonly side: Side;
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
    /** How many calls that write had no answer, so that S3 may have done, or may still do, what they asked for. */
    readonly unansweredWrites: number;
    /** The canonical user id of the account that owns the bucket. */
    ownerId(): Promise<string>;
    replication(): Promise<ReplicationConfiguration | undefined>;
    /** Whether there is an object under a prefix, but for those under another one within it. */
    hasObjects(prefix: string, without: string): Promise<boolean>;
    /** Writes an object, in so many parts; returns the version's id. */
    put(key: string, content: ObjectContent, parts?: number): Promise<string>;
    /** Deletes an object as users do, which leaves a delete marker. */
    remove(key: string): Promise<void>;
    state(key: string, versionId: string): Promise<VersionState>;
    read(key: string, versionId: string): Promise<ReadVersion>;
    tags(key: string, versionId: string): Promise<ObjectContent["tags"]>;
    /** All versions and markers under a prefix. */
    versions(prefix: string): Promise<readonly ListedVersion[]>;
    /** Deletes versions and markers for good. */
    purge(versions: readonly ListedVersion[]): Promise<void>;
    /** Ends all uploads under a prefix that were begun and not completed; returns how many. */
    abortUploads(prefix: string): Promise<number>;
}
