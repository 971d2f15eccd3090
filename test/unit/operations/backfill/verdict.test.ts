import * as assert from "node:assert/strict";
import type { Job } from "../../../../operations/backfill/job/jobs";
import { verdictOn } from "../../../../operations/backfill/verdict";

const job: Job = { id: "job-1", state: "Complete", tasks: 2, succeeded: 2, failed: 0, reasons: [] };
const report = { tasks: 2, failed: 0, problems: [] };
const check = { checked: 2, equal: 2, differing: [], unread: [], notes: [] };
const differing = [{ key: "k", what: "tags" }];

describe("the verdict on a job", () => {
    for (const [name, one, its, compared, result, message] of [
        ["all well", job, report, check, "replicated", "Replicated: all of the job, 2 versions."],
        [
            "a replica that differs, whatever else is not known",
            job,
            { ...report, problems: ["x"] },
            { ...check, equal: 1, differing, unread: ["y"] },
            "failed",
            "The job is complete, and the comparison found a difference in 1 of 2 objects.",
        ],
        [
            "failed tasks, of which the report says more than the job",
            { ...job, tasks: 1234, failed: 1 },
            { ...report, failed: 3 },
            { ...check, differing },
            "failed",
            "The job is complete, and 3 of its 1,234 versions failed.",
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
            "a job that does not tell the end of all its versions",
            { ...job, tasks: 1234 },
            report,
            check,
            "unknown",
            "The job is complete, and whether everything is replicated is not known: of its 1,234 versions the job tells the end " +
                "of 2.",
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
            "a manifest that is not there",
            {
                ...job,
                state: "Failed",
                tasks: 0,
                succeeded: 0,
                reasons: ["No object found at the manifest's key."],
            },
            undefined,
            undefined,
            "failed",
            "Batch Operations failed the job: No object found at the manifest's key.",
        ],
        [
            "a failure without a reason",
            { ...job, state: "Failed", succeeded: 1 },
            undefined,
            undefined,
            "failed",
            "Batch Operations failed the job: AWS does not say why. Replicated: 1 of 2 versions.",
        ],
    ] as const) {
        it(`is ${result} by ${name}`, () => {
            assert.deepEqual(verdictOn(one, its, compared), { result, message });
        });
    }
});
