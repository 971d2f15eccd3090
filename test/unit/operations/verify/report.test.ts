import * as assert from "node:assert/strict";
import { OperationError } from "../../../../operations/operationError";
import { awsCallError } from "../../../../operations/aws/awsCallError";
import { report, table } from "../../../../operations/verify/report";
import { allPassed, runStep, type StepResult } from "../../../../operations/verify/running";
import { twoBuckets } from "./twoBuckets";

const passed: StepResult = { id: "a", name: "A arrives", result: "passed", seen: "it did", seconds: 1.23 };
const failed: StepResult = {
    id: "b",
    name: "B arrives",
    result: "failed",
    reason: "replication",
    seen: "x".repeat(30),
    seconds: 0,
};
const removal: StepResult = { ...passed, id: "removal" };

describe("the report of verify", () => {
    it("has both sides, the prefix and the steps", () => {
        assert.deepEqual(report(twoBuckets().context, [passed]), {
            passed: true,
            verdict: "works",
            source: {
                stack: "prod-source",
                bucketName: "here",
                accountId: "111111111111",
                region: "ap-northeast-2",
            },
            destination: {
                stack: "prod-destination",
                bucketName: "there",
                accountId: "222222222222",
                region: "ap-northeast-2",
            },
            prefix: "replication-probe/1/",
            notProbed: [],
            remarks: [],
            steps: [passed],
        });
    });

    it("is a table no wider than the terminal, with long words broken", () => {
        assert.deepEqual(table(report(twoBuckets().context, [passed, failed]), 80).split("\n"), [
            "here (111111111111, ap-northeast-2) → there (222222222222, ap-northeast-2)",
            "Account and bucket of the destination are those that stack prod-destination names.",
            "┌──────────────────────┬──────────────────────┬──────────┬──────────┐",
            "│ Step                 │ Seen                 │ Result   │  Seconds │",
            "├──────────────────────┼──────────────────────┼──────────┼──────────┤",
            "│ A arrives            │ it did               │ passed   │      1.2 │",
            "├──────────────────────┼──────────────────────┼──────────┼──────────┤",
            "│ B arrives            │ xxxxxxxxxxxxxxxxxxxx │ failed   │      0.0 │",
            "│                      │ xxxxxxxxxx           │          │          │",
            "└──────────────────────┴──────────────────────┴──────────┴──────────┘",
            "Replication is not proven: 1 of 2 steps did not pass.",
        ]);
    });

    it("names the rules that it says nothing of", () => {
        const { context } = twoBuckets();
        const [rule] = context.replication.Rules ?? [];
        assert.ok(rule);
        const others = [
            { ...rule, ID: "logs" },
            { ...rule, ID: "paused", Status: "Disabled" as const },
        ];
        const replication = {
            ...context.replication,
            Rules: [...(context.replication.Rules ?? []), ...others],
        };
        const result = report({ ...context, replication }, [passed]);
        assert.deepEqual(result.notProbed, ["logs"]);
        assert.equal(
            table(result).split("\n").at(-1),
            "Replication works. Rules that were not probed: logs.",
        );
    });

    for (const [what, steps, verdict, conclusion] of [
        ["all was seen to work", [passed, removal], "works", "Replication works."],
        [
            "the probes alone are left",
            [passed, { ...removal, result: "failed", reason: "unserved" }],
            "works",
            "Replication works, but the probes were not removed: see the last step.",
        ],
        [
            "something was seen that should not be, and calls failed besides",
            [failed, { ...failed, reason: "unserved" }, removal],
            "fails",
            "Replication is not proven: 2 of 3 steps did not pass.",
        ],
        [
            "calls failed alone",
            [{ ...failed, reason: "unserved" }, { ...failed, reason: "refused" }, removal],
            "unknown",
            "Replication could not be checked, since calls to AWS failed: 2 of 3 steps did not pass. What was seen does not " +
                "speak against it.",
        ],
        [
            "it was interrupted",
            [{ ...failed, reason: "interrupted" }, { ...passed, result: "skipped" }, removal],
            "unknown",
            "Replication could not be checked, since it was interrupted: 2 of 3 steps did not pass. What was seen does not " +
                "speak against it.",
        ],
        [
            "something happened that nobody foresaw",
            [{ ...failed, reason: "unexpected" }, removal],
            "unknown",
            "Replication could not be checked, because of an unexpected error: 1 of 2 steps did not pass. What was " +
                "seen does not speak against it.",
        ],
    ] satisfies [string, StepResult[], string, string][]) {
        it(`ends with the verdict where ${what}`, () => {
            const result = report({ ...twoBuckets().context, remarks: ["A remark."] }, steps);
            assert.equal(result.verdict, verdict);
            assert.deepEqual(table(result).split("\n").slice(-2), ["A remark.", conclusion]);
        });
    }
});

describe("a step", () => {
    const step = { id: "s", name: "S", needs: "a", run: () => "seen" };

    it("runs where what it needs has passed", async () => {
        assert.deepEqual(await runStep(step, [passed]), {
            id: "s",
            name: "S",
            result: "passed",
            seen: "seen",
            seconds: 0,
        });
    });

    it("is skipped where it has not", async () => {
        const { result, seen } = await runStep(step, [{ ...passed, result: "failed" }]);
        assert.deepEqual([result, seen], ["skipped", "needs: A arrives"]);
    });

    it("runs although interrupted where no signal is handed to it, as the removal", async () => {
        assert.equal((await runStep(step, [], {})).result, "passed");
        assert.equal((await runStep(step, [], { signal: AbortSignal.abort() })).result, "skipped");
    });

    it("says in one line why it failed, and what kind of failure that is, whatever was thrown", async () => {
        const { signal } = new AbortController();
        const call = { side: "source", service: "s3", operation: "HeadObject", target: "here" } as const;
        const answered = (name: string, httpStatusCode: number) =>
            awsCallError(call, Object.assign(new Error("no"), { name, $metadata: { httpStatusCode } }));
        for (const [thrown, reason, words] of [
            [new OperationError("not there"), "replication", "not there"],
            [
                answered("NoSuchBucket", 404),
                "refused",
                "HeadObject on here, the source, failed: HTTP 404, NoSuchBucket: no",
            ],
            [
                answered("SlowDown", 503),
                "unserved",
                "HeadObject on here, the source, failed: HTTP 503, SlowDown: no",
            ],
            [new TypeError("x is not a function"), "unexpected", "x is not a function"],
            ["a text", "unexpected", "a text"],
        ] as const) {
            const run = (): never => {
                // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever is thrown
                throw thrown;
            };
            const result = await runStep({ ...step, run }, [passed], { timeoutSeconds: 5, signal });
            assert.deepEqual(result, {
                id: "s",
                name: "S",
                result: "failed",
                reason,
                seen: words,
                seconds: 0,
            });
        }
    });

    it("is skipped after one that AWS did not serve, as it would wait as long in vain, but for the removal", async () => {
        const unserved: StepResult = { ...passed, id: "u", name: "U", result: "failed", reason: "unserved" };
        const { signal } = new AbortController();
        const { result, seen } = await runStep(step, [passed, unserved], { timeoutSeconds: 5, signal });
        assert.deepEqual([result, seen], ["skipped", "AWS did not answer to: U"]);
        assert.equal((await runStep(step, [passed, unserved])).result, "passed");
    });

    it("counts as not passed where it was skipped", () => {
        assert.equal(allPassed([passed, { ...passed, result: "skipped" }]), false);
        assert.equal(allPassed([passed]), true);
    });
});
