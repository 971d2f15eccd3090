import * as assert from "node:assert/strict";
import { verifySteps } from "../../../../operations/verify/steps";
import { seen } from "./runSteps";
import { twoBuckets } from "./twoBuckets";

describe("the steps of verify that wait", () => {
    it("wait while the status is PENDING", async () => {
        const told: string[] = [];
        const { context } = twoBuckets({ status: (_, asked) => (asked < 3 ? "PENDING" : "COMPLETED") });
        const [, effect, upload, arrival] = verifySteps(context);
        await effect?.run();
        await upload?.run();
        await arrival?.run((words) => told.push(words));
        assert.deepEqual(told, Array(2).fill("waiting for replication status COMPLETED: PENDING"));
    });

    it("give up after the timeout, and say what was seen last", async () => {
        assert.equal(
            await seen({ status: () => "PENDING" }, "arrival"),
            "replication status COMPLETED: not within 1 s (PENDING). Wait longer with --timeout <seconds>",
        );
    });

    it("tell that no rule applies where there is no status", async () => {
        assert.equal(
            await seen({ status: () => undefined }, "effect", { timeoutSeconds: 0.2 }),
            "a replication status: not within 0.2 s (no rule applies yet; a new configuration takes some minutes to take " +
                "effect). Wait longer with --timeout <seconds>",
        );
    });

    it("write again until the configuration is in effect", async () => {
        const { context, source } = twoBuckets({ status: (_, asked) => (asked < 3 ? undefined : "PENDING") });
        const [, effect] = verifySteps(context);
        assert.match((await effect?.run()) ?? "", /^after [2-4] objects$/);
        assert.ok(source.calls.filter((call) => call.startsWith("put ")).length >= 2);
    });

    it("tell that no rule applied to an object where others had one", async () => {
        assert.equal(
            await seen({ status: (key) => (key.endsWith("first") ? "PENDING" : undefined) }, "arrival", {
                timeoutSeconds: 1,
            }),
            "no replication status: no rule applied when the object was written, though one did to the object before",
        );
    });
});
