import assert from "node:assert/strict";
import Table from "cli-table3";
import { readKnownActions, type KnownActions } from "./support/actions";
import { matrixOf } from "./support/matrix";
import { equivalentIn, equivalents } from "./support/mutants/equivalents";
import { mutantsOf, type Mutant } from "./support/mutants/mutants";
import { representativesUnder } from "./support/representatives";
import { countRequests, holds, involves, requestsOf, worldOf, type Requests } from "./support/requests";
import type { Verdict } from "./support/rows";
import { documentNames, scenarios, type Scenario } from "./support/scenarios";

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
    let known: KnownActions;
    before(async () => {
        known = await readKnownActions();
    });

    for (const scenario of scenarios) {
        it(`are noticed: ${scenario.name}`, () => {
            const requests = [...requestsOf(matrixOf(scenario), scenario, known)];
            const mutants = mutantsOf(scenario, known);
            assertWholeAndDistinct(mutants, scenario);

            const survivors = mutants.filter((mutant) => survives(mutant, requests, scenario, known));
            const equivalent = equivalentIn(scenario);
            const expected = mutants.filter(({ name }) => equivalent.has(name));
            assert.deepEqual(survivors.map(nameOf), expected.map(nameOf));

            expected.forEach(({ name }) => met.add(name));
            const count = (verdict: Verdict) =>
                countRequests(requests.filter(({ row }) => row.verdict === verdict));
            summary.push([
                scenario.name,
                count("needed"),
                count("admitted"),
                count("refused"),
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
    });
});

function nameOf(mutant: Mutant): string {
    return mutant.name;
}

/** Each statement of each document has its mutants, no two of them are the same, and none is the original. */
function assertWholeAndDistinct(mutants: readonly Mutant[], { documents }: Scenario): void {
    for (const document of documentNames) {
        for (const { Sid } of documents[document].Statement) {
            const own = mutants.filter(({ name }) => name.startsWith(`${document} ${Sid}: `));
            assert.ok(own.length >= 5, `${document} ${Sid} has ${own.length} mutants`);
        }
    }
    assert.equal(new Set(mutants.map(nameOf)).size, mutants.length);
    const texts = new Set(mutants.map((mutant) => JSON.stringify(mutant.documents)));
    assert.equal(texts.size, mutants.length);
    assert.ok(!texts.has(JSON.stringify(documents)));
}

/** Whether no request notices. The ones that notice go to the front: they are the likeliest to notice the next mistake. */
function survives(mutant: Mutant, requests: Requests[], scenario: Scenario, known: KnownActions): boolean {
    const world = worldOf(mutant.documents, scenario.partition);
    const representatives = representativesUnder(mutant.documents, known);
    const noticed = requests.findIndex(
        (some) =>
            involves(some, mutant.document) &&
            !representatives(some.actions).every((action) => holds(some, action, world)),
    );
    requests.unshift(...requests.splice(noticed, noticed < 0 ? 0 : 1));
    return noticed < 0;
}
