import * as assert from "node:assert/strict";
import { rowsOfTables } from "./markdown";
import { declaredSettings } from "./stackFiles";

describe("docs/settings.md", () => {
    it("describes each setting of Pulumi.yaml once, and no other", () => {
        const declared = declaredSettings().map((setting) => `\`${setting}\``);
        assert.ok(declared.length > 20);
        assert.deepEqual(
            rowsOfTables("settings.md", "Setting")
                .map(([setting]) => setting)
                .sort(),
            declared.sort(),
        );
    });
});
