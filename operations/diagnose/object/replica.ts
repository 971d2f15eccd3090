import { none, type Read } from "../facts";
import type { ListedEntry, VersionHead } from "./answers";
import type { BucketReader } from "./bucketReader";
import { readUnlessRefused, unlessRefused } from "./refusal";

/** What became of a replica since it was written. */
export interface Change {
    /** `overwritten` by a newer version, or `deleted` by a delete marker. */
    readonly kind: "overwritten" | "deleted";
    /** Where that was done: at the source, and replicated, or at the destination; unknown where it cannot be told. */
    readonly at: "source" | "destination" | "unknown";
    readonly versionId: string;
    readonly when: string;
}

/** The replica of a version, as it is at the destination. */
export interface Replica {
    readonly versionId: string;
    /** Amazon S3 keeps the version's id. Where it is another, the replica was recognized by its content. */
    readonly sameVersionId: boolean;
    /** The canonical user id of the account that owns it. */
    readonly ownerId?: string;
    /** Whether that is the owner of the destination bucket; absent where it is not known. */
    readonly ownedByBucketOwner?: boolean;
    /** `AES256`, `aws:kms`, `aws:kms:dsse`, or `SSE-C`. */
    readonly encryption?: string;
    readonly keyArn?: string;
    readonly storageClass?: string;
    /** The class that the rule writes, where the replica has another: it was moved since, or the rule was changed. */
    readonly writtenAs?: string;
    /** What is on top of it. */
    readonly change?: Change;
}

/** Finds the replica of a version at the destination. */
export function readReplica(
    original: ListedEntry,
    source: BucketReader,
    destination: BucketReader,
    expectedClass: string | undefined,
): Promise<Read<Replica>> {
    return readUnlessRefused(async () => {
        const { own, alike, latest } = await search(original, destination);
        const entry = own ?? (await firstReplica(alike, source, destination));
        return entry === undefined
            ? none
            : { value: await describe(entry, original, latest, { source, destination, expectedClass }) };
    });
}

/** More versions of the same content are not looked at. */
const mostAlike = 10;

async function search(original: ListedEntry, destination: BucketReader) {
    const alike: ListedEntry[] = [];
    let own: ListedEntry | undefined;
    let latest: ListedEntry | undefined;
    for await (const entry of destination.entriesOfKey(original.key)) {
        latest = entry.isLatest ? entry : latest;
        if (entry.versionId === original.versionId && !entry.isDeleteMarker) {
            own = entry;
        } else if (hasContentOf(original, entry) && alike.length < mostAlike) {
            alike.push(entry);
        }
        // The latest is listed first of a key.
        if (own !== undefined && latest !== undefined) {
            break;
        }
    }
    return { own, alike, latest };
}

function hasContentOf(original: ListedEntry, { isDeleteMarker, etag, size }: ListedEntry): boolean {
    return !isDeleteMarker && etag !== undefined && etag === original.etag && size === original.size;
}

/**
 * A version of the same content that is a replica, of no other version of the source: Amazon S3 gives it the original's id,
 * an S3 of another make may not.
 */
async function firstReplica(alike: readonly ListedEntry[], source: BucketReader, destination: BucketReader) {
    for (const entry of alike) {
        const head = await destination.head(entry.key, entry.versionId);
        if (head.kind === "version" && head.status === "REPLICA") {
            const original = await source.head(entry.key, entry.versionId);
            if (original.kind === "missing") {
                return entry;
            }
        }
    }
    return undefined;
}

interface Surroundings {
    readonly source: BucketReader;
    readonly destination: BucketReader;
    readonly expectedClass: string | undefined;
}

async function describe(
    entry: ListedEntry,
    original: ListedEntry,
    latest: ListedEntry | undefined,
    { source, destination, expectedClass }: Surroundings,
): Promise<Replica> {
    const [head, bucketOwner] = await Promise.all([
        destination.head(entry.key, entry.versionId),
        destination.ownerId().catch(unlessRefused),
    ]);
    const known = entry.ownerId !== undefined && bucketOwner !== undefined;
    const moved =
        head.kind === "version" && expectedClass !== undefined && head.storageClass !== expectedClass;
    return {
        versionId: entry.versionId,
        sameVersionId: entry.versionId === original.versionId,
        ...(entry.ownerId === undefined ? {} : { ownerId: entry.ownerId }),
        ...(known ? { ownedByBucketOwner: entry.ownerId === bucketOwner } : {}),
        ...(head.kind === "customer key" ? { encryption: "SSE-C" } : {}),
        ...(head.kind === "version" ? stored(head) : {}),
        ...(moved ? { writtenAs: expectedClass } : {}),
        ...(latest === undefined || latest.versionId === entry.versionId
            ? {}
            : { change: await changeOf(latest, source, destination) }),
    };
}

function stored({ encryption, keyArn, storageClass }: VersionHead) {
    return {
        ...(encryption === undefined ? {} : { encryption }),
        ...(keyArn === undefined ? {} : { keyArn }),
        storageClass,
    };
}

async function changeOf(
    latest: ListedEntry,
    source: BucketReader,
    destination: BucketReader,
): Promise<Change> {
    const { versionId, isDeleteMarker, modified } = latest;
    return {
        kind: isDeleteMarker ? "deleted" : "overwritten",
        at: (await placeOf(latest, source, destination).catch(unlessRefused)) ?? "unknown",
        versionId,
        when: modified.toISOString(),
    };
}

async function placeOf(
    { key, versionId, isDeleteMarker }: ListedEntry,
    source: BucketReader,
    destination: BucketReader,
): Promise<Change["at"]> {
    const original = await source.head(key, versionId);
    if (original.kind !== "missing") {
        return "source";
    }
    if (!isDeleteMarker) {
        const head = await destination.head(key, versionId);
        return head.kind === "version" && head.status === "REPLICA" ? "source" : "destination";
    }
    // A delete marker says nowhere whether it is a replica; Amazon S3 gives it the original's id, others may not.
    for await (const entry of source.entriesOfKey(key)) {
        if (entry.isDeleteMarker) {
            return "unknown";
        }
    }
    return "destination";
}
