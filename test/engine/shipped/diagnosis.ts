import * as assert from "node:assert/strict";
import type { Report } from "../../../operations/diagnose/report";
import { openStacks } from "../../../operations/diagnose/read/openStacks";
import type { Deployment } from "../../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../../support/diagnosing";
import { emptyBucket } from "../../support/emptyBucket";
import type { inSandbox } from "../../support/inSandbox";
import { diagnosesEach, readOnce } from "../diagnosing";
import { Hand } from "../faultsByHand/hand";
import { faultsOfStacks, undoneByHand } from "../faultsByHand/ofStacks";
import { destinationBucket, sourceBucket } from "./stacks";

/** Tests of the diagnosis of the two stacks, which are deployed. */
export function describeDiagnosis(
    world: ReturnType<typeof inSandbox>,
    stacks: () => { readonly destination: Deployment; readonly source: Deployment },
): void {
    describe("diagnosed", () => {
        inEnvironmentOf(world);
        let hand: Hand;
        let report: () => Promise<Report>;

        before(async () => {
            const { destination, source } = stacks();
            for (const { stack } of [destination, source]) {
                // The only setting that is not in the files: each side with credentials of its own.
                await stack.workspace.setConfig(stack.name, "profile", { value: stack.name });
            }
            // A bucket that holds something is not deleted.
            await emptyBucket(world().as("source").s3, sourceBucket);
            await emptyBucket(world().as("destination").s3, destinationBucket);
            const { workDir } = source.stack.workspace;
            const known = readOnce(await openStacks(workDir));
            hand = new Hand(world(), {
                source: sourceBucket,
                destination: destinationBucket,
                role: "sre-bucket-replication",
            });
            report = () =>
                reportOn({ stacks: { source: "source", destination: "destination" } }, workDir, {
                    stacks: () => Promise.resolve(known),
                });
        });

        it("work", async () => {
            assert.deepEqual(seenIn(await report()), works);
        });

        diagnosesEach(world, [...faultsOfStacks, ...undoneByHand], () => ({
            hand,
            report,
            restore: async () => {
                await stacks().destination.up({ refresh: true });
                await stacks().source.up({ refresh: true });
            },
        }));
    });
}
