import * as assert from "node:assert/strict";
import * as path from "node:path";
import { create } from "ts-node";
import { projectRoot } from "../../sandbox/paths";

/** By which of its files TypeScript is run: the program by Pulumi, and commands and tests. */
const projects = ["tsconfig.pulumi.json", "tsconfig.json"];

describe("what Node runs", () => {
    for (const project of projects) {
        it(`is as new as Node, by ${project}: of a target that ts-node does not know it makes ES3`, () => {
            const source = "export async function* f(all?: number[]) { yield* all ?? []; }";
            const text = create({ project: path.join(projectRoot, project) }).compile(source, "f.ts");
            assert.match(text, /async function\* f\(all\) \{\s+yield\* all \?\? \[\];\s+\}/);
        });
    }
});
