import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as v from "valibot";
import { check } from "../check";
import { kinds } from "./kinds";

const runs = 2_000;

describe("what single values may be", () => {
    for (const { name, format, is, near, right, wrong } of kinds) {
        it(`${name}: what AWS says, in ${runs} texts close to one, and in any`, async () => {
            const verdicts = { accepted: 0, refused: 0 };
            await check(runs, near, (text) => {
                assert.equal(v.is(format, text), is(text), JSON.stringify(text));
                verdicts[is(text) ? "accepted" : "refused"] += 1;
            });
            const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string());
            await check(runs / 4, texts, (text) => {
                assert.equal(v.is(format, text), is(text), JSON.stringify(text));
            });
            // Else the texts would not tell a format from its opposite.
            assert.ok(verdicts.accepted >= 10 && verdicts.refused >= 10, JSON.stringify(verdicts));
        });

        for (const text of right) {
            it(`${name}: ${JSON.stringify(text).slice(0, 70)} is one`, () => {
                assert.deepEqual([v.is(format, text), is(text)], [true, true]);
            });
        }
        for (const text of wrong) {
            it(`${name}: ${JSON.stringify(text).slice(0, 70)} is none`, () => {
                assert.deepEqual([v.is(format, text), is(text)], [false, false]);
            });
        }
    }
});
