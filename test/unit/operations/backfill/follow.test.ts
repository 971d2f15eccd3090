import * as assert from "node:assert/strict";
import { AwsCallError } from "../../../../operations/aws/awsCallError";
import { TimeIsUp } from "../../../../operations/aws/time";
import { followJob } from "../../../../operations/backfill/job/follow";
import type { Job } from "../../../../operations/backfill/job/jobs";

const job = (state: string): Job => ({
    id: "job-1",
    state,
    tasks: 1,
    succeeded: 0,
    failed: 0,
    reasons: [],
});
const unserved = new AwsCallError("no answer", "TimeoutError", true);

/** Follows a job that looks so, one after the other. */
async function follow(looks: readonly (string | Error)[]) {
    const waited: number[] = [];
    const unanswered: unknown[] = [];
    let looked = 0;
    const describe = () => {
        const look = looks[looked++] ?? new Error("it was looked at after its end");
        return look instanceof Error ? Promise.reject(look) : Promise.resolve(job(look));
    };
    const ended = await followJob({ describe }, "job-1", {
        wait: (milliseconds) => Promise.resolve(waited.push(milliseconds)),
        unanswered: (...told) => unanswered.push(told),
    });
    return { ended: ended.state, looked, waited, unanswered };
}

describe("the following of a job", () => {
    it("looks less and less often, at least every five seconds", async () => {
        const looks = [...Array<string>(8).fill("Active"), "Complete"];
        assert.deepEqual(await follow(looks), {
            ended: "Complete",
            looked: 9,
            waited: [500, 750, 1125, 1687.5, 2531.25, 3796.875, 5000, 5000],
            unanswered: [],
        });
    });

    it("waits longer and longer where AWS does not answer, at most a minute, and begins anew", async () => {
        const timeIsUp = new TimeIsUp("DescribeJob", 60, []);
        const looks = [...Array<Error>(7).fill(unserved), timeIsUp, "Active", unserved, "Cancelled"];
        const { ended, waited, unanswered } = await follow(looks);
        assert.deepEqual(
            [ended, waited],
            ["Cancelled", [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 500, 1000]],
        );
        assert.deepEqual(unanswered.at(0), ["no answer", 1]);
        assert.deepEqual(unanswered.at(-1), ["no answer", 1]);
        assert.deepEqual(unanswered.at(-2), ["DescribeJob: not within 60 s", 60]);
    });

    it("ends with a refusal", async () => {
        await assert.rejects(
            follow(["Active", new AwsCallError("no", "AccessDenied")]),
            /^OperationError: no$/,
        );
    });

    it("goes on through every state, one that nobody knows included, to each end", async () => {
        const between = [
            ...["New", "Preparing", "Suspended", "Ready", "Active", "Pausing", "Paused", "Completing"],
            ...["Cancelling", "Failing", "Unheard"],
        ];
        for (const end of ["Complete", "Cancelled", "Failed"]) {
            assert.deepEqual((await follow([...between, end])).looked, between.length + 1, end);
        }
    });
});
