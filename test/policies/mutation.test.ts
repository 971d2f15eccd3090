import assert from "node:assert/strict";
import Table from "cli-table3";
import { namesIn, ownStatementSid, statementsOf } from "./support/documents";
import { equivalentIn, equivalents } from "./support/mutants/equivalents";
import type { Mutant } from "./support/mutants/mutants";
import { prove } from "./support/proof";
import { scenarios, type Scenario } from "./support/scenarios";
import { agreedOn } from "./support/simulate";

/**
 * Whether the matrix of requests would notice a mistake: each document is made wrong in one place at a time, and some
 * request must then come to something else than it must.
 */
describe("Mistakes in the IAM documents, one at a time", function () {
    this.timeout(60_000);
    const listed = equivalents.flatMap(({ mutants }) => mutants);
    const met = new Set<string>();
    const summary = new Table({
        head: ["setting", "needed", "admitted", "refused", "mutants", "survivors, all equivalent"],
        style: { head: [], border: [], compact: true },
    });

    for (const scenario of scenarios) {
        it(`are noticed: ${scenario.name}`, async () => {
            const { requests, mutants, survivors } = await prove(scenario);
            assertWholeAndDistinct(mutants, scenario);

            const equivalent = equivalentIn(scenario);
            const expected = mutants.filter(({ name }) => equivalent.has(name));
            assert.deepEqual(survivors.map(nameOf), expected.map(nameOf));

            expected.forEach(({ name }) => met.add(name));
            summary.push([
                scenario.name,
                requests.needed,
                requests.admitted,
                requests.refused,
                mutants.length,
                survivors.length,
            ]);
        });
    }

    it("are listed as equivalent only where they can be made", () => {
        assert.equal(new Set(listed).size, listed.length, "one is listed twice");
        assert.deepEqual(
            listed.filter((name) => !met.has(name)),
            [],
        );
    });

    after(() => {
        console.log(summary.toString());
        console.log(
            `The simulator and the project's own evaluator agreed on ${agreedOn()} different requests.`,
        );
    });
});

function nameOf(mutant: Mutant): string {
    return mutant.name;
}

/** Each statement of ours has its mutants, no two of them are the same, and none is the original. */
function assertWholeAndDistinct(mutants: readonly Mutant[], { documents }: Scenario): void {
    for (const document of namesIn(documents)) {
        for (const { Sid } of statementsOf(documents, document)) {
            const own = mutants.filter(({ name }) => name.startsWith(`${document} ${Sid}: `));
            assert.ok(
                own.length >= 5 || Sid === ownStatementSid,
                `${document} ${Sid}: ${own.length} mutants`,
            );
        }
    }
    assert.equal(new Set(mutants.map(nameOf)).size, mutants.length);
    const texts = new Set(mutants.map((mutant) => JSON.stringify(mutant.documents)));
    assert.equal(texts.size, mutants.length);
    assert.ok(!texts.has(JSON.stringify(documents)));
}
