import * as assert from "node:assert/strict";
import { execa } from "execa";
import { existsSync, mkdtempSync } from "node:fs";
import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { prepareToolchain } from "../../sandbox/engine/toolchain";
import { projectRoot, sandboxHome } from "../../sandbox/paths";
import { openSandbox } from "../../sandbox/sandbox";
import { blocks } from "../unit/docs/markdown";

/** The first block of the page: from the start of a sandbox to its end. */
const [script] = blocks("sandbox.md", "sh");

describe("the commands of docs/sandbox.md", function () {
    this.timeout(180_000);
    // A copy of the project: whoever has a sandbox running in this one keeps it.
    const project = mkdtempSync(path.join(tmpdir(), "project's copy-"));
    const at = (...names: readonly string[]) => path.join(project, ...names);
    const run = at(".sandbox", "run");

    before(async () => {
        const tops = (await readdir(projectRoot)).filter(
            (name) => !name.startsWith(".") && !["node_modules", "coverage"].includes(name),
        );
        for (const name of tops) {
            await cp(path.join(projectRoot, name), at(name), { recursive: true });
        }
        await symlink(path.join(projectRoot, "node_modules"), at("node_modules"));
        // What was downloaded and installed serves the copy too. Stand-ins it bundles of its own.
        await mkdir(at(".sandbox"));
        for (const name of ["emulator", "plugin-home", "downloads.json"]) {
            if (existsSync(path.join(sandboxHome, name))) {
                await symlink(path.join(sandboxHome, name), at(".sandbox", name));
            }
        }
    });

    after(async () => {
        await (await openSandbox(run))?.stop();
        await rm(project, { recursive: true, force: true });
    });

    it("deploy both stacks, prove that replication works, find nothing wrong, and leave nothing", async () => {
        const { engine } = await prepareToolchain();
        const { exitCode, all } = await execa("bash", ["-e", "-c", script?.text ?? "exit 9"], {
            cwd: project,
            env: {
                PATH: [path.dirname(engine.path), process.env.PATH].join(path.delimiter),
                // Where there is no terminal to ask at.
                PULUMI_SKIP_CONFIRMATIONS: "true",
            },
            all: true,
            reject: false,
        });
        assert.equal(exitCode, 0, all);
        for (const seen of [
            "+ 9 created",
            "+ 12 created",
            "Replication works.",
            "Works: nothing that was read keeps objects from being replicated.",
            "Stopped and removed.",
        ]) {
            assert.ok(all.includes(seen), `${seen}\n\nis not in\n\n${all}`);
        }
        assert.equal(existsSync(run), false);
    });
});
