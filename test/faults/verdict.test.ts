import * as assert from "node:assert/strict";
import { readReport, wrongVerdicts, type VerifyReport } from "./verdict";

const passed = { passed: true, verdict: "works" as const, steps: [] };
const failed = (seen: string, verdict: VerifyReport["verdict"] = "unknown") => ({
    passed: false,
    verdict,
    steps: [{ id: "arrival", result: "failed" as const, seen }],
});
const lost = { kind: "lost", extent: "once", broken: undefined } as const;
const forbidden = { ...lost, kind: "forbidden" } as const;

describe("the judgement on what verify says", () => {
    for (const [title, report, plan, wrong] of [
        ["a proof where everything works", passed, lost, []],
        [
            "a proof of what is broken",
            passed,
            { ...lost, broken: "policy" },
            ["it works, though its policy was broken"],
        ],
        [
            "no proof of what is broken",
            failed("replication status FAILED."),
            { ...lost, broken: "policy" },
            [],
        ],
        [
            "a failure of replication where a call failed",
            failed("replication status FAILED. The connection was reset", "fails"),
            lost,
            [
                "it fails, though calls alone were at fault: arrival: replication status FAILED. The connection was reset",
            ],
        ],
        ["a failed call, in words", failed("PutObject failed: read ECONNRESET"), lost, []],
        [
            "a failed call with another cause",
            failed("AbortMultipartUpload failed: NoSuchUpload"),
            lost,
            ["another cause than lost: arrival: AbortMultipartUpload failed: NoSuchUpload"],
        ],
        [
            "a stack trace",
            failed("Error: aborted, connection reset\n    at Socket.close"),
            lost,
            ["a stack trace: arrival: Error: aborted, connection reset"],
        ],
        [
            "what may not be done",
            failed("The credentials may not do s3:GetObject (AccessDenied)"),
            forbidden,
            [],
        ],
        ["an end before the first step", { passed: false, error: "403", steps: [] }, forbidden, []],
    ] as readonly [string, VerifyReport, Parameters<typeof wrongVerdicts>[1], readonly string[]][]) {
        it(`finds ${wrong.length === 0 ? "nothing wrong with" : "fault with"} ${title}`, () => {
            assert.deepEqual(wrongVerdicts(report, plan), wrong);
        });
    }

    it("has nothing to judge where there is no report", () => {
        assert.equal(readReport("Error: no such file"), undefined);
    });
});
