import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";

const page = path.join(projectRoot, "docs", "proof.md");
const engineTests = path.join(projectRoot, "test", "engine");

describe("docs/proof.md", () => {
    const listed = [
        ...readFileSync(page, "utf8").matchAll(/\[(?<name>[\w.]+\.test\.ts)\]\((?<file>[^)]+)\)/g),
    ].map(({ groups }) => ({
        name: groups?.name,
        file: path.resolve(path.dirname(page), groups?.file ?? ""),
    }));

    it("names tests of the engine that are there, each by its own name", () => {
        const present = readdirSync(engineTests);
        for (const { name, file } of listed) {
            assert.equal(path.dirname(file), engineTests, file);
            assert.equal(path.basename(file), name);
            assert.ok(present.includes(path.basename(file)), `${file} is not there`);
        }
    });

    it("leaves none out", () => {
        assert.deepEqual(
            [...new Set(listed.map(({ file }) => path.basename(file)))].sort(),
            readdirSync(engineTests)
                .filter((name) => name.endsWith(".test.ts"))
                .sort(),
        );
    });
});
