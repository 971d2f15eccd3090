import {
    AbortMultipartUploadCommand,
    CompleteMultipartUploadCommand,
    CreateMultipartUploadCommand,
    ListMultipartUploadsCommand,
    UploadPartCommand,
    type CreateMultipartUploadCommandInput,
    type ListMultipartUploadsCommandInput,
    type S3Client,
} from "@aws-sdk/client-s3";
import { AwsCallError } from "../aws/awsCallError";
import { complete } from "./s3Answers";
import type { CallOptions } from "../aws/served";

/** Makes a call until it is served. */
type Call = <T>(operation: string, send: (options: CallOptions) => Promise<T>) => Promise<T>;

/** The rest of the bucket, as an upload needs it. */
export interface UploadContext {
    readonly call: Call;
    /** The latest version under the key. */
    readonly latestVersion: () => Promise<string | undefined>;
}

/**
 * Uploads an object in parts; returns its version's id. An upload that fails stays open, as does one whose id never came: it
 * is removed with the probes.
 */
export async function inParts(
    client: S3Client,
    object: CreateMultipartUploadCommandInput,
    body: Uint8Array,
    parts: number,
    { call, latestVersion }: UploadContext,
): Promise<string | undefined> {
    const { UploadId } = await call("CreateMultipartUpload", (options) =>
        client.send(new CreateMultipartUploadCommand(object), options),
    );
    const { Bucket, ExpectedBucketOwner, Key } = object;
    const upload = { Bucket, ExpectedBucketOwner, Key, UploadId };
    const uploaded: { PartNumber: number; ETag?: string; ChecksumCRC32?: string }[] = [];
    const size = Math.ceil(body.length / parts);
    for (let PartNumber = 1; PartNumber <= parts; PartNumber++) {
        const Body = body.subarray((PartNumber - 1) * size, PartNumber * size);
        const { ETag, ChecksumCRC32 } = await call("UploadPart", (options) =>
            client.send(new UploadPartCommand({ ...upload, PartNumber, Body }), options),
        );
        uploaded.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    let tries = 0;
    try {
        const { VersionId } = await call("CompleteMultipartUpload", (options) => {
            tries += 1;
            const MultipartUpload = { Parts: uploaded };
            return client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }), options);
        });
        return VersionId;
    } catch (error) {
        // An earlier try has completed it, and its answer was lost.
        const versionId = isGone(error) && tries > 1 ? await latestVersion() : undefined;
        if (versionId === undefined) {
            throw error;
        }
        return versionId;
    }
}

/** Ends all uploads of a bucket under a prefix; returns how many there were. */
export async function abortUploads(
    client: S3Client,
    listing: ListMultipartUploadsCommandInput,
    call: Call,
): Promise<number> {
    const { Bucket, ExpectedBucketOwner } = listing;
    for (let aborted = 0; ;) {
        const { Uploads = [] } = await call("ListMultipartUploads", async (options) =>
            complete(await client.send(new ListMultipartUploadsCommand(listing), options)),
        );
        if (Uploads.length === 0) {
            return aborted;
        }
        // A part that was on its way may have kept an upload alive: it is listed again then.
        for (const { Key, UploadId } of Uploads) {
            const upload = { Bucket, ExpectedBucketOwner, Key, UploadId };
            await call("AbortMultipartUpload", (options) =>
                client.send(new AbortMultipartUploadCommand(upload), options),
            ).catch(unlessGone);
            aborted += 1;
        }
    }
}

/** An upload that has been completed or aborted, as by a try whose answer was lost. */
function isGone(error: unknown): boolean {
    return error instanceof AwsCallError && error.code === "NoSuchUpload";
}

function unlessGone(error: unknown): void {
    if (!isGone(error)) {
        throw error;
    }
}
