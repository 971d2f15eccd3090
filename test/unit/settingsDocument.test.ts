import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const root = path.join(__dirname, "..", "..");
const lines = (file: string) => readFileSync(path.join(root, file), "utf8").split("\n");

/** The settings of Pulumi.yaml's schema: the keys two spaces deep under `config`, without Pulumi's own. */
function declared(): string[] {
    const all = lines("Pulumi.yaml");
    return all
        .slice(all.indexOf("config:") + 1)
        .flatMap((line) => /^ {2}(\w+):$/.exec(line)?.[1] ?? [])
        .sort();
}

/** The first cells of the tables under the headings of a document. */
function described(...headings: readonly string[]): string[] {
    let heading = "";
    const cells: string[] = [];
    for (const line of lines("docs/settings.md")) {
        heading = /^## (.*)$/.exec(line)?.[1] ?? heading;
        const cell = /^\| `(\w+)`/.exec(line)?.[1];
        if (cell !== undefined && headings.includes(heading)) {
            cells.push(cell);
        }
    }
    return cells.sort();
}

describe("docs/settings.md", () => {
    it("describes each setting of Pulumi.yaml once, and no other", () => {
        assert.ok(declared().length > 20);
        assert.deepEqual(described("Both sides", "The destination alone", "The source alone"), declared());
    });
});
