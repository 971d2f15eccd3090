import * as assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/paths";
import { readDocument } from "./markdown";

const present = readdirSync(path.join(projectRoot, "test", "engine")).filter((name) =>
    name.endsWith(".test.ts"),
);

describe("docs/proof.md", () => {
    const listed = [
        ...readDocument("proof.md").matchAll(/\[(?<name>[\w.]+\.test\.ts)\]\((?<link>[^)]+)\)/g),
    ].map(({ groups = {} }) => groups);

    it("links to each test of the engine by its own name", () => {
        assert.deepEqual(
            listed.map(({ link }) => link),
            listed.map(({ name }) => `../test/engine/${name}`),
        );
    });

    it("names those that are there, and leaves none out", () => {
        assert.deepEqual([...new Set(listed.map(({ name }) => name))].sort(), present.sort());
    });
});
