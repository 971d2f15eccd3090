import type { HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import type { BucketReader } from "../../diagnose/object/bucketReader";
import { described } from "../../verify/s3Answers";

/** One version of an object, of whose content no more is read than is asked for. */
export type StoredVersion = Awaited<ReturnType<typeof readVersion>>;

export async function readVersion(reader: BucketReader, key: string, versionId: string) {
    const [head, tags] = await Promise.all([reader.describe(key, versionId), reader.tags(key, versionId)]);
    return {
        ...described(head),
        tags,
        size: head.ContentLength ?? 0,
        etag: head.ETag,
        checksums: checksumsOf(head),
        bytes: (from: number, count: number) => reader.bytes(key, versionId, from, count),
    };
}

/** By their algorithms, those of the whole object. One of its parts, which says how many they are, depends on the upload. */
function checksumsOf(head: HeadObjectCommandOutput): ReadonlyMap<string, string> {
    const { ChecksumCRC64NVME, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 } = head;
    const all = {
        CRC64NVME: ChecksumCRC64NVME,
        CRC32: ChecksumCRC32,
        CRC32C: ChecksumCRC32C,
        "SHA-1": ChecksumSHA1,
        "SHA-256": ChecksumSHA256,
    };
    return new Map(
        Object.entries(all).flatMap(([algorithm, value]) =>
            value === undefined || value.includes("-") ? [] : [[algorithm, value]],
        ),
    );
}
