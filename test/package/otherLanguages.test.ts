import * as assert from "node:assert/strict";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/paths";
import { startPlugin, type RunningPlugin } from "../../sandbox/pluginRunner";
import { schemaFile } from "../../tools/schema";
import { inSandbox } from "../support/inSandbox";
import type { Program } from "./examples/program";
import { pythonProgram, yamlProgram } from "./examples/read";

/** What git has of the working tree, and what it would have once it is added: nothing that is installed or built. */
async function clone(into: string): Promise<void> {
    const { stdout } = await execa("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
        cwd: projectRoot,
    });
    for (const file of stdout.split("\0").filter(Boolean)) {
        await cp(path.join(projectRoot, file), path.join(into, file)).catch((error: unknown) => {
            // One that has been removed and not yet committed.
            if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
                throw error;
            }
        });
    }
}

describe("the package as programs in other languages have it: installed in a fresh clone, and run as a plug-in", function () {
    this.timeout(300_000);
    const world = inSandbox();
    let folder = "";
    let plugin: RunningPlugin | undefined;

    before(async () => {
        folder = await realpath(await mkdtemp(path.join(tmpdir(), "clone-")));
        const repository = path.join(folder, "repository");
        await clone(repository);
        const components = path.join(repository, "components");
        // What `pulumi package add` runs there.
        await execa("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: components });
        // The folder of a program that has nothing to do with Node.
        plugin = await startPlugin(components, folder);
    });
    after(async () => {
        await plugin?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    it("serves the schema that is in the repository", async () => {
        assert.deepEqual(
            JSON.parse((await plugin?.schema()) ?? ""),
            JSON.parse(await readFile(schemaFile, "utf8")),
        );
    });

    const examples: readonly [string, () => Program | Promise<Program>][] = [
        ["YAML", yamlProgram],
        ["Python", pythonProgram],
    ];
    for (const [language, read] of examples) {
        it(`makes both sides of the ${language} example, each by its provider, and has nothing to do afterwards`, async () => {
            const program = await read();
            const file = path.join(folder, `${language}.json`);
            await writeFile(file, JSON.stringify(program));
            const name = language.toLowerCase();
            const stack = await world().stack(name, undefined, {
                workDir: path.join(__dirname, "examples", "deploy"),
                env: {
                    PROGRAM_FILE: file,
                    PULUMI_DEBUG_PROVIDERS: `s3-cross-account-replication:${plugin?.port ?? 0}`,
                },
            });
            await stack.up();
            assert.deepEqual(await world().everything(), [
                `destination: bucket ${name}-destination`,
                `source: bucket ${name}-source`,
                `source: role ${name}-replication`,
            ]);
            console.log(await stack.outputs());
            assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
            await stack.destroy();
            assert.deepEqual(await world().everything(), []);
        });
    }
});
