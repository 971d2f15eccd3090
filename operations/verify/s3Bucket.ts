import {
    DeleteObjectCommand,
    DeleteObjectsCommand,
    GetBucketAclCommand,
    GetBucketReplicationCommand,
    GetObjectCommand,
    GetObjectTaggingCommand,
    HeadObjectCommand,
    ListObjectsV2Command,
    ListObjectVersionsCommand,
    PutObjectCommand,
    type ListObjectVersionsCommandOutput,
    type ReplicationConfiguration,
    type S3Client,
} from "@aws-sdk/client-s3";
import { OperationError } from "../operationError";
import { AwsCallError } from "../aws/awsCallError";
import type { Bucket, ListedVersion, ObjectContent, ReadVersion, VersionState } from "./bucket";
import { mayHaveTakenEffect } from "../aws/failure";
import { abortUploads, inParts } from "./multipart";
import { complete, deleted, described, listedVersion, stateOf, written } from "./s3Answers";
import { served, type CallOptions } from "../aws/served";
import type { Side } from "../aws/side";

/** The most that one DeleteObjects call takes. */
const deletionsAtOnce = 1000;

/** Keys are listed in the order of their UTF-8, and nothing that follows a prefix comes after this. */
const greatestCharacter = "\u{10fffd}";

/** A bucket on S3. Every call requires that the bucket belongs to the side's account: S3 refuses it otherwise. */
export class S3Bucket implements Bucket {
    private readonly place: { readonly Bucket: string; readonly ExpectedBucketOwner: string };
    unansweredWrites = 0;

    constructor(
        /** Tries every call once: it is tried again here. */
        private readonly client: S3Client,
        readonly side: Side,
        readonly name: string,
        readonly accountId: string,
        readonly region: string,
    ) {
        this.place = { Bucket: name, ExpectedBucketOwner: accountId };
    }

    async ownerId(): Promise<string> {
        const { Owner } = await this.call("GetBucketAcl", (options) =>
            this.client.send(new GetBucketAclCommand(this.place), options),
        );
        return this.answered(Owner?.ID, "GetBucketAcl", "the owner's id");
    }

    async replication(): Promise<ReplicationConfiguration | undefined> {
        try {
            const { ReplicationConfiguration } = await this.call("GetBucketReplication", (options) =>
                this.client.send(new GetBucketReplicationCommand(this.place), options),
            );
            return ReplicationConfiguration;
        } catch (error) {
            if (error instanceof AwsCallError && error.code === "ReplicationConfigurationNotFoundError") {
                return undefined;
            }
            throw error;
        }
    }

    async hasObjects(prefix: string, without: string): Promise<boolean> {
        for (const StartAfter of [undefined, `${without}${greatestCharacter}`]) {
            const { Contents: [{ Key } = {}] = [] } = await this.call("ListObjectsV2", async (options) =>
                complete(
                    await this.client.send(
                        new ListObjectsV2Command({ ...this.place, Prefix: prefix, MaxKeys: 1, StartAfter }),
                        options,
                    ),
                ),
            );
            if (Key?.startsWith(without) !== true) {
                return Key !== undefined;
            }
        }
        return false;
    }

    async put(key: string, content: ObjectContent, parts = 1): Promise<string> {
        const object = { ...this.place, ...written(key, content) };
        const versionId =
            parts === 1
                ? await this.write("PutObject", (options) =>
                      this.client.send(new PutObjectCommand({ ...object, Body: content.body }), options),
                  ).then(({ VersionId }) => VersionId)
                : await inParts(this.client, object, content.body, parts, {
                      call: (operation, send) => this.write(operation, send),
                      latestVersion: async () =>
                          (await this.versions(key)).find((version) => version.key === key)?.versionId,
                  });
        return this.answered(versionId, "PutObject", "a version id, so the bucket is not versioned");
    }

    async remove(key: string): Promise<void> {
        await this.write("DeleteObject", (options) =>
            this.client.send(new DeleteObjectCommand({ ...this.place, Key: key }), options),
        );
    }

    async state(key: string, versionId: string): Promise<VersionState> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        return this.call("HeadObject", async (options) =>
            stateOf(await this.client.send(new HeadObjectCommand(version), options)),
        );
    }

    async read(key: string, versionId: string): Promise<ReadVersion> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        return this.call("GetObject", async (options) => {
            const object = await this.client.send(new GetObjectCommand(version), options);
            return {
                // Within the call: an answer may break off, or not be what its checksum says.
                body: (await object.Body?.transformToByteArray()) ?? new Uint8Array(),
                ...described(object),
            };
        });
    }

    async tags(key: string, versionId: string): Promise<ObjectContent["tags"]> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        const { TagSet = [] } = await this.call("GetObjectTagging", (options) =>
            this.client.send(new GetObjectTaggingCommand(version), options),
        );
        return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
    }

    async versions(prefix: string): Promise<readonly ListedVersion[]> {
        const listed: ListedVersion[] = [];
        let page: ListObjectVersionsCommandOutput | undefined;
        do {
            const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page ?? {};
            const next = { ...this.place, Prefix: prefix, KeyMarker, VersionIdMarker };
            page = await this.call("ListObjectVersions", async (options) =>
                complete(await this.client.send(new ListObjectVersionsCommand(next), options)),
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
            const request = { ...this.place, Delete: { Objects, Quiet: true } };
            const where = `bucket ${this.name}, the ${this.side}`;
            // A version that an earlier try deleted is no error.
            await this.call("DeleteObjects", async (options) => {
                deleted(
                    await this.client.send(new DeleteObjectsCommand(request), options),
                    Objects.length,
                    where,
                );
            });
        }
    }

    async abortUploads(prefix: string): Promise<number> {
        return abortUploads(this.client, { ...this.place, Prefix: prefix }, (operation, send) =>
            this.call(operation, send),
        );
    }

    private call<T>(operation: string, send: (options: CallOptions) => Promise<T>): Promise<T> {
        const target = `bucket ${this.name} of account ${this.accountId}`;
        return served({ side: this.side, service: "s3", operation, target }, send);
    }

    /** A call after which there is something to remove. */
    private write<T>(operation: string, send: (options: CallOptions) => Promise<T>): Promise<T> {
        return this.call(operation, async (options) => {
            try {
                return await send(options);
            } catch (error) {
                this.unansweredWrites += mayHaveTakenEffect(error) ? 1 : 0;
                throw error;
            }
        });
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
