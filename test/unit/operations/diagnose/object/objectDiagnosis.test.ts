import type { ReplicationRule } from "@aws-sdk/client-s3";
import * as assert from "node:assert/strict";
import type { Diagnosed } from "../../../../../operations/diagnose/finding";
import { diagnoseObject } from "../../../../../operations/diagnose/object/objectDiagnosis";
import { refused, s3Answering, type Answers } from "./clients";
import { factsWith, rule } from "./pair";

const now = new Date("2026-01-02T03:00:00Z");
const written = "2026-01-02T00:00:00.000Z";

const version = (VersionId = "v1", more: object = {}) => ({
    Key: "a b",
    VersionId,
    IsLatest: true,
    LastModified: new Date(written),
    ETag: '"e"',
    Size: 3,
    Owner: { ID: "dst-owner" },
    ...more,
});
const marker = (VersionId: string, more: object = {}) => ({
    Key: "a b",
    VersionId,
    IsLatest: true,
    LastModified: new Date("2026-01-02T01:00:00Z"),
    ...more,
});
const page = (Versions: readonly object[], DeleteMarkers: readonly object[] = [], more: object = {}) => ({
    IsTruncated: false,
    Versions,
    DeleteMarkers,
    ...more,
});

/** Answers to HEAD by the version's id; another version is not there. */
const heads =
    (answers: Readonly<Record<string, object | Error>>): Answers[string] =>
    ({ VersionId }) =>
        answers[String(VersionId)] ?? refused("NotFound", 404);

interface Case {
    readonly rules?: readonly ReplicationRule[] | { readonly unread: string };
    readonly findings?: readonly Diagnosed[];
    readonly source?: Answers;
    readonly destination?: Answers;
    readonly versionId?: string;
}

/** The source has one version, with this head. */
const source = (head: object | Error, more: Answers = {}): Answers => ({
    ListObjectVersions: () => page([version()]),
    HeadObject: heads({ v1: head }),
    ...more,
});
const replicaAs = (head: object, more: Answers = {}): Answers => ({
    ListObjectVersions: () => page([version()]),
    HeadObject: heads({ v1: { ReplicationStatus: "REPLICA", ...head } }),
    GetBucketAcl: () => ({ Owner: { ID: "dst-owner" } }),
    ...more,
});
const empty: Answers = { ListObjectVersions: () => page([]) };

function diagnose({ rules = [rule()], findings = [], versionId, ...sides }: Case) {
    return diagnoseObject(
        {
            facts: factsWith(rules),
            findings,
            clients: {
                source: s3Answering(sides.source ?? {}),
                ...(sides.destination === undefined ? {} : { destination: s3Answering(sides.destination) }),
            },
        },
        { key: "a b", versionId },
        now,
    );
}

const found = { key: "a b", versionId: "v1", modified: written };
const copy =
    "aws s3api copy-object --bucket here --key 'a b' --copy-source 'here/a b?versionId=v1' --storage-class STANDARD" +
    "MORE --region eu-west-1 --profile src";
const copied = (more = "") => copy.replace("MORE", more);
const byCopy =
    "Its copy onto itself is a new version, which S3 replicates; for many objects there is S3 Batch Replication.";

const broken: Diagnosed = {
    id: "bucket-policy-lacks",
    severity: "wrong",
    side: "destination",
    where: "policy of the bucket there",
    message: "The policy lets in nobody.",
    fix: "mend it",
};
const ofKey: Diagnosed = {
    ...broken,
    id: "key-missing",
    side: "source",
    where: "key here",
    message: "No key.",
    fix: "make it",
};

describe("the diagnosis of an object", () => {
    it("says that there is no such object", async () => {
        assert.deepEqual(
            await diagnose({ source: { ListObjectVersions: () => page([version("v9", { Key: "a bc" })]) } }),
            {
                key: "a b",
                status: "missing",
                cause: "missing",
                message: "The source bucket here has no object a b, so there is nothing to replicate.",
                fix: "",
            },
        );
    });

    it("looks for a version through all pages of its key, and no further", async () => {
        const { s3, asked } = s3Answering({
            ListObjectVersions: ({ KeyMarker }) =>
                KeyMarker === undefined
                    ? page([version()], [], {
                          IsTruncated: true,
                          NextKeyMarker: "a b",
                          NextVersionIdMarker: "v1",
                      })
                    : page([version("v9", { Key: "a bc" })], [], {
                          IsTruncated: true,
                          NextKeyMarker: "a bc",
                      }),
        });
        const facts = factsWith([rule()]);
        assert.deepEqual(
            await diagnoseObject(
                { facts, findings: [], clients: { source: { s3 } } },
                { key: "a b", versionId: "v0" },
            ),
            {
                key: "a b",
                status: "missing",
                cause: "missing",
                message: "The source bucket here has no version v0 of a b, so there is nothing to replicate.",
                fix: "",
            },
        );
        const first = { Bucket: "here", ExpectedBucketOwner: "111111111111", Prefix: "a b" };
        assert.deepEqual(
            asked.map(({ input }) => input),
            [first, { ...first, KeyMarker: "a b", VersionIdMarker: "v1" }],
        );
    });

    for (const [there, words, enabled] of [
        [page([], [marker("m1")]), "It is deleted at bucket there too.", "Enabled"],
        [page([version("v0")]), "At bucket there it can still be read.", "Disabled"],
        [page([]), "bucket there has no version of it.", "Disabled"],
    ] as const) {
        it(`says of a delete marker: ${words}`, async () => {
            assert.deepEqual(
                await diagnose({
                    rules: [rule({ DeleteMarkerReplication: { Status: enabled } })],
                    source: {
                        ListObjectVersions: () => page([version("v0", { IsLatest: false })], [marker("m1")]),
                    },
                    destination: { ListObjectVersions: () => there },
                }),
                {
                    key: "a b",
                    versionId: "m1",
                    modified: "2026-01-02T01:00:00.000Z",
                    status: "delete marker",
                    cause: "deleted",
                    rule: "all",
                    message:
                        "It is a delete marker: the object was deleted at the source at 2026-01-02T01:00:00.000Z. Rule all " +
                        `${enabled === "Enabled" ? "replicates" : "does not replicate"} delete markers. ${words}`,
                    fix: "",
                },
            );
        });
    }

    it("says that it is older than the configuration, and how it is replicated anew under its key", async () => {
        assert.deepEqual(
            await diagnose({
                rules: [
                    rule({ ID: "low", SourceSelectionCriteria: {} }),
                    rule({
                        ID: "high",
                        Priority: 2,
                        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
                    }),
                    rule({ ID: "off", Priority: 3, Status: "Disabled" }),
                    rule({ ID: "elsewhere", Priority: 4, Destination: { Bucket: "arn:aws:s3:::other" } }),
                ],
                source: source({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: "arn:key" }),
            }),
            {
                ...found,
                status: "none",
                cause: "before-configuration",
                rule: "high",
                message:
                    `Rule high selects it, and S3 has given it no status: it was written (${written}) before the configuration ` +
                    "took effect, or in its first minutes. S3 does not tell how old a configuration is. " +
                    byCopy,
                fix: copied(" --server-side-encryption aws:kms --ssekms-key-id arn:key"),
            },
        );
    });

    for (const [what, rules, cause, message, fix] of [
        ["no rule", [], "no-rule", "No rule of the source goes to bucket there.", ""],
        [
            "another prefix",
            [rule({ Filter: { Prefix: "logs/" } })],
            "prefix",
            "No rule to bucket there selects the key: it begins with none of their prefixes (logs/).",
            "",
        ],
        [
            "a disabled rule",
            [rule({ Status: "Disabled" })],
            "paused",
            `Every rule to bucket there that the key matches is disabled. Enable one first. ${byCopy}`,
            copied(),
        ],
        [
            "a configuration that was not read",
            { unread: "refused" },
            "unknown",
            "It has no replication status. The replication configuration could not be read.",
            "",
        ],
    ] as const) {
        it(`says why there is no status: ${what}`, async () => {
            assert.deepEqual(await diagnose({ rules, source: source({}) }), {
                ...found,
                status: "none",
                cause,
                message,
                fix,
            });
        });
    }

    const tagged = rule({ Filter: { And: { Prefix: "a", Tags: [{ Key: "team", Value: "x y" }] } } });

    it("says which tags it lacks, and copies it with them", async () => {
        assert.deepEqual(
            await diagnose({
                rules: [tagged],
                source: source({}, { GetObjectTagging: () => ({ TagSet: [{ Key: "k", Value: "v" }] }) }),
            }),
            {
                ...found,
                status: "none",
                cause: "tags",
                message:
                    "No rule selects it by its tags: it has k=v, and all needs team=x y. S3 goes by the tags that an object is " +
                    "written with. Its copy onto itself with the tags is a new version, which S3 replicates.",
                fix: copied(" --tagging-directive REPLACE --tagging 'k=v&team=x%20y'"),
            },
        );
    });

    it("says that its tags may be later than it is", async () => {
        const { cause, message } = await diagnose({
            rules: [tagged],
            source: source({}, { GetObjectTagging: () => ({ TagSet: [{ Key: "team", Value: "x y" }] }) }),
        });
        assert.deepEqual(
            [cause, message],
            [
                "before-configuration",
                `Rule all selects it, and S3 has given it no status: it was written (${written}) before the configuration took ` +
                    "effect, or in its first minutes. S3 does not tell how old a configuration is. Or it got its tags later: " +
                    `S3 goes by those that an object is written with. ${byCopy}`,
            ],
        );
    });

    it("does not guess where the tags could not be read", async () => {
        assert.deepEqual(
            await diagnose({
                rules: [tagged],
                source: source({}, { GetObjectTagging: () => refused("AccessDenied", 403) }),
            }),
            {
                ...found,
                status: "none",
                cause: "unknown",
                message: "It has no replication status. Rules go by tags, and its tags could not be read.",
                fix: "",
            },
        );
    });

    for (const [head, where, request] of [
        [{ StorageClass: "DEEP_ARCHIVE" }, "in class DEEP_ARCHIVE", `'{"Days":1}'`],
        [{ StorageClass: "GLACIER" }, "in class GLACIER", `'{"Days":1}'`],
        [
            { StorageClass: "STANDARD", ArchiveStatus: "ARCHIVE_ACCESS" },
            "in an archive of S3 Intelligent-Tiering",
            "'{}'",
        ],
    ] as const) {
        it(`says that it is archived ${where}`, async () => {
            assert.deepEqual(await diagnose({ source: source(head) }), {
                ...found,
                status: "none",
                cause: "storage-class",
                rule: "all",
                message:
                    `It is kept ${where}, and S3 does not replicate what is archived. Restore it, which takes hours. Then its ` +
                    "copy onto itself is a new version, which S3 replicates.",
                fix:
                    "aws s3api restore-object --bucket here --key 'a b' --version-id v1 --restore-request " +
                    `${request} --region eu-west-1 --profile src\n${copied()}`,
            });
        });
    }

    it("says that a rule leaves out what is under a KMS key, with the pair's own mending first", async () => {
        const mending: Diagnosed = { ...broken, id: "kms-objects-left-out", fix: "select it" };
        assert.deepEqual(
            await diagnose({
                findings: [broken, mending],
                source: source({ ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: "arn:key" }),
            }),
            {
                ...found,
                status: "none",
                cause: "kms-left-out",
                rule: "all",
                message:
                    "It is under a KMS key (arn:key), and rule all leaves out what is under one: S3 skips such an object. Let " +
                    `the rule select it first, with a key for the replica. ${byCopy}`,
                fix: `select it\n${copied(" --server-side-encryption aws:kms:dsse --ssekms-key-id arn:key")}`,
            },
        );
    });

    it("takes an object that S3 tells nothing of for one under a customer's key, where S3 says so", async () => {
        assert.deepEqual(
            await diagnose({
                source: source(refused("Unknown", 400), { GetObject: () => refused("InvalidRequest", 400) }),
                destination: empty,
            }),
            {
                ...found,
                status: "unknown",
                cause: "customer-key",
                rule: "all",
                replica: { none: true },
                message:
                    "It is under a customer's key (SSE-C). S3 replicates such objects, and tells their status only to who sends " +
                    "the key. bucket there does not have it.",
                fix: "",
            },
        );
    });

    it("does not take expired credentials for a customer's key", async () => {
        await assert.rejects(
            diagnose({
                source: source(refused("Unknown", 400), { GetObject: () => refused("ExpiredToken", 400) }),
            }),
            {
                name: "OperationError",
                message:
                    "The source has no credentials that AWS accepts (ExpiredToken: words of AWS). Name others: --source-profile " +
                    "<profile> or --source-role <role ARN>",
            },
        );
    });

    it("says that it is a replica itself; where it is not the newest, no copy may cover what is newer", async () => {
        assert.deepEqual(
            await diagnose({
                versionId: "v1",
                source: source(
                    { ReplicationStatus: "REPLICA" },
                    { ListObjectVersions: () => page([version("v2"), version("v1", { IsLatest: false })]) },
                ),
            }),
            {
                ...found,
                status: "REPLICA",
                cause: "replica",
                rule: "all",
                message:
                    "It is a replica itself, and S3 does not replicate replicas on. It is not the newest version, so that a " +
                    "copy would cover what is newer: replicate it with S3 Batch Replication.",
                fix: "",
            },
        );
    });

    it("says since when it is pending, and what is wrong with the pair that concerns it", async () => {
        assert.deepEqual(
            await diagnose({
                findings: [broken, ofKey, { ...broken, severity: "suspect", message: "perhaps" }],
                source: source({ ReplicationStatus: "PENDING", ServerSideEncryption: "AES256" }),
                destination: empty,
            }),
            {
                ...found,
                status: "PENDING",
                cause: "pending",
                rule: "all",
                replica: { none: true },
                message:
                    `S3 has not replicated it yet, 3 hours after it was written (${written}). Most objects take up to 15 minutes, ` +
                    "large ones and many at once hours. bucket there does not have it. What is wrong: policy of the bucket there.",
                fix: "mend it",
            },
        );
    });

    it("says that it failed and why, where the destination cannot be read", async () => {
        assert.deepEqual(
            await diagnose({
                findings: [broken, ofKey],
                source: source({
                    ReplicationStatus: "FAILED",
                    ServerSideEncryption: "aws:kms",
                    SSEKMSKeyId: "arn:key",
                }),
                destination: { ListObjectVersions: () => refused("AccessDenied", 403) },
            }),
            {
                ...found,
                status: "FAILED",
                cause: "failed",
                rule: "all",
                replica: {
                    unread:
                        "The credentials of the destination may not do s3:ListBucketVersions on bucket there of account " +
                        "222222222222 (HTTP 403, AccessDenied: words of AWS). Allow it to them, or name others: " +
                        "--destination-profile <profile> or --destination-role <role ARN>",
                },
                message:
                    "S3 could not replicate it, and does not try again. Whether bucket there has it is not known: The " +
                    "credentials of the destination may not do s3:ListBucketVersions on bucket there of account 222222222222 " +
                    "(HTTP 403, AccessDenied: words of AWS). Allow it to them, or name others: --destination-profile <profile> " +
                    `or --destination-role <role ARN> ${byCopy} Mend first what is wrong: policy of the bucket there; key here.`,
                fix: `mend it\nmake it\n${copied(" --server-side-encryption aws:kms --ssekms-key-id arn:key")}`,
            },
        );
    });

    const arrived = {
        ...found,
        status: "COMPLETED",
        cause: "arrived",
        rule: "all",
        replica: {
            value: {
                versionId: "v1",
                sameVersionId: true,
                ownerId: "dst-owner",
                ownedByBucketOwner: true,
                encryption: "aws:kms",
                keyArn: "arn:there",
                storageClass: "STANDARD",
            },
        },
        message:
            "It has arrived at bucket there, as version v1. The bucket's owner owns it. It is encrypted by aws:kms under " +
            "arn:there. Its storage class is STANDARD.",
        fix: "",
    };
    const there = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "arn:there" };
    const completed = { ReplicationStatus: "COMPLETED" };

    it("says that it arrived, and how", async () => {
        assert.deepEqual(
            await diagnose({ source: source(completed), destination: replicaAs(there) }),
            arrived,
        );
    });

    it("throttled, it asks again", async () => {
        let asked = 0;
        const busy = source(completed, {
            HeadObject: () => (asked++ === 0 ? refused("SlowDown", 503) : completed),
        });
        assert.deepEqual(await diagnose({ source: busy, destination: replicaAs(there) }), arrived);
        assert.equal(asked, 2);
    });

    it("says that another destination has failed, where this one has it", async () => {
        const { status, cause, message } = await diagnose({
            rules: [rule(), rule({ ID: "other", Destination: { Bucket: "arn:aws:s3:::other" } })],
            source: source({ ReplicationStatus: "FAILED" }),
            destination: replicaAs(there),
        });
        assert.deepEqual(
            { status, cause, message },
            {
                status: "FAILED",
                cause: "arrived",
                message:
                    "It has arrived at bucket there, as version v1. Its status is FAILED, of another destination: it is " +
                    "COMPLETED only when all have it. The bucket's owner owns it. It is encrypted by aws:kms under arn:there. " +
                    "Its storage class is STANDARD.",
            },
        );
    });

    it("tells a replica that is another account's, and in another class than the rule writes", async () => {
        const { replica, message } = await diagnose({
            rules: [rule({ Destination: { Bucket: "arn:aws:s3:::there", StorageClass: "STANDARD_IA" } })],
            source: source(completed),
            destination: replicaAs(
                { StorageClass: "GLACIER" },
                { ListObjectVersions: () => page([version("v1", { Owner: { ID: "src-owner" } })]) },
            ),
        });
        assert.deepEqual(replica, {
            value: {
                versionId: "v1",
                sameVersionId: true,
                ownerId: "src-owner",
                ownedByBucketOwner: false,
                storageClass: "GLACIER",
                writtenAs: "STANDARD_IA",
            },
        });
        assert.equal(
            message,
            "It has arrived at bucket there, as version v1. Another account than the bucket's owner owns it (src-owner), so " +
                "that the bucket's owner may not read it. Its storage class is GLACIER. The rule writes STANDARD_IA: a lifecycle " +
                "rule has moved it, or the rule was changed since.",
        );
    });

    it("says that it was replicated and is gone", async () => {
        assert.deepEqual(await diagnose({ source: source(completed), destination: empty }), {
            ...found,
            status: "COMPLETED",
            cause: "gone",
            rule: "all",
            replica: { none: true },
            message:
                "S3 has replicated it, and bucket there does not have it any more: it was deleted there by its version id, or a " +
                `lifecycle rule expired it. ${byCopy}`,
            fix: copied(),
        });
    });

    it("does not say that it arrived where the destination was not looked at", async () => {
        assert.deepEqual(await diagnose({ source: source(completed) }), {
            ...found,
            status: "COMPLETED",
            cause: "replicated",
            rule: "all",
            replica: { unread: "The destination was not looked at: there are no credentials of it." },
            message:
                "S3 has replicated it. Whether bucket there has it is not known: The destination was not looked at: there are " +
                "no credentials of it.",
            fix: "",
        });
    });

    const below = version("v1", { IsLatest: false });
    const removal =
        "aws s3api delete-object --bucket there --key 'a b' --version-id m1 --region eu-west-1 --profile dst";

    for (const [what, top, atSource, atDestination, change, fix] of [
        [
            "deleted at the destination",
            page([below], [marker("m1")]),
            {},
            {},
            ["deleted", "destination", "m1"],
            removal,
        ],
        [
            "deleted at the source",
            page([below], [marker("m1")]),
            { m1: refused("MethodNotAllowed", 405) },
            {},
            ["deleted", "source", "m1"],
            "",
        ],
        [
            "overwritten at the source",
            page([version("v2"), below]),
            { v2: {} },
            {},
            ["overwritten", "source", "v2"],
            "",
        ],
        [
            "overwritten at the source, under an id of its own",
            page([version("w2"), below]),
            {},
            { w2: { ReplicationStatus: "REPLICA" } },
            ["overwritten", "source", "w2"],
            "",
        ],
        [
            "overwritten at the destination",
            page([version("w2"), below]),
            {},
            { w2: {} },
            ["overwritten", "destination", "w2"],
            "",
        ],
    ] as const) {
        it(`says that a replica was ${what}`, async () => {
            const diagnosis = await diagnose({
                versionId: "v1",
                source: source(completed, { HeadObject: heads({ v1: completed, ...atSource }) }),
                destination: replicaAs(there, {
                    ListObjectVersions: () => top,
                    HeadObject: heads({ v1: { ReplicationStatus: "REPLICA" }, ...atDestination }),
                }),
            });
            const { replica } = diagnosis;
            assert.ok(replica !== undefined && "value" in replica);
            const { kind, at, versionId } = replica.value.change ?? {};
            assert.deepEqual(
                [diagnosis.cause, kind, at, versionId, diagnosis.fix],
                ["changed", ...change, fix],
            );
        });
    }

    it("recognizes a replica under another id by its content, if it is a replica of nothing else", async () => {
        const alike = [version("w0"), version("w1", { IsLatest: false }), version("w2", { IsLatest: false })];
        const { cause, replica } = await diagnose({
            source: source(completed, {
                // The second is the replica of another version of the source's.
                HeadObject: heads({ v1: completed, w1: {} }),
            }),
            destination: replicaAs(there, {
                ListObjectVersions: () => page(alike),
                HeadObject: heads({
                    w0: {},
                    w1: { ReplicationStatus: "REPLICA" },
                    w2: { ReplicationStatus: "REPLICA" },
                }),
            }),
        });
        assert.deepEqual(
            [cause, replica],
            [
                "changed",
                {
                    value: {
                        versionId: "w2",
                        sameVersionId: false,
                        ownerId: "dst-owner",
                        ownedByBucketOwner: true,
                        storageClass: "STANDARD",
                        change: { kind: "overwritten", at: "destination", versionId: "w0", when: written },
                    },
                },
            ],
        );
    });

    it("copies what is larger than one copy takes in parts", async () => {
        const { fix } = await diagnose({
            source: source({}, { ListObjectVersions: () => page([version("v1", { Size: 6 * 1024 ** 3 })]) }),
        });
        assert.equal(
            fix,
            "aws s3 cp 's3://here/a b' 's3://here/a b' --storage-class STANDARD --region eu-west-1 --profile src",
        );
    });

    it("cannot look without credentials of the source", async () => {
        await assert.rejects(
            diagnoseObject({ facts: factsWith([]), findings: [], clients: {} }, { key: "a b" }),
            {
                name: "OperationError",
                message:
                    "An object is looked at with credentials of the source, and there are none. Name some: --source-profile " +
                    "<profile> or --source-role <role ARN>",
            },
        );
    });
});
