import * as assert from "node:assert/strict";
import * as path from "node:path";
import { inSandbox } from "../support/inSandbox";

describe("a provider that assumes a role of the same program", function () {
    this.timeout(120_000);
    const world = inSandbox();

    it("answers nothing in the first preview, which judges nothing by that", async () => {
        const stack = await world().stack("late", undefined, {
            workDir: path.join(__dirname, "programs", "lateProvider"),
        });
        const { diagnostics } = await stack.preview();
        assert.deepEqual(diagnostics, []);
    });
});
