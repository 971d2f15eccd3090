import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { leastPrivilegeFile, renderLeastPrivilege } from "../../tools/leastPrivilege";
import { equivalents } from "./support/mutants/equivalents";
import { scenarios, scenariosElsewhere } from "./support/scenarios";

describe("docs/least-privilege.md", function () {
    // By itself this file makes every proof; after mutation.test.ts none.
    this.timeout(120_000);

    it("is as the documents and the requests are now", async () => {
        const written = existsSync(leastPrivilegeFile) ? readFileSync(leastPrivilegeFile, "utf8") : "";
        assert.equal(
            written,
            await renderLeastPrivilege(),
            "docs/least-privilege.md is stale: npm run least-privilege",
        );
    });

    it("has every scenario and every reason", () => {
        const written = readFileSync(leastPrivilegeFile, "utf8");
        const named = [
            ...[...scenarios, ...scenariosElsewhere].map(({ name }) => name),
            ...equivalents.map(({ because }) => because),
        ];
        assert.deepEqual(
            named.filter((text) => !written.includes(text)),
            [],
        );
    });
});
