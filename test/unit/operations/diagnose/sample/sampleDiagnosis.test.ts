import * as assert from "node:assert/strict";
import { NewestTimes, picks } from "../../../../../operations/diagnose/sample/newest";
import { diagnoseSample } from "../../../../../operations/diagnose/sample/sampleDiagnosis";
import { refused, s3Answering, type Answers } from "../object/clients";
import { factsWith, rule } from "../object/pair";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const version = (Key: string, minute: number) => ({
    Key,
    VersionId: `v-${Key}`,
    IsLatest: true,
    LastModified: at(minute),
});

/** Under `p/` two pages with a delete marker between, under `q/` nothing. */
const listing: Answers = {
    ListObjectVersions: ({ Prefix, KeyMarker }) => {
        if (Prefix === "q/") {
            return { IsTruncated: false };
        }
        return KeyMarker === undefined
            ? {
                  IsTruncated: true,
                  NextKeyMarker: "p/b",
                  NextVersionIdMarker: "v-p/b",
                  Versions: [version("p/a", 1), version("p/b", 5)],
                  DeleteMarkers: [version("p/b", 9)],
              }
            : { IsTruncated: false, Versions: [version("p/c", 3), version("p/d", 4), version("p/e", 3)] };
    },
};

const rules = [
    rule({ ID: "p", Filter: { Prefix: "p/" } }),
    rule({ ID: "q", Priority: 2, Filter: { Prefix: "q/" } }),
    rule({ ID: "off", Priority: 3, Status: "Disabled" }),
];

function sample(count: number, answers: Answers) {
    const { s3, asked } = s3Answering({ ...listing, ...answers });
    const rows = diagnoseSample(
        { facts: factsWith(rules), findings: [], clients: { source: { s3 } } },
        count,
    );
    return { rows, asked };
}

const none = { rule: "q", prefix: "q/", versions: 0, looked: 0, byStatus: {}, causes: [], examples: [] };

describe("the diagnosis of a sample", () => {
    it("looks at the newest versions under each enabled rule, and counts them by status and cause", async () => {
        const { rows, asked } = sample(3, {
            HeadObject: ({ Key }) =>
                Key === "p/d" ? {} : { ReplicationStatus: Key === "p/b" ? "COMPLETED" : "PENDING" },
        });
        const example = (key: string, minute: number, status: string, cause: string) => ({
            key,
            versionId: `v-${key}`,
            modified: at(minute).toISOString(),
            status,
            cause,
        });
        assert.deepEqual(await rows, [
            {
                rule: "p",
                prefix: "p/",
                versions: 5,
                looked: 3,
                byStatus: { COMPLETED: 1, PENDING: 1, none: 1 },
                causes: [
                    { cause: "replicated", count: 1 },
                    { cause: "pending", count: 1 },
                    { cause: "before-configuration", count: 1 },
                ],
                examples: [
                    example("p/b", 5, "COMPLETED", "replicated"),
                    example("p/c", 3, "PENDING", "pending"),
                    example("p/d", 4, "none", "before-configuration"),
                ],
            },
            none,
        ]);
        const place = { Bucket: "here", ExpectedBucketOwner: "111111111111" };
        assert.deepEqual(
            asked.filter(({ operation }) => operation === "HeadObject").map(({ input }) => input),
            ["p/b", "p/c", "p/d"].map((Key) => ({ ...place, Key, VersionId: `v-${Key}` })),
        );
    });

    it("looks at all where there are fewer, and keeps ten examples of a status", async () => {
        const many = Array.from({ length: 12 }, (_, index) => version(`p/${index + 10}`, index));
        const { rows } = sample(1000, {
            ListObjectVersions: ({ Prefix }) => ({
                IsTruncated: false,
                Versions: Prefix === "p/" ? many : undefined,
            }),
            HeadObject: () => ({ ReplicationStatus: "FAILED" }),
        });
        const [row] = await rows;
        assert.ok(row !== undefined);
        const { looked, byStatus, examples } = row;
        assert.deepEqual(
            [looked, byStatus, examples.map(({ key }) => key)],
            [12, { FAILED: 12 }, many.slice(0, 10).map(({ Key }) => Key)],
        );
    });

    it("tells what S3 refuses beside what was counted until then", async () => {
        const { rows } = sample(5, { HeadObject: () => refused("Forbidden", 403) });
        const words =
            "The credentials of the source may not do s3:GetObjectVersion on bucket here of account 111111111111 (HTTP 403, " +
            "Forbidden: words of AWS). Allow it to them, or name others: --source-profile <profile> or --source-role <role ARN>";
        assert.deepEqual(await rows, [
            {
                rule: "p",
                prefix: "p/",
                versions: 5,
                looked: 0,
                byStatus: {},
                causes: [],
                examples: [],
                unread: words,
            },
            none,
        ]);
    });

    it("counts what is gone meanwhile, and what S3 does not tell", async () => {
        const { rows } = sample(2, {
            HeadObject: ({ Key }) => (Key === "p/b" ? refused("NotFound", 404) : refused("Unknown", 400)),
            GetObject: () => refused("InvalidRequest", 400),
        });
        const [row] = await rows;
        assert.ok(row !== undefined);
        assert.deepEqual(
            [row.byStatus, row.causes],
            [
                { missing: 1, unknown: 1 },
                [
                    { cause: "missing", count: 1 },
                    { cause: "customer-key", count: 1 },
                ],
            ],
        );
    });

    it("asks sixteen at a time, and no more once it was refused", async () => {
        const many = Array.from({ length: 40 }, (_, index) => version(`p/${index}`, index));
        const { rows, asked } = sample(40, {
            ListObjectVersions: ({ Prefix }) => ({
                IsTruncated: false,
                Versions: Prefix === "p/" ? many : undefined,
            }),
            HeadObject: () => refused("Forbidden", 403),
        });
        assert.equal((await rows)[0]?.looked, 0);
        assert.equal(asked.filter(({ operation }) => operation === "HeadObject").length, 16);
    });
});

describe("the newest of many", () => {
    it("are the very same that sorting finds", () => {
        const times = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 3001);
        for (const count of [1, 2, 100, 1500, 4999, 5000, 6000]) {
            const newest = new NewestTimes(count);
            const entries = times.map((time) => ({ modified: new Date(time) }));
            entries.forEach((entry) => {
                newest.add(entry);
            });
            const threshold = newest.threshold();
            assert.ok(threshold !== undefined);
            const found = entries.filter(picks(threshold, 3001)).map(({ modified }) => modified.getTime());
            const expected = times.toSorted((one, other) => other - one).slice(0, count);
            assert.deepEqual(
                found.toSorted((one, other) => other - one),
                expected,
            );
        }
    });

    it("leaves out what was written since", () => {
        const isPicked = picks({ time: 5, atThatTime: 1 }, 7);
        assert.deepEqual(
            [4, 5, 5, 6, 7, 8].map((time) => isPicked({ modified: new Date(time) })),
            [false, true, false, true, true, false],
        );
    });
});
