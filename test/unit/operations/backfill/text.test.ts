import * as assert from "node:assert/strict";
import type { Backfill } from "../../../../operations/backfill/outcome";
import { bytes, duration } from "../../../../operations/backfill/print/amounts";
import { milestoneOf, progressLine } from "../../../../operations/backfill/print/progress";
import { planned, textOf } from "../../../../operations/backfill/print/text";
import type { Job } from "../../../../operations/backfill/job/jobs";
import type { Plan } from "../../../../operations/backfill/plan/plan";

const job: Job = {
    id: "job-1",
    state: "Active",
    tasks: 10_000,
    succeeded: 2400,
    failed: 100,
    activeSeconds: 25,
    reasons: [],
};

describe("the progress of a job", () => {
    for (const [change, line] of [
        [{}, "Active [######------------------] 25 %, 2,500 of 10,000, 100 failed, 100/s, 1 min left"],
        [{ tasks: 0, succeeded: 0, failed: 0, state: "New" }, "New: it was made, and S3 has not begun"],
        [
            { succeeded: 0, failed: 0, state: "Ready" },
            "Ready: it waits for its turn among the account's jobs, 10,000 tasks",
        ],
        [
            { activeSeconds: 1000 },
            "Active [######------------------] 25 %, 2,500 of 10,000, 100 failed, 2.5/s, 50 min left",
        ],
        [{ activeSeconds: undefined }, "Active [######------------------] 25 %, 2,500 of 10,000, 100 failed"],
        [
            { state: "Completing", succeeded: 9900 },
            "Completing [########################] 100 %, 10,000 of 10,000, 100 failed, 400/s",
        ],
        [
            { state: "Paused" },
            "Paused [######------------------] 25 %, 2,500 of 10,000, 100 failed, 100/s, 1 min left, it waits for the account's jobs of a higher priority, and then goes on",
        ],
    ] as const) {
        it(`is a line: ${line}`, () => {
            assert.equal(progressLine({ ...job, ...change }), line);
        });
    }

    it("is worth a line of a log at another state, and another tenth", () => {
        const of = (succeeded: number, state = "Active") =>
            milestoneOf({ ...job, state, succeeded, failed: 0 });
        assert.equal(of(1000), of(1999));
        assert.notEqual(of(1999), of(2000));
        assert.notEqual(of(1000), of(1000, "Paused"));
    });

    it("has sizes and times that people read", () => {
        assert.deepEqual([0, 1, 1023, 1024, 1_572_864, 2 ** 60].map(bytes), [
            "0 bytes",
            "1 byte",
            "1,023 bytes",
            "1.0 KiB",
            "1.5 MiB",
            "1024.0 PiB",
        ]);
        assert.deepEqual([0.5, 59, 60, 3599, 7200, 172_800].map(duration), [
            "1 s",
            "59 s",
            "1 min",
            "60 min",
            "2.0 h",
            "2 days",
        ]);
    });
});

const plan: Plan = {
    selection: 'versions with the replication status NONE, under "a\\u{202e}"',
    count: {
        value: {
            versions: 2000,
            bytes: 2048,
            deleteMarkers: 1,
            archived: 3,
            complete: false,
            sample: { looked: 100, wanted: 40, byStatus: { NONE: 40, COMPLETED: 60 } },
        },
    },
    lifecycle: { value: [{ rule: "expire", prefix: "logs/", does: ["expires objects after 1 day"] }] },
    billed: ["S3 Batch Operations: one job"],
    notes: ["Mind this."],
};

const backfill: Backfill = {
    result: "failed",
    message: "The job is complete, and 1 of its 2 versions failed.",
    next: "npm run backfill -- --retry job-1",
    source: { bucketName: "here", accountId: "111111111111", region: "eu-west-1" },
    destination: { bucketName: "there" },
    diagnosis: {
        result: "broken",
        findings: [
            {
                id: "bucket-policy-lacks",
                severity: "wrong",
                side: "destination",
                where: "policy of the bucket there",
                message: "It lacks s3:ReplicateObject.",
                fix: "aws s3api put-bucket-policy",
            },
        ],
        unread: ["Something was not read."],
    },
    notes: ["Another job goes on."],
};

const beginning = [
    "here (111111111111, eu-west-1) → there",
    "",
    "Diagnosis: Broken by finding 1, policy of the bucket there. It lacks s3:ReplicateObject.",
    "- Something was not read.",
];

const planLines = [
    'Selected: versions with the replication status NONE, under "a\\u{202e}".',
    "",
    "What there is, whatever its replication status:",
    "- more than 2,000 versions of more than 2.0 KiB, and more than 1 delete marker",
    "- more than 3 versions of Glacier classes, which S3 does not replicate",
    "- the status of 100 of these versions, taken at random, was looked at: 40 with one that is asked for (NONE: 40, COMPLETED: 60)",
    "- A listing tells no replication status, so that this is the most that it can be. Not known: how many a job would be of, " +
        "what of it a rule takes, and how long it would take",
    "",
    "The lifecycle of the destination may touch replicas meanwhile, which have the age of their originals. Disable these rules " +
        "until the job has ended:",
    "- expire (logs/): expires objects after 1 day",
    "",
    "AWS bills:",
    "- S3 Batch Operations: one job",
    "",
    "To know:",
    "- Mind this.",
];

describe("what a backfill prints", () => {
    it("is what a job would do", () => {
        assert.deepEqual(planned({ ...backfill, plan }).split("\n"), [
            ...beginning,
            "",
            ...planLines,
            "- Another job goes on.",
        ]);
    });

    it("says what was not counted and not read", () => {
        const text = planned({
            ...backfill,
            plan: { ...plan, count: { unread: "no" }, lifecycle: { unread: "neither" }, failed: 3 },
        });
        assert.match(text, /\n- Not counted\. no\n/);
        assert.match(text, /\nFailed there: 3 versions\.\n/);
        assert.match(
            text,
            /\nThe lifecycle of the destination was not read, and may expire or move replicas meanwhile\. neither\n/,
        );
        assert.match(
            planned({ ...backfill, plan: { ...plan, lifecycle: { none: true } } }),
            /nothing that touches replicas/,
        );
    });

    it("is what came of it: the job, each reason with what mends it, the comparison and the verdict", () => {
        const text = textOf({
            ...backfill,
            notes: [],
            plan,
            job: {
                ...job,
                state: "Complete",
                how: "started",
                tasks: 2,
                succeeded: 1,
                failed: 1,
                reasons: ["words"],
            },
            report: {
                tasks: 2,
                succeeded: 1,
                failed: 1,
                reasons: [
                    {
                        code: "DstPutObjectNotPermitted",
                        count: 1,
                        examples: [{ key: "a\u202eb", versionId: "v1", message: "Access Denied" }],
                        explained: {
                            name: "DstPutObjectNotPermitted",
                            text: "What explains it here:",
                            findings: ["bucket-policy-lacks"],
                        },
                    },
                    { code: "", count: 1, examples: [{ key: "z" }] },
                ],
                problems: ["One row is short."],
                failedFile: "failed.csv",
            },
            check: {
                checked: 2,
                equal: 1,
                differing: [{ key: "k", versionId: "v", what: "tags are {}" }],
                unread: ["no answer"],
                notes: [],
            },
        });
        assert.deepEqual(text.split("\n"), [
            ...beginning,
            "",
            "Job job-1: Complete, all tasks have ended, well or not. 2 versions, 1 replicated, 1 failed. Active for 25 s. words.",
            "",
            "1 failed by DstPutObjectNotPermitted. What explains it here:",
            "  policy of the bucket there: It lacks s3:ReplicateObject.",
            "aws s3api put-bucket-policy",
            "- a\\u{202e}b, version v1: Access Denied",
            "",
            "1 failed, and S3 does not say why.",
            "- z",
            "",
            "The report is not whole:",
            "- One row is short.",
            "",
            "The failed, as far as they could be read, are in failed.csv.",
            "",
            "Compared with the destination: 2 objects; equal there: 1.",
            "- k, version v: tags are {}",
            "- Not compared: no answer",
            "",
            "The job is complete, and 1 of its 2 versions failed.",
            "",
            "npm run backfill -- --retry job-1",
        ]);
    });

    it("has the plan where no job was made of it", () => {
        const text = textOf({
            ...backfill,
            result: "planned",
            plan,
            notes: [],
            message: "Nothing.",
            next: "",
        });
        assert.deepEqual(text.split("\n"), [...beginning, "", ...planLines, "", "Nothing."]);
    });

    it("has no paragraph of nothing, and one of one", () => {
        const diagnosis = { result: "works", findings: [], unread: [] } as const;
        const report = { tasks: 1, succeeded: 1, failed: 0, reasons: [], problems: [] };
        const one = { ...job, state: "Complete", how: "started", tasks: 1, succeeded: 1, failed: 0 } as const;
        const text = textOf({ ...backfill, diagnosis, notes: [], job: one, report, next: "" });
        assert.deepEqual(text.split("\n").slice(2), [
            "Diagnosis: Works: nothing that was read keeps objects from being replicated.",
            "",
            "Job job-1: Complete, all tasks have ended, well or not. 1 version, 1 replicated, 0 failed. Active for 25 s.",
            "",
            backfill.message,
        ]);
        const sample = { looked: 1, wanted: 1, byStatus: { NONE: 1 } };
        const value = { versions: 1, bytes: 1, deleteMarkers: 0, archived: 0, complete: true, sample };
        assert.match(
            planned({ ...backfill, plan: { ...plan, count: { value } } }),
            /^- 1 version of 1 byte, and 0 delete markers\n- the status of all of these versions was looked at: 1 with /m,
        );
    });

    it("is the whole diagnosis, where it refuses", () => {
        const text = textOf({ ...backfill, result: "refused", message: "No job was made.", next: "" });
        assert.match(text, /│ wrong /);
        assert.ok(text.endsWith("\n\nNo job was made."));
    });
});
