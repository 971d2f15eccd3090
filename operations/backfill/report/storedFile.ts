import { GetObjectCommand } from "@aws-sdk/client-s3";
import { AwsCallError } from "../../aws/awsCallError";
import { served } from "../../aws/served";
import { Unserved } from "../../verify/s3Answers";
import type { ReportPlace } from "./report";

/** How much is read, and kept, at once. */
const partBytes = 1024 * 1024;

interface Part {
    readonly bytes: Uint8Array;
    /** How many bytes the whole file has. */
    readonly total: number;
}

/**
 * A file on S3 that is read in parts: what breaks off, or is refused for a while, is asked for again without what came before.
 * All parts are of the same file, and so are those of a second reading: S3 refuses them where somebody has written another.
 */
export class StoredFile {
    private etag: string | undefined;

    constructor(
        private readonly place: ReportPlace,
        readonly key: string,
    ) {}

    async *parts(): AsyncGenerator<Uint8Array> {
        for (let from = 0, left = true; left;) {
            const { bytes, total } = await this.part(from);
            if (bytes.length > 0) {
                yield bytes;
            }
            from += bytes.length;
            left = from < total;
        }
    }

    private async part(from: number): Promise<Part> {
        const { s3, bucket, owner } = this.place;
        const request = {
            Bucket: bucket,
            ExpectedBucketOwner: owner,
            Key: this.key,
            Range: `bytes=${from}-${from + partBytes - 1}`,
        };
        const target = `${this.key} in bucket ${bucket} of account ${owner}`;
        const call = {
            side: "source",
            service: "s3",
            operation: "GetObject",
            action: "s3:GetObject",
            target,
        } as const;
        try {
            return await served(call, async (options) => {
                const command = new GetObjectCommand({ ...request, IfMatch: this.etag });
                const { Body, ContentRange, ETag } = await s3.send(command, options);
                const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
                const total = totalOf(ContentRange, from, bytes.length);
                this.etag ??= ETag;
                return { bytes, total };
            });
        } catch (error) {
            // An empty file has no first byte.
            if (from === 0 && error instanceof AwsCallError && error.code === "InvalidRange") {
                return { bytes: new Uint8Array(), total: 0 };
            }
            throw error;
        }
    }
}

/** How many bytes the file has of which these are a part; where it is not the part that was asked for, it is asked for again. */
function totalOf(range: string | undefined, from: number, length: number): number {
    if (range === undefined && from === 0) {
        return length;
    }
    const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? "") ?? [];
    if (Number(first) !== from || Number(last) !== from + length - 1) {
        throw new Unserved(`${length} bytes from ${from} on, told as ${range ?? "no range"}`);
    }
    return Number(total);
}
