import * as assert from "node:assert/strict";
import { report, table } from "../../../../operations/verify/report";
import { allPassed, runStep, type StepResult } from "../../../../operations/verify/running";
import { twoBuckets } from "./twoBuckets";

const passed: StepResult = { id: "a", name: "A arrives", result: "passed", seen: "it did", seconds: 1.23 };
const failed: StepResult = { id: "b", name: "B arrives", result: "failed", seen: "x".repeat(30), seconds: 0 };

describe("the report of verify", () => {
    it("has both sides, the prefix and the steps", () => {
        assert.deepEqual(report(twoBuckets().context, [passed]), {
            passed: true,
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
            steps: [passed],
        });
    });

    it("is a table no wider than the terminal, with long words broken", () => {
        assert.deepEqual(table(report(twoBuckets().context, [passed, failed]), 80).split("\n"), [
            "here (111111111111, ap-northeast-2) → there (222222222222, ap-northeast-2)",
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

    it("ends with the verdict", () => {
        assert.equal(
            table(report(twoBuckets().context, [passed]))
                .split("\n")
                .at(-1),
            "Replication works.",
        );
    });
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

    it("counts as not passed where it was skipped", () => {
        assert.equal(allPassed([passed, { ...passed, result: "skipped" }]), false);
        assert.equal(allPassed([passed]), true);
    });
});
