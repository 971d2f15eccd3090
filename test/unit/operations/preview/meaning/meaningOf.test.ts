import * as assert from "node:assert/strict";
import { meaningOf } from "../../../../../operations/preview/meaning/meaningOf";
import { changes } from "./changes";
import { previews } from "./stacks";

describe("what a deployment of both stacks means", () => {
    for (const { name, before, after, findings, order } of changes) {
        it(`is told: ${name}`, () => {
            const meant = meaningOf(previews(before, after));
            assert.deepEqual(
                meant.findings.map(({ id, stack = "both", where, message }) => [id, stack, where, message]),
                findings,
            );
            assert.deepEqual([meant.order.decision, ...meant.order.steps], order);
        });
    }
});
