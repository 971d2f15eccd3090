import {
    AbortMultipartUploadCommand,
    CompleteMultipartUploadCommand,
    CreateMultipartUploadCommand,
    DeleteObjectCommand,
    DeleteObjectsCommand,
    GetBucketAclCommand,
    GetBucketReplicationCommand,
    GetObjectCommand,
    GetObjectTaggingCommand,
    HeadObjectCommand,
    ListObjectVersionsCommand,
    PutObjectCommand,
    UploadPartCommand,
    type DeleteMarkerEntry,
    type ListObjectVersionsCommandOutput,
    type ObjectVersion,
    type ReplicationConfiguration,
    type S3Client,
} from "@aws-sdk/client-s3";
import { OperationError } from "../operationError";
import { AwsCallError } from "./awsCallError";
import type { Bucket, ListedVersion, ObjectContent, ReadVersion } from "./bucket";
import type { Side } from "./side";

/** The most that one DeleteObjects call takes. */
const deletionsAtOnce = 1000;

/** A bucket on S3. Every call requires that the bucket belongs to the side's account: S3 refuses it otherwise. */
export class S3Bucket implements Bucket {
    private readonly place: { readonly Bucket: string; readonly ExpectedBucketOwner: string };

    constructor(
        private readonly client: S3Client,
        readonly side: Side,
        readonly name: string,
        readonly accountId: string,
        readonly region: string,
        /** Cancels what takes long. */
        private readonly signal?: AbortSignal,
    ) {
        this.place = { Bucket: name, ExpectedBucketOwner: accountId };
    }

    async ownerId(): Promise<string> {
        const { Owner } = await this.client.send(new GetBucketAclCommand(this.place));
        return this.answered(Owner?.ID, "GetBucketAcl", "the owner's id");
    }

    async replication(): Promise<ReplicationConfiguration | undefined> {
        try {
            return (await this.client.send(new GetBucketReplicationCommand(this.place)))
                .ReplicationConfiguration;
        } catch (error) {
            if (error instanceof AwsCallError && error.code === "ReplicationConfigurationNotFoundError") {
                return undefined;
            }
            throw error;
        }
    }

    async put(key: string, content: ObjectContent, parts = 1): Promise<string> {
        const versionId =
            parts === 1 ? await this.putWhole(key, content) : await this.putParts(key, content, parts);
        return this.answered(versionId, "PutObject", "a version id, so the bucket is not versioned");
    }

    private async putWhole(key: string, content: ObjectContent): Promise<string | undefined> {
        const command = new PutObjectCommand({ ...this.place, ...written(key, content), Body: content.body });
        // Never cancelled: S3 might have written the object all the same, after the probes were removed.
        return (await this.client.send(command)).VersionId;
    }

    private async putParts(key: string, content: ObjectContent, parts: number): Promise<string | undefined> {
        const { UploadId } = await this.client.send(
            new CreateMultipartUploadCommand({ ...this.place, ...written(key, content) }),
        );
        const upload = { ...this.place, Key: key, UploadId };
        try {
            const uploaded = [];
            const size = Math.ceil(content.body.length / parts);
            for (let part = 0; part < parts; part++) {
                const Body = content.body.subarray(part * size, (part + 1) * size);
                const { ETag, ChecksumCRC32 } = await this.client.send(
                    new UploadPartCommand({ ...upload, PartNumber: part + 1, Body }),
                    { abortSignal: this.signal },
                );
                uploaded.push({ PartNumber: part + 1, ETag, ChecksumCRC32 });
            }
            const complete = new CompleteMultipartUploadCommand({
                ...upload,
                MultipartUpload: { Parts: uploaded },
            });
            return (await this.client.send(complete)).VersionId;
        } catch (error) {
            // Parts of an upload that is never completed are stored, and paid for, without being listed as objects.
            await this.client.send(new AbortMultipartUploadCommand(upload));
            throw error;
        }
    }

    async remove(key: string): Promise<void> {
        await this.client.send(new DeleteObjectCommand({ ...this.place, Key: key }));
    }

    async replicationStatus(key: string, versionId: string): Promise<string | undefined> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        return (await this.client.send(new HeadObjectCommand(version))).ReplicationStatus;
    }

    async read(key: string, versionId: string): Promise<ReadVersion> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        const object = await this.client.send(new GetObjectCommand(version), { abortSignal: this.signal });
        return {
            body: (await object.Body?.transformToByteArray()) ?? new Uint8Array(),
            contentType: object.ContentType ?? "",
            metadata: object.Metadata ?? {},
            replicationStatus: object.ReplicationStatus,
        };
    }

    async tags(key: string, versionId: string): Promise<ObjectContent["tags"]> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        const { TagSet = [] } = await this.client.send(new GetObjectTaggingCommand(version));
        return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
    }

    async versions(prefix: string): Promise<readonly ListedVersion[]> {
        const listed: ListedVersion[] = [];
        let page: ListObjectVersionsCommandOutput | undefined;
        do {
            page = await this.client.send(
                new ListObjectVersionsCommand({
                    ...this.place,
                    Prefix: prefix,
                    KeyMarker: page?.NextKeyMarker,
                    VersionIdMarker: page?.NextVersionIdMarker,
                }),
            );
            const { Versions = [], DeleteMarkers = [] } = page;
            listed.push(...Versions.map((version) => listedVersion(version, false)));
            listed.push(...DeleteMarkers.map((marker) => listedVersion(marker, true)));
        } while (page.IsTruncated);
        return listed;
    }

    async purge(versions: readonly ListedVersion[]): Promise<void> {
        for (let first = 0; first < versions.length; first += deletionsAtOnce) {
            const Objects = versions
                .slice(first, first + deletionsAtOnce)
                .map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
            const command = new DeleteObjectsCommand({ ...this.place, Delete: { Objects, Quiet: true } });
            const { Errors = [] } = await this.client.send(command);
            if (Errors.length > 0) {
                const [{ Key, VersionId, Code, Message } = {}] = Errors;
                throw new OperationError(
                    `${Errors.length} of ${Objects.length} versions in bucket ${this.name}, the ${this.side}, cannot be ` +
                        `deleted (s3:DeleteObjectVersion); the first is ${Key}, version ${VersionId}: ${Code}: ${Message}`,
                );
            }
        }
    }

    private answered(value: string | undefined, operation: string, expected: string): string {
        if (value === undefined) {
            throw new OperationError(
                `${operation} on bucket ${this.name}, the ${this.side}, did not answer with ${expected}.`,
            );
        }
        return value;
    }
}

function written(key: string, { contentType, metadata, tags }: ObjectContent) {
    return {
        Key: key,
        ContentType: contentType,
        Metadata: { ...metadata },
        // URLSearchParams would write a space as +, which S3 does not promise to read as one.
        Tagging: Object.entries(tags)
            .map((tag) => tag.map(encodeURIComponent).join("="))
            .join("&"),
    };
}

function listedVersion(entry: ObjectVersion | DeleteMarkerEntry, isDeleteMarker: boolean): ListedVersion {
    return {
        key: entry.Key ?? "",
        versionId: entry.VersionId ?? "null",
        isLatest: entry.IsLatest ?? false,
        isDeleteMarker,
        ownerId: entry.Owner?.ID,
    };
}
