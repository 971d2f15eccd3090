import * as assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { ask } from "../../../../operations/backfill/ask";

describe("the question of a backfill", () => {
    for (const [input, said] of [
        ["y\n", true],
        [" YES \n", true],
        ["\n", false],
        ["yet\n", false],
        ["", false],
    ] as const) {
        it(`takes ${JSON.stringify(input)} and the end of the input for ${said ? "a yes" : "a no"}`, async () => {
            const terminal = { input: new PassThrough(), output: new PassThrough() };
            const asked = ask("Start\u202e?", terminal, AbortSignal.timeout(1000));
            terminal.input.end(input);
            assert.equal(await asked, said);
            terminal.output.end();
            assert.match(await text(terminal.output), /^Start\\u\{202e\}\? \[y\/N\] /);
        });
    }

    it("ends with an interruption", async () => {
        const terminal = { input: new PassThrough(), output: new PassThrough() };
        await assert.rejects(ask("Start?", terminal, AbortSignal.abort()), { name: "AbortError" });
    });
});
