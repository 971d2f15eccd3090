import { S3Client } from "@aws-sdk/client-s3";
import * as assert from "node:assert/strict";
import { AwsCallError } from "../../../../operations/aws/awsCallError";
import { S3Bucket } from "../../../../operations/verify/s3Bucket";

type Answer = object | Error;

/** A bucket on a client that sends nothing: each operation is answered in turn, and what was asked is written down. */
function bucketAnswering(answers: Readonly<Record<string, readonly Answer[]>>) {
    const asked: { readonly operation: string; readonly input: object }[] = [];
    const client = new S3Client({
        region: "eu-west-1",
        credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    client.middlewareStack.add(
        (_, { commandName = "" }) =>
            ({ input }) => {
                const operation = commandName.replace(/Command$/, "");
                const earlier = asked.filter((one) => one.operation === operation).length;
                asked.push({ operation, input });
                const answer = answers[operation]?.[earlier];
                return answer === undefined || answer instanceof Error
                    ? Promise.reject(answer ?? new Error(`There is no answer to ${operation}.`))
                    : Promise.resolve({ output: { $metadata: {}, ...answer }, response: {} });
            },
        { step: "initialize" },
    );
    return { bucket: new S3Bucket(client, "source", "here", "111111111111", "eu-west-1"), asked };
}

function failed(name: string, httpStatusCode?: number): Error {
    return Object.assign(new Error("words of AWS"), { name, $metadata: { httpStatusCode } });
}

const place = { Bucket: "here", ExpectedBucketOwner: "111111111111" };
const content = {
    body: Buffer.from("abcde"),
    contentType: "text/plain",
    headers: {
        "Cache-Control": "no-store",
        "Content-Disposition": "inline",
        "Content-Encoding": "identity",
        "Content-Language": "ko",
        Expires: "Wed, 01 Jan 2031 00:00:00 GMT",
    },
    metadata: { m: "1" },
    tags: { "a b": "c+d", e: "f" },
};

describe("a bucket on S3", () => {
    it("writes an object with all that replication has to keep, demanding the account's own bucket", async () => {
        const { bucket, asked } = bucketAnswering({ PutObject: [{ VersionId: "v1" }] });
        assert.equal(await bucket.put("k", content), "v1");
        assert.deepEqual(asked, [
            {
                operation: "PutObject",
                input: {
                    ...place,
                    Key: "k",
                    ContentType: "text/plain",
                    CacheControl: "no-store",
                    ContentDisposition: "inline",
                    ContentEncoding: "identity",
                    ContentLanguage: "ko",
                    Expires: new Date("2031-01-01"),
                    Metadata: { m: "1" },
                    Tagging: "a%20b=c%2Bd&e=f",
                    Body: content.body,
                },
            },
        ]);
    });

    it("tells that a bucket without version ids is not versioned", async () => {
        const { bucket } = bucketAnswering({ PutObject: [{}] });
        await assert.rejects(bucket.put("k", content), {
            name: "OperationError",
            message:
                "PutObject on bucket here, the source, did not answer with a version id, so the bucket is not versioned.",
        });
    });

    it("uploads in parts that are together the whole", async () => {
        const { bucket, asked } = bucketAnswering({
            CreateMultipartUpload: [{ UploadId: "u" }],
            UploadPart: [{ ETag: "1" }, { ETag: "2" }],
            CompleteMultipartUpload: [{ VersionId: "v1" }],
        });
        assert.equal(await bucket.put("k", content, 2), "v1");
        const upload = { ...place, Key: "k", UploadId: "u" };
        assert.deepEqual(asked.slice(1), [
            { operation: "UploadPart", input: { ...upload, PartNumber: 1, Body: Buffer.from("abc") } },
            { operation: "UploadPart", input: { ...upload, PartNumber: 2, Body: Buffer.from("de") } },
            {
                operation: "CompleteMultipartUpload",
                input: {
                    ...upload,
                    MultipartUpload: {
                        Parts: [
                            { PartNumber: 1, ETag: "1", ChecksumCRC32: undefined },
                            { PartNumber: 2, ETag: "2", ChecksumCRC32: undefined },
                        ],
                    },
                },
            },
        ]);
    });

    it("takes an upload as completed where the answer was lost and S3 knows it no more", async () => {
        const { bucket } = bucketAnswering({
            CreateMultipartUpload: [{ UploadId: "u" }],
            UploadPart: [{ ETag: "1" }, { ETag: "2" }],
            CompleteMultipartUpload: [failed("TimeoutError"), failed("NoSuchUpload", 404)],
            ListObjectVersions: [
                { Versions: [{ Key: "k", VersionId: "v1", IsLatest: true }], IsTruncated: false },
            ],
        });
        assert.equal(await bucket.put("k", content, 2), "v1");
        assert.equal(bucket.unansweredWrites, 1);
    });

    it("tells the error that ended an upload, and ends it for good with whatever else is open under a prefix", async () => {
        const { bucket, asked } = bucketAnswering({
            CreateMultipartUpload: [{ UploadId: "u" }],
            UploadPart: [{ ETag: "1" }, failed("AccessDenied", 403)],
            ListMultipartUploads: [
                {
                    Uploads: [
                        { Key: "k", UploadId: "u" },
                        { Key: "k", UploadId: "lost" },
                    ],
                    IsTruncated: false,
                },
                { IsTruncated: false },
            ],
            AbortMultipartUpload: [failed("NoSuchUpload", 404), {}],
        });
        await assert.rejects(bucket.put("k", content, 2), {
            message:
                "The credentials of the source may not do s3:PutObject on bucket here of account 111111111111 (HTTP 403, " +
                "AccessDenied: words of AWS). Allow it to them, or name others: --source-profile <profile> or " +
                "--source-role <role ARN>",
        });
        assert.equal(await bucket.abortUploads("p/"), 2);
        assert.deepEqual(
            asked.slice(-4).map(({ operation, input }) => [operation, input]),
            [
                ["ListMultipartUploads", { ...place, Prefix: "p/" }],
                ["AbortMultipartUpload", { ...place, Key: "k", UploadId: "u" }],
                ["AbortMultipartUpload", { ...place, Key: "k", UploadId: "lost" }],
                ["ListMultipartUploads", { ...place, Prefix: "p/" }],
            ],
        );
    });

    it("does not take an empty answer for an empty bucket", async () => {
        const none = { IsTruncated: false };
        const { bucket, asked } = bucketAnswering({
            ListObjectVersions: [{}, none],
            ListMultipartUploads: [{}, none],
            ListObjectsV2: [{}, none],
        });
        assert.deepEqual(await bucket.versions("p/"), []);
        assert.equal(await bucket.abortUploads("p/"), 0);
        assert.equal(await bucket.hasObjects("p/", "p/replication-probe/"), false);
        assert.equal(asked.length, 6);
    });

    for (const [what, keys, expected] of [
        ["an object", ["p/a"], true],
        ["nothing", [undefined], false],
        ["probes alone", ["p/replication-probe/1/first", undefined], false],
        ["probes and an object after them", ["p/replication-probe/1/first", "p/s"], true],
    ] as const) {
        it(`says whether there are objects under a prefix where there is ${what}`, async () => {
            const pages = keys.map((Key) => ({ Contents: Key ? [{ Key }] : undefined, IsTruncated: false }));
            const { bucket, asked } = bucketAnswering({ ListObjectsV2: pages });
            assert.equal(await bucket.hasObjects("p/", "p/replication-probe/"), expected);
            const first = { ...place, Prefix: "p/", MaxKeys: 1, StartAfter: undefined };
            assert.deepEqual(
                asked.map(({ input }) => input),
                [first, { ...first, StartAfter: "p/replication-probe/\u{10fffd}" }].slice(0, keys.length),
            );
        });
    }

    it("lists every page of versions and markers", async () => {
        const { bucket, asked } = bucketAnswering({
            ListObjectVersions: [
                {
                    Versions: [{ Key: "a", VersionId: "v2", IsLatest: false, Owner: { ID: "me" } }],
                    DeleteMarkers: [{ Key: "a", VersionId: "v3", IsLatest: true, Owner: { ID: "me" } }],
                    IsTruncated: true,
                    NextKeyMarker: "a",
                    NextVersionIdMarker: "v2",
                },
                { Versions: [{ Key: "b", VersionId: "v1", IsLatest: true }], IsTruncated: false },
            ],
        });
        assert.deepEqual(await bucket.versions("p/"), [
            { key: "a", versionId: "v2", isLatest: false, isDeleteMarker: false, ownerId: "me" },
            { key: "a", versionId: "v3", isLatest: true, isDeleteMarker: true, ownerId: "me" },
            { key: "b", versionId: "v1", isLatest: true, isDeleteMarker: false, ownerId: undefined },
        ]);
        assert.deepEqual(
            asked.map(({ input }) => input),
            [
                { ...place, Prefix: "p/", KeyMarker: undefined, VersionIdMarker: undefined },
                { ...place, Prefix: "p/", KeyMarker: "a", VersionIdMarker: "v2" },
            ],
        );
    });

    it("deletes versions by their ids, a thousand at a time", async () => {
        const { bucket, asked } = bucketAnswering({ DeleteObjects: [{}, {}] });
        const version = { key: "a", isLatest: true, isDeleteMarker: false, ownerId: "me" };
        await bucket.purge(
            Array.from({ length: 1001 }, (_, index) => ({ ...version, versionId: `v${index}` })),
        );
        assert.equal(asked.length, 2);
        assert.deepEqual(asked[1]?.input, {
            ...place,
            Delete: { Objects: [{ Key: "a", VersionId: "v1000" }], Quiet: true },
        });
    });

    it("tells which version cannot be deleted", async () => {
        const { bucket } = bucketAnswering({
            DeleteObjects: [{ Errors: [{ Key: "a", VersionId: "v1", Code: "AccessDenied", Message: "no" }] }],
        });
        const version = { key: "a", versionId: "v1", isLatest: true, isDeleteMarker: false, ownerId: "me" };
        await assert.rejects(bucket.purge([version]), {
            name: "OperationError",
            message:
                "1 of 1 versions in bucket here, the source, cannot be deleted (s3:DeleteObjectVersion); the first is a, " +
                "version v1: AccessDenied: no",
        });
    });

    it("deletes again what S3 was too busy to delete", async () => {
        const busy = { Errors: [{ Key: "a", VersionId: "v1", Code: "SlowDown", Message: "later" }] };
        const { bucket, asked } = bucketAnswering({ DeleteObjects: [busy, {}] });
        await bucket.purge([
            { key: "a", versionId: "v1", isLatest: true, isDeleteMarker: false, ownerId: "me" },
        ]);
        assert.equal(asked.length, 2);
    });

    it("has no replication where S3 says that there is none, and fails with any other answer", async () => {
        const none = new AwsCallError("none", "ReplicationConfigurationNotFoundError");
        assert.equal(await bucketAnswering({ GetBucketReplication: [none] }).bucket.replication(), undefined);
        const denied = new AwsCallError("denied", "AccessDenied");
        await assert.rejects(
            bucketAnswering({ GetBucketReplication: [denied] }).bucket.replication(),
            denied,
        );
    });

    it("reads a version whole", async () => {
        const { bucket } = bucketAnswering({
            GetObject: [
                {
                    Body: { transformToByteArray: () => Promise.resolve(Buffer.from("x")) },
                    ContentType: "text/plain",
                    CacheControl: "no-store",
                    ContentDisposition: "inline",
                    ContentEncoding: "identity",
                    ContentLanguage: "ko",
                    ExpiresString: "Wed, 01 Jan 2031 00:00:00 GMT",
                    Metadata: { m: "1" },
                    ReplicationStatus: "REPLICA",
                    ServerSideEncryption: "aws:kms",
                    SSEKMSKeyId: "key",
                    StorageClass: "STANDARD_IA",
                },
            ],
            GetObjectTagging: [{ TagSet: [{ Key: "k", Value: "v" }] }],
        });
        assert.deepEqual(await bucket.read("a", "v1"), {
            body: Buffer.from("x"),
            contentType: "text/plain",
            headers: content.headers,
            metadata: { m: "1" },
            replicationStatus: "REPLICA",
            encryption: "aws:kms",
            kmsKeyArn: "key",
            storageClass: "STANDARD_IA",
        });
        assert.deepEqual(await bucket.tags("a", "v1"), { k: "v" });
    });
});
