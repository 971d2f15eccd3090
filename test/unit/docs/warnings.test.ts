import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { warningIds } from "../../../components/validation/warning";

describe("the list of warnings", () => {
    it("has each warning, and no other", () => {
        const page = readFileSync(path.join(__dirname, "../../../docs/warnings.md"), "utf8");
        const headings = [...page.matchAll(/^### `(.+)`$/gm)].map(([, id]) => id);
        assert.deepEqual(headings, warningIds);
    });
});
