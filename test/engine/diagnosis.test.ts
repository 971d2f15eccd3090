import * as assert from "node:assert/strict";
import type { Report } from "../../operations/diagnose/report";
import type { StacksToRead } from "../../operations/diagnose/read/found";
import { openStacks } from "../../operations/diagnose/read/openStacks";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { diagnosesEach, inEnvironmentOf, readOnce, reportOn } from "./diagnosing";
import { Hand } from "./faultsByHand/hand";
import { faultsOfStacks, undoneByHand } from "./faultsByHand/ofStacks";
import { destinationBucket, sourceBucket } from "./shippedStacks";

describe("the diagnosis of the two stacks as they ship", function () {
    this.timeout(180_000);
    const world = inSandbox();
    inEnvironmentOf(world);
    let hand: Hand;
    let deployed: readonly Deployment[];
    let stacks: StacksToRead;
    let report: () => Promise<Report>;

    before(async () => {
        const destination = await world().stack("destination");
        const source = await world().stack("source");
        deployed = [destination, source];
        for (const { stack } of deployed) {
            // The only setting that is not in the files: each side with credentials of its own.
            await stack.workspace.setConfig(stack.name, "profile", { value: stack.name });
        }
        await destination.up();
        await source.up();
        const { workDir } = source.stack.workspace;
        stacks = readOnce(await openStacks(workDir));
        hand = new Hand(world(), {
            source: sourceBucket,
            destination: destinationBucket,
            role: "sre-bucket-replication",
        });
        report = () =>
            reportOn({ stacks: { source: "source", destination: "destination" } }, workDir, () =>
                Promise.resolve(stacks),
            );
    });

    it("is that it works", async () => {
        const { result, findings, unread } = await report();
        assert.deepEqual(
            [result, findings.filter(({ severity }) => severity !== "ok").map(({ id }) => id), unread],
            ["works", ["organization-policies"], []],
        );
    });

    diagnosesEach(world, [...faultsOfStacks, ...undoneByHand], () => ({
        hand,
        report,
        restore: async () => {
            for (const stack of deployed) {
                await stack.up({ refresh: true });
            }
        },
    }));
});
