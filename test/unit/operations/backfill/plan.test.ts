import * as assert from "node:assert/strict";
import type { LifecycleRule } from "@aws-sdk/client-s3";
import { BucketReader } from "../../../../operations/diagnose/object/bucketReader";
import { billedItems } from "../../../../operations/backfill/plan/billed";
import { count, isNothing } from "../../../../operations/backfill/plan/count";
import { readLifecycle } from "../../../../operations/backfill/plan/lifecycle";
import { filterOf, planOf } from "../../../../operations/backfill/plan/plan";
import {
    descriptionOf,
    idOf,
    relationOf,
    tokenOf,
    type FilterSelection,
    type Selection,
} from "../../../../operations/backfill/plan/selection";
import { refused, s3Answering, type Answers } from "../diagnose/object/clients";
import { factsWith, rule } from "../diagnose/object/pair";

const all: FilterSelection = { statuses: ["NONE", "FAILED"], prefix: "" };

describe("the selection of a backfill", () => {
    const selections: readonly Selection[] = [
        all,
        { ...all, statuses: ["NONE"] },
        { ...all, prefix: "a" },
        { ...all, createdAfter: new Date(0) },
        { ...all, createdBefore: new Date(0) },
        { retryOf: "job-1" },
        { retryOf: "job-2" },
    ];

    it("is another for every other, and the same in any order", () => {
        assert.equal(new Set(selections.map((each) => idOf("here", each))).size, selections.length);
        assert.notEqual(idOf("here", all), idOf("there", all));
        assert.equal(idOf("here", all), idOf("here", { ...all, statuses: ["FAILED", "NONE"] }));
    });

    it("has tokens that S3 takes, of what ended last too", () => {
        assert.equal(tokenOf("here", all).length, 64);
        assert.notEqual(tokenOf("here", all), tokenOf("here", all, "job-1"));
        assert.equal(tokenOf("here", all, "job-1"), tokenOf("here", all, "job-1"));
    });

    it("is known by the description of a job, however long, with no character that XML has not", () => {
        const long = { ...all, prefix: "é\u0001".repeat(500) };
        const description = descriptionOf("b".repeat(63), long);
        assert.equal(description.length, 256);
        assert.match(description, /^[ -~]+$/);
        assert.equal(relationOf(description, "b".repeat(63), long), "same");
        assert.equal(
            descriptionOf("here", all),
            `Backfill of here: versions with the replication status NONE or FAILED [${idOf("here", all)}]`,
        );
        assert.equal(relationOf(descriptionOf("here", { retryOf: "job-1" }), "here", all), "other");
        assert.equal(relationOf(descriptionOf("here", all), "there", all), "foreign");
        assert.equal(relationOf(undefined, "here", all), "foreign");
    });

    it("is that of a rule's prefix", () => {
        const facts = factsWith([rule({ ID: "logs", Filter: { Prefix: "logs/" } })]);
        assert.deepEqual(filterOf(facts, { statuses: ["NONE"], rule: "logs" }), {
            statuses: ["NONE"],
            prefix: "logs/",
        });
    });
});

describe("the count of a backfill", () => {
    const modified = (day: number) => new Date(Date.UTC(2026, 0, day));

    function readerOf(pages: readonly object[], status: Answers["HeadObject"] = () => ({})) {
        let page = 0;
        const { s3, asked } = s3Answering({
            ListObjectVersions: () => {
                page += 1;
                return {
                    IsTruncated: page < pages.length,
                    NextKeyMarker: "k",
                    ...pages[page - 1],
                };
            },
            HeadObject: status,
        });
        const reader = new BucketReader(s3, "source", "here", "111111111111");
        const heads = () =>
            asked.flatMap(({ operation, input }) =>
                operation === "HeadObject" && "Key" in input ? [input.Key] : [],
            );
        return { reader, heads };
    }

    const versions = (number: number, more: object = {}) => ({
        Versions: Array.from({ length: number }, (_, index) => ({
            Key: `k${index}`,
            VersionId: "v",
            Size: 10,
            LastModified: modified(15),
            ...more,
        })),
    });

    it("is of versions and delete markers between two dates, those of Glacier apart", async () => {
        const { reader } = readerOf(
            [
                { ...versions(2), DeleteMarkers: [{ Key: "d", LastModified: modified(15) }] },
                {
                    Versions: [
                        ...versions(1, { StorageClass: "GLACIER" }).Versions,
                        ...versions(1, { StorageClass: "DEEP_ARCHIVE" }).Versions,
                    ],
                },
                {
                    Versions: [
                        ...versions(1, { LastModified: modified(9) }).Versions,
                        ...versions(1, { LastModified: modified(21) }).Versions,
                    ],
                },
            ],
            () => ({ ReplicationStatus: "FAILED" }),
        );
        const selection = { ...all, createdAfter: modified(10), createdBefore: modified(20) };
        assert.deepEqual(await count(reader, selection), {
            versions: 2,
            bytes: 20,
            deleteMarkers: 1,
            archived: 2,
            complete: true,
            sample: { looked: 2, wanted: 2, byStatus: { FAILED: 2 } },
        });
    });

    it("ends after so many, and says that there is more", async () => {
        const { reader } = readerOf([versions(3), versions(3), versions(3)]);
        const counted = await count(reader, all, undefined, { entries: 5, milliseconds: 1e6, sample: 0 });
        assert.deepEqual([counted.versions, counted.complete], [6, false]);
    });

    it("ends after so long", async () => {
        const { reader } = readerOf([versions(3), versions(3)]);
        const counted = await count(reader, all, undefined, { entries: 1e6, milliseconds: 0, sample: 0 });
        assert.deepEqual([counted.versions, counted.complete], [0, false]);
    });

    it("looks at no more than so many, each as likely as any other", async () => {
        const { reader, heads } = readerOf([versions(50), versions(50)]);
        const limits = { entries: 1e6, milliseconds: 1e6, sample: 4 };
        const { sample } = await count(reader, all, undefined, limits, () => 0.5);
        // In the middle of 5, 6 and 7 is one of four places, and in that of more is none.
        assert.deepEqual(heads(), ["k0", "k1", "k4", "k6"]);
        assert.deepEqual(sample, { looked: 4, wanted: 4, byStatus: { NONE: 4 } });
    });

    const counted = {
        versions: 2,
        bytes: 2,
        deleteMarkers: 0,
        archived: 3,
        complete: true,
        sample: { looked: 2, wanted: 0, byStatus: { COMPLETED: 2 } },
    };
    for (const [name, change, nothing] of [
        ["all were looked at and none is wanted", {}, true],
        ["one is wanted", { sample: { looked: 2, wanted: 1, byStatus: {} } }, false],
        ["not all were looked at", { versions: 3 }, false],
        ["not all were listed", { complete: false }, false],
        ["there is a delete marker, whose status nobody tells", { deleteMarkers: 1 }, false],
        [
            "S3 does not tell one's status",
            { sample: { looked: 2, wanted: 0, byStatus: { "customer key": 1 } } },
            false,
        ],
    ] as const) {
        it(`${nothing ? "is nothing" : "is not nothing for certain"} where ${name}`, () => {
            assert.equal(isNothing({ ...counted, ...change }), nothing);
        });
    }
});

describe("what is said of a backfill beforehand", () => {
    const lifecycleOf = (answer: Answers[string], prefix = "") =>
        readLifecycle(
            s3Answering({ GetBucketLifecycleConfiguration: answer }).s3,
            { name: "there", accountId: "222222222222" },
            prefix,
        );
    const rules = (...Rules: readonly LifecycleRule[]) => lifecycleOf(() => ({ Rules }));

    it("is what the lifecycle of the destination does to replicas", async () => {
        const read = await rules(
            {
                ID: "expire",
                Status: "Enabled",
                Filter: { And: { Prefix: "logs/" } },
                Expiration: { Days: 1 },
                NoncurrentVersionExpiration: { NoncurrentDays: 30 },
                Transitions: [{ StorageClass: "GLACIER", Days: 90 }],
                NoncurrentVersionTransitions: [{ StorageClass: "STANDARD_IA", NoncurrentDays: 30 }],
            },
            { ID: "off", Status: "Disabled", Filter: {}, Expiration: { Days: 1 } },
            {
                ID: "parts",
                Status: "Enabled",
                Filter: {},
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            },
            { ID: "markers", Status: "Enabled", Filter: {}, Expiration: { ExpiredObjectDeleteMarker: true } },
        );
        assert.deepEqual(read, {
            value: [
                {
                    rule: "expire",
                    prefix: "logs/",
                    does: [
                        "expires objects after 1 day",
                        "deletes old versions after 30 days",
                        "moves objects to GLACIER after 90 days",
                        "moves old versions to STANDARD_IA after 30 days",
                    ],
                },
            ],
        });
    });

    it("leaves out rules of other objects, and knows where there are none, or it may not know", async () => {
        const other: LifecycleRule = {
            ID: "x",
            Status: "Enabled",
            Filter: { Prefix: "b/" },
            Expiration: { Days: 1 },
        };
        assert.deepEqual(await lifecycleOf(() => ({ Rules: [other] }), "a/"), { value: [] });
        assert.deepEqual(await lifecycleOf(() => refused("NoSuchLifecycleConfiguration", 404)), {
            none: true,
        });
        const unread = await lifecycleOf(() => refused("AccessDenied", 403));
        assert.match(
            "unread" in unread ? unread.unread : "",
            /may not do s3:GetLifecycleConfiguration on bucket there/,
        );
    });

    async function notesOn(selection: Selection, of: Parameters<typeof factsWith>[0], ruleId?: string) {
        const facts = factsWith(of);
        const { notes } = await planOf(
            { facts, connections: {} },
            selection,
            { rule: ruleId },
            () => undefined,
        );
        return notes.slice(0, -1).map((note) => note.replace(/[:,.].*/, ""));
    }
    const markers = { DeleteMarkerReplication: { Status: "Enabled" } } as const;

    for (const [name, selection, of, ruleId, expected] of [
        ["nothing of a plain one", all, [rule(markers)], undefined, []],
        [
            "that no rule is about its objects",
            { ...all, prefix: "b/" },
            [rule({ ...markers, Filter: { Prefix: "a/" } })],
            undefined,
            ['No enabled rule is about objects under "b/"'],
        ],
        [
            "that a rule's tags do not select, and that others are there too",
            all,
            [rule({ ID: "t", Filter: { Tag: { Key: "k", Value: "v" } } }), rule({ ...markers, ID: "other" })],
            "t",
            ["Rule t goes by tags", "A job goes by prefix and not by rule"],
        ],
        [
            "that a rule is disabled",
            all,
            [rule({ ID: "off", Status: "Disabled" }), rule(markers)],
            "off",
            ["Rule off is disabled", "A job goes by prefix and not by rule"],
        ],
        [
            "that there are other destinations",
            all,
            [rule(markers), rule({ Destination: { Bucket: "arn:aws:s3:::elsewhere" } })],
            undefined,
            ["The source has rules to other destinations too"],
        ],
        [
            "what COMPLETED and REPLICA are for",
            { ...all, statuses: ["COMPLETED", "REPLICA"] },
            [rule(markers)],
            undefined,
            [
                "COMPLETED is for a destination that was added later",
                "REPLICA is of versions that came here by replication themselves",
            ],
        ],
        ["that deletions stay here", all, [rule()], undefined, ["No rule replicates delete markers"]],
    ] as const) {
        it(`is ${name}`, async () => {
            assert.deepEqual(await notesOn(selection, of, ruleId), expected);
        });
    }

    it("is what AWS bills, by what the pair is", () => {
        const facts = factsWith([rule()]);
        const names = (items: readonly string[]) => items.map((item) => item.replace(/[:,].*/, ""));
        const plain = [
            ...["S3 Batch Operations", "S3 Batch Operations", "S3 Batch Operations", "Requests"],
            ...["Storage at each destination", "Storage of the manifest and of the report"],
        ];
        assert.deepEqual(names(billedItems(facts, all)), plain);
        assert.deepEqual(names(billedItems(facts, { retryOf: "job-1" })), plain.slice(1));
        const [there] = facts.destinations;
        assert.ok(there);
        const dear = factsWith([
            rule({
                Destination: {
                    Bucket: "arn:aws:s3:::there",
                    ReplicationTime: { Status: "Enabled", Time: {} },
                },
            }),
        ]);
        const elsewhere = { ...there, region: "eu-central-1", keys: { key: { unread: "no" } } };
        assert.deepEqual(names(billedItems({ ...dear, destinations: [elsewhere] }, all)).slice(4, 7), [
            "Data transfer between regions",
            "S3 Replication Time Control",
            "KMS requests",
        ]);
    });
});
