import * as assert from "node:assert/strict";
import { readdir, truncate } from "node:fs/promises";
import * as path from "node:path";
import { recover } from "./recovery";
import { updateRuns, type UpdateRuns } from "./updates";
import { FaultWorld } from "./world";

describe("docs/recovery.md", function () {
    this.timeout(600_000);
    const stopping = new AbortController();
    let world: FaultWorld;
    let runs: UpdateRuns;
    before(async () => {
        world = await FaultWorld.open(stopping.signal);
        runs = await updateRuns(world);
    });
    after(() => world.close());

    for (const [victim, name, followed] of [
        // The engine can neither give back its lock nor note what became of the call.
        [
            "engine",
            "CreateBucket of 222222222222",
            ["The stack is locked", "BucketAlreadyOwnedByYou", "Pending operations"],
        ],
        // Role and bucket are made side by side, so that the bucket may need its section too.
        ["plug-in", "CreateRole of 111111111111", ["EntityAlreadyExists"]],
    ] as const) {
        it(`helps where the ${victim} was killed once ${name} had taken effect`, async () => {
            const call = { name, nth: 1 };
            const { plan, ...outcome } = await runs.killed({ seed: 0, victim, call, moment: "after" });
            const [killed, ...sections] = plan.split("; ");
            assert.equal(killed, `${victim}, after ${name} 1`);
            assert.deepEqual(
                followed.filter((section) => !sections.includes(section)),
                [],
                plan,
            );
            assert.deepEqual(outcome, {
                scenario: "kill",
                seed: 0,
                recovered: true,
                wrong: [],
                hangs: [],
                leftovers: [],
            });
        });
    }

    it("helps where a file of the backend was about to be written", async () => {
        const folder = path.join(world.backend, ".pulumi", "stacks", "s3-cross-account-replication");
        const [attributes = ""] = (await readdir(folder)).filter((name) => name.endsWith(".attrs"));
        await truncate(path.join(folder, attributes));
        const { recovered, followed } = await recover(world, "destination");
        assert.deepEqual(
            { recovered, followed },
            { recovered: true, followed: ["Failed to load checkpoint"] },
        );
    });
});
