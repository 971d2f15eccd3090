import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import type { Side } from "./side";

/** What an object is made of, and what replication has to keep. */
export interface ObjectContent {
    readonly body: Uint8Array;
    readonly contentType: string;
    readonly metadata: Readonly<Record<string, string>>;
    readonly tags: Readonly<Record<string, string>>;
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

/** A version of an object, read whole; its tags are read by themselves. */
export interface ReadVersion extends Omit<ObjectContent, "tags"> {
    /** PENDING, COMPLETED or FAILED at the source, REPLICA at the destination, undefined where no rule applied. */
    readonly replicationStatus: string | undefined;
}

/** A bucket of one side, with that side's credentials. Every failed call is an error for people, which names the side. */
export interface Bucket {
    readonly side: Side;
    readonly name: string;
    readonly accountId: string;
    readonly region: string;
    /** The canonical user id of the account that owns the bucket. */
    ownerId(): Promise<string>;
    replication(): Promise<ReplicationConfiguration | undefined>;
    /** Writes an object, in so many parts; returns the version's id. */
    put(key: string, content: ObjectContent, parts?: number): Promise<string>;
    /** Deletes an object as users do, which leaves a delete marker. */
    remove(key: string): Promise<void>;
    replicationStatus(key: string, versionId: string): Promise<string | undefined>;
    read(key: string, versionId: string): Promise<ReadVersion>;
    tags(key: string, versionId: string): Promise<ObjectContent["tags"]>;
    /** All versions and markers under a prefix. */
    versions(prefix: string): Promise<readonly ListedVersion[]>;
    /** Deletes versions and markers for good. */
    purge(versions: readonly ListedVersion[]): Promise<void>;
}
