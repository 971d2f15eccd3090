import * as assert from "node:assert/strict";
import { isResult, readBackfill, wrongBackfills } from "./backfillVerdict";

const job = { id: "1", tasks: 3, succeeded: 3, failed: 0 };
const report = { tasks: 3, succeeded: 3, failed: 0, reasons: [], problems: [] };
const check = { checked: 3, equal: 3, differing: [], unread: [] };
const replicated = { result: "replicated", message: "all", job, report, check };
const failed = {
    result: "failed",
    message: "one",
    job: { ...job, succeeded: 2, failed: 1 },
    report: { ...report, succeeded: 2, failed: 1, reasons: [{ code: "Denied", count: 1 }] },
    check: { ...check, checked: 2, equal: 2 },
};
const unknown = { result: "unknown", message: "HTTP 503, SlowDown", job };
const error = { result: "unknown", error: "ListJobs failed: HTTP 503, SlowDown" };

const well = { tasks: 3, failed: 0, code: "Denied" };
const oneFails = { ...well, failed: 1 };
const once = { kind: "slowDown", extent: "once" } as const;
const lasting = { ...once, extent: "lasting" } as const;

function judge(
    printed: object,
    ...[exitCode, truth, plan]: [number, typeof well, (typeof once | typeof lasting)?]
) {
    const read = readBackfill(JSON.stringify(printed));
    assert.ok(read !== undefined);
    return wrongBackfills(read, exitCode, truth, plan).map((text) => text.split(":")[0]);
}

describe("the verdict on a backfill", () => {
    it("is that it is right where it says what is so", () => {
        assert.deepEqual(judge(replicated, 0, well), []);
        assert.deepEqual(judge(failed, 1, oneFails, once), []);
        assert.deepEqual(judge(unknown, 2, well, lasting), []);
        assert.deepEqual(judge(error, 3, well, lasting), []);
        const unread = { ...check, checked: 2, equal: 2, unread: ["refused"] };
        assert.deepEqual(judge({ ...failed, check: unread }, 1, oneFails, lasting), []);
    });

    it("is that it is wrong where it says what is not so", () => {
        const others = "the job's counts are others";
        const part = "its report or its check is not whole";
        assert.deepEqual(judge(replicated, 0, oneFails, lasting), ["it is replicated", others, part]);
        assert.deepEqual(judge(failed, 1, well, lasting), ["it is failed", others, part]);
        assert.deepEqual(judge({ ...replicated, result: "nothing" }, 0, well), ["it is nothing"]);
        assert.deepEqual(judge({ ...replicated, result: "refused" }, 1, well), ["it is refused"]);
        assert.deepEqual(judge({ ...replicated, check: { ...check, differing: [{}] } }, 0, well), [
            "replicas differ",
        ]);
        assert.deepEqual(judge({ ...replicated, report: { ...report, tasks: 2 } }, 0, well, lasting), [part]);
        assert.deepEqual(judge({ ...replicated, check: { ...check, unread: ["refused"] } }, 0, well, once), [
            part,
        ]);
        assert.deepEqual(
            judge(
                { ...failed, report: { ...failed.report, reasons: [{ code: "Other", count: 1 }] } },
                1,
                oneFails,
            ),
            [part],
        );
    });

    it("is that it is wrong where it does not know what it could, or does not say why", () => {
        assert.deepEqual(judge(unknown, 2, well, once), ["it does not know how it ended"]);
        assert.deepEqual(judge(error, 3, well), ["it does not know how it ended"]);
        assert.deepEqual(judge({ ...unknown, message: "no idea" }, 2, well, lasting), [
            "it does not tell slowDown",
        ]);
    });

    it("is that it is wrong where the exit code is another, or a stack trace is shown", () => {
        assert.deepEqual(judge(replicated, 1, well), ['exit code 1 with {"result"']);
        assert.deepEqual(judge(error, 2, well, lasting), ['exit code 2 with {"result"']);
        assert.deepEqual(judge({ ...replicated, message: "x\n    at y" }, 0, well), ["a stack trace"]);
    });

    it("takes nothing else for a report", () => {
        for (const printed of [
            "",
            "{",
            '{"result": "works", "message": "x"}',
            '{"result": "unknown", "error": ""}',
        ]) {
            assert.equal(readBackfill(printed), undefined);
        }
        assert.deepEqual(
            [replicated, error]
                .map((printed) => readBackfill(JSON.stringify(printed)))
                .map((read) => read && isResult(read)),
            [true, false],
        );
    });
});
