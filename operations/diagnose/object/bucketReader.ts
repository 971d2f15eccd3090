import {
    GetBucketAclCommand,
    GetObjectCommand,
    GetObjectTaggingCommand,
    HeadObjectCommand,
    type HeadObjectCommandOutput,
    ListObjectVersionsCommand,
    type S3Client,
} from "@aws-sdk/client-s3";
import { statusOf } from "../../aws/failure";
import { served, type CallOptions } from "../../aws/served";
import type { Side } from "../../aws/side";
import { complete } from "../../verify/s3Answers";
import { headOf, listingOf, type Head, type ListedEntry, type Listing } from "./answers";

/** Reads the objects of a side's bucket, and writes nothing. */
export class BucketReader {
    private readonly place: { readonly Bucket: string; readonly ExpectedBucketOwner?: string };

    constructor(
        private readonly client: S3Client,
        private readonly side: Side,
        readonly name: string,
        private readonly accountId: string | undefined,
    ) {
        this.place = { Bucket: name, ExpectedBucketOwner: accountId };
    }

    /** Versions and delete markers under a prefix, page by page: no more than one page is kept. */
    async *pages(prefix: string): AsyncGenerator<readonly ListedEntry[]> {
        for await (const { entries } of this.listings(prefix)) {
            yield entries;
        }
    }

    /** Versions and delete markers of one key alone, which is the first of all that begin with it. */
    async *entriesOfKey(key: string): AsyncGenerator<ListedEntry> {
        for await (const { entries, next } of this.listings(key)) {
            yield* entries.filter((entry) => entry.key === key);
            if (next?.KeyMarker !== key) {
                return;
            }
        }
    }

    private async *listings(prefix: string): AsyncGenerator<Listing> {
        let next: Listing["next"] = {};
        while (next !== undefined) {
            const page = { ...this.place, Prefix: prefix, ...next };
            // The SDK's own answer is not kept while somebody looks at what is listed.
            const listing: Listing = await this.call("ListObjectVersions", async (options) =>
                listingOf(complete(await this.client.send(new ListObjectVersionsCommand(page), options))),
            );
            yield listing;
            next = listing.next;
        }
    }

    async head(key: string, versionId: string): Promise<Head> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        return this.call("HeadObject", async (options): Promise<Head> => {
            try {
                return headOf(await this.client.send(new HeadObjectCommand(version), options));
            } catch (error) {
                const status = error instanceof Error ? statusOf(error) : undefined;
                if (status === 404) {
                    return { kind: "missing" };
                }
                // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
                if (status === 405) {
                    return { kind: "delete marker" };
                }
                if (status === 400 && (await this.hasCustomerKey(version, options))) {
                    return { kind: "customer key" };
                }
                throw error;
            }
        });
    }

    /** The answer to a HEAD has no body, so that it does not say what is bad about the request; that to a GET does. */
    private async hasCustomerKey(
        version: { readonly Bucket: string; readonly Key: string; readonly VersionId: string },
        options: CallOptions,
    ): Promise<boolean> {
        try {
            await this.client.send(new GetObjectCommand({ ...version, Range: "bytes=0-0" }), options);
            return false;
        } catch (error) {
            if (error instanceof Error && error.name === "InvalidRequest") {
                return true;
            }
            throw error;
        }
    }

    async tags(key: string, versionId: string): Promise<Readonly<Record<string, string>>> {
        const version = { ...this.place, Key: key, VersionId: versionId };
        const { TagSet = [] } = await this.call("GetObjectTagging", (options) =>
            this.client.send(new GetObjectTaggingCommand(version), options),
        );
        return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
    }

    /** All that S3 says of a version that is there, but for its tags, and with the checksums of its content. */
    async describe(key: string, versionId: string): Promise<HeadObjectCommandOutput> {
        const version = { ...this.place, Key: key, VersionId: versionId, ChecksumMode: "ENABLED" } as const;
        return this.call("HeadObject", (options) =>
            this.client.send(new HeadObjectCommand(version), options),
        );
    }

    /** So many bytes of a version from one on; fewer where it ends before. */
    async bytes(key: string, versionId: string, from: number, count: number): Promise<Uint8Array> {
        const Range = `bytes=${from}-${from + count - 1}`;
        const part = { ...this.place, Key: key, VersionId: versionId, Range };
        return this.call("GetObject", async (options) => {
            const { Body } = await this.client.send(new GetObjectCommand(part), options);
            return (await Body?.transformToByteArray()) ?? new Uint8Array();
        });
    }

    /** The canonical user id of the account that owns the bucket. */
    async ownerId(): Promise<string | undefined> {
        const { Owner } = await this.call("GetBucketAcl", (options) =>
            this.client.send(new GetBucketAclCommand(this.place), options),
        );
        return Owner?.ID;
    }

    private call<T>(operation: string, attempt: (options: CallOptions) => Promise<T>): Promise<T> {
        const account = this.accountId === undefined ? "" : ` of account ${this.accountId}`;
        const target = `bucket ${this.name}${account}`;
        return served({ side: this.side, service: "s3", operation, target }, attempt);
    }
}
