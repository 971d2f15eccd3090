import * as assert from "node:assert/strict";
import { componentCases } from "./componentCases";
import type { ComponentCase } from "./componentCase";
import { awsRows } from "./awsRows";
import { lateCases } from "./lateCases";

/** Arguments in one spelling. */
const argsOf = (example: ComponentCase) =>
    JSON.stringify("source" in example ? { source: example.source } : { destination: example.destination });

describe("what AWS refuses, or takes and then does not do", () => {
    const tried = new Set(
        [...componentCases, ...lateCases].map((example) => `${argsOf(example)} ${example.message}`),
    );

    it("is 18 things", () => {
        assert.deepEqual(
            awsRows.map(({ row }) => row),
            Array.from({ length: 18 }, (_, index) => index + 1),
        );
        for (const { row, refused, holds } of awsRows) {
            assert.ok(refused.length + Object.keys(holds).length > 0, `row ${row} has no proof`);
        }
    });

    for (const { row, what, refused, holds } of awsRows) {
        describe(`${row}: ${what}`, () => {
            for (const example of refused) {
                // The case itself is run, with its exact message, among all others.
                it(`is refused: ${example.message.slice(0, 90)}`, () => {
                    assert.ok(tried.has(`${argsOf(example)} ${example.message}`));
                });
            }
            for (const [title, holding] of Object.entries(holds)) {
                it(`cannot arise: ${title}`, holding);
            }
        });
    }
});
