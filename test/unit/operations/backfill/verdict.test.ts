import * as assert from "node:assert/strict";
import type { Job } from "../../../../operations/backfill/job/jobs";
import { verdictOn } from "../../../../operations/backfill/verdict";

const job: Job = { id: "job-1", state: "Complete", tasks: 2, succeeded: 2, failed: 0, reasons: [] };
const report = { tasks: 2, failed: 0, problems: [] };
const check = { checked: 2, equal: 2, differing: [], unread: [], notes: [] };
const differing = [{ key: "k", what: "tags" }];

describe("the verdict on a job", () => {
    for (const [name, one, its, compared, result, message] of [
        [
            "all well",
            job,
            report,
            check,
            "replicated",
            "Replicated: all 2 versions of the job. 2 of 2 that were compared are equal there.",
        ],
        ["nothing compared", job, report, undefined, "replicated", "Replicated: all 2 versions of the job."],
        [
            "a replica that differs, whatever else is not known",
            job,
            { ...report, problems: ["x"] },
            { ...check, equal: 1, differing, unread: ["y"] },
            "failed",
            "The job is complete, and 1 of 2 objects that were compared differ at the destination.",
        ],
        [
            "failed tasks, of which the report says more than the job",
            { ...job, tasks: 1234, failed: 1 },
            { ...report, failed: 3 },
            { ...check, differing },
            "failed",
            "The job is complete, and 3 of its 1,234 versions are not replicated.",
        ],
        [
            "no report",
            job,
            undefined,
            undefined,
            "unknown",
            "The job is complete, and whether everything is replicated is not known: its report was not read.",
        ],
        [
            "a sample that was not compared whole, and a report that is not",
            job,
            { ...report, problems: ["x"] },
            { ...check, unread: ["y"] },
            "unknown",
            "The job is complete, and whether everything is replicated is not known: its report is not whole, and not all that was " +
                "to be compared was.",
        ],
        [
            "a failure without a reason",
            { ...job, state: "Failed", succeeded: 1 },
            undefined,
            undefined,
            "failed",
            "Batch Operations failed the job: AWS does not say why. 1 of 2 versions are replicated.",
        ],
    ] as const) {
        it(`is ${result} by ${name}`, () => {
            assert.deepEqual(verdictOn(one, its, compared), { result, message });
        });
    }
});
