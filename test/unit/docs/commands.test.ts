import * as assert from "node:assert/strict";
import { execa } from "execa";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { projectRoot } from "../../../sandbox/paths";
import { blocks } from "./markdown";
import { readProjectFile } from "./stackFiles";

/** The commands under a heading of README.md, one a line, without their comments. */
const twoCommands = blocks("../README.md", "sh")
    .filter(({ heading }) => heading === "Two commands")
    .flatMap(({ text }) => text.trim().split("\n"))
    .map((line) => line.replace(/\s+#.*/, ""));

/** What a target would run, with all that it stands for. */
async function recipe(target: string): Promise<string> {
    const options = ["--dry-run", "--old-file", "node_modules/.package-lock.json", target];
    const { stdout } = await execa("make", options, {
        cwd: projectRoot,
        env: { MAKEFLAGS: "", MAKELEVEL: "" },
    });
    return stdout;
}

describe("the two commands of README.md", () => {
    it("are targets of the Makefile", () => {
        assert.deepEqual(twoCommands, ["make demo", "make test"]);
        for (const command of twoCommands) {
            assert.match(
                readProjectFile("Makefile"),
                new RegExp(`^${command.replace("make ", "")}: .* ## `, "m"),
            );
        }
    });

    it("show the main job, and run the tests of every folder", async () => {
        const { scripts } = JSON.parse(readProjectFile("package.json")) as {
            scripts: Record<string, string>;
        };
        assert.match(await recipe("demo"), /^npm run --silent demo$/m);
        const run = [...(await recipe("test")).matchAll(/^npm run --silent (test:\w+)$/gm)].map(
            ([, script = ""]) => scripts[script] ?? "",
        );
        const folders = readdirSync(path.join(projectRoot, "test")).filter((name) => name !== "support");
        assert.deepEqual(
            run.map((script) => /'test\/(\w+)\/(\*\*\/\*|!\(.*\))\.test\.ts'$/.exec(script)?.[1]).sort(),
            folders.sort(),
        );
        // Those that start first and all others are all.
        const [, first, others] = /@\((.*)\)\.test.*!\((.*)\)/.exec(scripts["test:engine"] ?? "") ?? [];
        assert.ok(first !== undefined && first === others);
    });

    it("are what CI runs", () => {
        const lines = (file: string) =>
            readProjectFile(file)
                .split("\n")
                .filter((line) => line.includes("make ") && !line.trim().startsWith("#"));
        assert.deepEqual(lines(".ci/run"), ["make test"]);
        assert.deepEqual(lines(".github/workflows/ci.yml"), ["      - run: make test"]);
    });
});
