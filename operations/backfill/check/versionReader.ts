import {
    GetObjectCommand,
    GetObjectTaggingCommand,
    HeadObjectCommand,
    type HeadObjectCommandOutput,
    type S3Client,
} from "@aws-sdk/client-s3";
import { served, type CallOptions } from "../../aws/served";
import type { Side } from "../../aws/side";
import { described } from "../../verify/s3Answers";

/** A checksum that S3 keeps with an object. */
interface Checksum {
    readonly algorithm: string;
    readonly value: string;
}

/** Reads one version of an object, and no more of it than is asked for. */
export class VersionReader {
    private readonly version;
    private readonly target: string;

    constructor(
        private readonly s3: S3Client,
        private readonly side: Side,
        place: { readonly bucket: string; readonly accountId: string },
        object: { readonly key: string; readonly versionId: string },
    ) {
        this.version = {
            Bucket: place.bucket,
            ExpectedBucketOwner: place.accountId,
            Key: object.key,
            VersionId: object.versionId,
        };
        this.target = `bucket ${place.bucket} of account ${place.accountId}`;
    }

    /** All that S3 says of it but for its content and its tags. */
    async head() {
        return this.call("HeadObject", async (options) => {
            const command = new HeadObjectCommand({ ...this.version, ChecksumMode: "ENABLED" });
            const head = await this.s3.send(command, options);
            return {
                ...described(head),
                size: head.ContentLength ?? 0,
                etag: head.ETag,
                checksums: checksumsOf(head),
            };
        });
    }

    async tags(): Promise<Readonly<Record<string, string>>> {
        const { TagSet = [] } = await this.call("GetObjectTagging", (options) =>
            this.s3.send(new GetObjectTaggingCommand(this.version), options),
        );
        return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
    }

    /** So many bytes from one on; fewer where the object ends before. */
    async bytes(from: number, count: number): Promise<Uint8Array> {
        return this.call("GetObject", async (options) => {
            const Range = `bytes=${from}-${from + count - 1}`;
            const { Body } = await this.s3.send(new GetObjectCommand({ ...this.version, Range }), options);
            return (await Body?.transformToByteArray()) ?? new Uint8Array();
        });
    }

    private call<T>(operation: string, attempt: (options: CallOptions) => Promise<T>): Promise<T> {
        return served({ side: this.side, service: "s3", operation, target: this.target }, attempt);
    }
}

/** Those of the whole object. One of its parts, which says how many they are, depends on how it was uploaded. */
function checksumsOf(head: HeadObjectCommandOutput): readonly Checksum[] {
    const { ChecksumCRC64NVME, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 } = head;
    const all = {
        CRC64NVME: ChecksumCRC64NVME,
        CRC32: ChecksumCRC32,
        CRC32C: ChecksumCRC32C,
        "SHA-1": ChecksumSHA1,
        "SHA-256": ChecksumSHA256,
    };
    return Object.entries(all).flatMap(([algorithm, value]) =>
        value === undefined || value.includes("-") ? [] : [{ algorithm, value }],
    );
}
