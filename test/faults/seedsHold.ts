import * as assert from "node:assert/strict";
import { line } from "./report";
import { problemsOf } from "./outcome";
import { runSeeds, type Seeds } from "./running";

/** Some seeds of `npm run faults`, all of which have to end well. */
export function seedsHold(title: string, seeds: Seeds): void {
    describe(title, function () {
        this.timeout(600_000);
        const stopping = new AbortController();
        after(() => {
            stopping.abort(new Error("the tests are over"));
        });

        it("ends well, or says why it does not", async () => {
            const outcomes = await runSeeds(seeds, 1, stopping.signal, () => undefined);
            assert.equal(outcomes.length, Object.values(seeds).flat().length);
            assert.deepEqual(outcomes.filter((outcome) => problemsOf(outcome).length > 0).map(line), []);
        });
    });
}
