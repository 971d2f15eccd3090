import type {
    DeleteMarkerEntry,
    HeadObjectCommandOutput,
    ListObjectVersionsCommandInput,
    ListObjectVersionsCommandOutput,
    ObjectVersion,
} from "@aws-sdk/client-s3";

/** A version or a delete marker, as a listing shows it. */
export interface ListedEntry {
    readonly key: string;
    readonly versionId: string;
    readonly isLatest: boolean;
    readonly isDeleteMarker: boolean;
    readonly modified: Date;
    /** The canonical user id of the account that owns it. */
    readonly ownerId?: string;
    readonly etag?: string;
    readonly size: number;
    /** Of a version, where S3 tells it. */
    readonly storageClass?: string;
}

/** The replication status of a version, in S3's words; `none` where it has none. */
export type ReplicationStatus = "COMPLETED" | "PENDING" | "FAILED" | "REPLICA" | "none";

/** What S3 says of a version without its content. */
export interface VersionHead {
    readonly kind: "version";
    readonly status: ReplicationStatus;
    readonly storageClass: string;
    /** Whether S3 Intelligent-Tiering has archived it. */
    readonly archived: boolean;
    /** `AES256`, `aws:kms` or `aws:kms:dsse`. */
    readonly encryption?: string;
    readonly keyArn?: string;
    /** Whether it has a retention or a legal hold. */
    readonly locked: boolean;
}

/** The answer to a HEAD of a version; of an object under a customer's key (SSE-C) S3 tells nothing without that key. */
export type Head = VersionHead | { readonly kind: "missing" | "delete marker" | "customer key" };

export function headOf(answer: HeadObjectCommandOutput): VersionHead {
    return {
        kind: "version",
        status: statusIn(answer.ReplicationStatus),
        // S3 leaves this one out: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
        storageClass: answer.StorageClass ?? "STANDARD",
        archived: answer.ArchiveStatus !== undefined,
        encryption: answer.ServerSideEncryption,
        keyArn: answer.SSEKMSKeyId,
        locked: answer.ObjectLockMode !== undefined || answer.ObjectLockLegalHoldStatus === "ON",
    };
}

/** S3's documents say COMPLETED, and the SDK knows COMPLETE too. */
function statusIn(status: HeadObjectCommandOutput["ReplicationStatus"]): ReplicationStatus {
    return status === "COMPLETE" ? "COMPLETED" : (status ?? "none");
}

/** A page of a listing. */
export interface Listing {
    /** Versions first, then delete markers: the SDK does not keep the order that they have together. */
    readonly entries: readonly ListedEntry[];
    /** Where the next page begins; absent of the last. */
    readonly next?: Pick<ListObjectVersionsCommandInput, "KeyMarker" | "VersionIdMarker">;
}

export function listingOf({
    Versions = [],
    DeleteMarkers = [],
    IsTruncated,
    NextKeyMarker: KeyMarker,
    NextVersionIdMarker: VersionIdMarker,
}: ListObjectVersionsCommandOutput): Listing {
    return {
        entries: [
            ...Versions.map((version) => ({
                ...listed(version, false),
                etag: version.ETag,
                size: version.Size ?? 0,
                storageClass: version.StorageClass,
            })),
            ...DeleteMarkers.map((marker) => ({ ...listed(marker, true), size: 0 })),
        ],
        ...(IsTruncated && { next: { KeyMarker, VersionIdMarker } }),
    };
}

function listed(entry: ObjectVersion | DeleteMarkerEntry, isDeleteMarker: boolean) {
    return {
        key: entry.Key ?? "",
        versionId: entry.VersionId ?? "null",
        isLatest: entry.IsLatest ?? false,
        isDeleteMarker,
        modified: entry.LastModified ?? new Date(0),
        ownerId: entry.Owner?.ID,
    };
}
