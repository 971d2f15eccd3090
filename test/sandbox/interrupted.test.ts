import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { passingRuns, projectRoot, runPaths } from "../../sandbox/paths";
import { openSandbox, startSandbox, stopSandbox } from "../../sandbox/sandbox";
import { temporaryFolder } from "./support/folders";
import { becomesTrue } from "./support/waiting";

/** A script of the project in a process of its own. */
function run(script: string, ...words: readonly string[]) {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", script, ...words], {
        cwd: projectRoot,
        stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise<{ how: number | string | null; error: string }>((resolve) => {
        let error = "";
        child.stderr.on("data", (data: Buffer) => (error += data.toString()));
        child.once("close", (code, signal) => {
            resolve({ how: signal ?? code, error });
        });
    });
    return { child, ended };
}

/** The emulators that work in a directory, whether it is still there or not; none where the system does not tell. */
function emulatorsIn(directory: string): string[] {
    const processes = existsSync("/proc/self/cwd") ? readdirSync("/proc") : [];
    return processes.filter((pid) => {
        try {
            return readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, "") === directory;
        } catch {
            return false;
        }
    });
}

describe("a sandbox that is interrupted", function () {
    this.timeout(60_000);
    // Before the folder goes, in which the sandbox is written down.
    afterEach(() => stopSandbox(directory()));
    const folder = temporaryFolder();
    const directory = () => path.join(folder(), "run");
    const killed = path.join(__dirname, "support", "killed.ts");
    const noEmulator = () => becomesTrue(() => emulatorsIn(directory()).length === 0);

    const { record, awsConfig, key, emulatorLog, ca } = runPaths("");
    /** From the first thing that a start makes to the last. */
    const moments: readonly (readonly string[])[] = [
        ["."],
        [record, "starter"],
        [awsConfig],
        [key],
        [emulatorLog],
        [record, "endpoint"],
    ];

    it("can be started again in the same place, wherever its start was killed, and leaves no emulator", async () => {
        for (const moment of moments) {
            const { how, error } = await run(killed, "start", directory(), "has", ...moment).ended;
            assert.equal(how, "SIGKILL", `${moment.join(" ")}: ${error}`);
            assert.equal(await noEmulator(), true, moment.join(" "));
        }
        const sandbox = await startSandbox({ directory: directory(), detached: true });
        assert.deepEqual(
            emulatorsIn(directory()).filter((pid) => pid !== String(sandbox.pid)),
            [],
        );
    });

    it("can be started again where its end was killed half-way", async () => {
        await startSandbox({ directory: directory(), detached: true });
        const { how, error } = await run(killed, "stop", directory(), "lost", ca).ended;
        assert.equal(how, "SIGKILL", error);
        assert.equal(existsSync(path.join(directory(), record)), true);
        await startSandbox({ directory: directory(), detached: true });
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`leaves nothing where its start gets ${signal}`, async () => {
            const start = run("sandbox/cli.ts", "--directory", directory(), "start");
            assert.equal(
                await becomesTrue(() => existsSync(path.join(directory(), emulatorLog)), 30_000),
                true,
            );
            start.child.kill(signal);
            assert.deepEqual(await start.ended, {
                how: 1,
                error:
                    "Interrupted: removing what was started. Once more ends at once.\n" +
                    "✖ MiniStack, two accounts and an outsider [FAILED: interrupted]\ninterrupted\n",
            });
            assert.equal(existsSync(directory()), false);
            assert.deepEqual(emulatorsIn(directory()), []);
        });
    }

    it("is stopped while it starts, and does not start twice", async () => {
        const start = run("sandbox/cli.ts", "--directory", directory(), "start");
        const starting = () => existsSync(path.join(directory(), record));
        assert.equal(await becomesTrue(starting, 30_000), true);
        const again = await run("sandbox/cli.ts", "--directory", directory(), "start").ended;
        assert.equal(again.how, 1);
        assert.match(again.error, /A sandbox is (being started|running) in .*: npm run sandbox -- stop/);
        assert.equal(await stopSandbox(directory()), true);
        await start.ended;
        assert.equal(await openSandbox(directory()), undefined);
        assert.equal(await noEmulator(), true);
        assert.equal(existsSync(directory()), false);
    });

    it("is not told from someone else's files without its record, and those are left alone", async () => {
        await mkdir(path.join(directory(), "state"), { recursive: true });
        await writeFile(path.join(directory(), record), "{}");
        await writeFile(path.join(directory(), "precious.txt"), "x");
        assert.equal(await stopSandbox(directory()), false);
        await assert.rejects(startSandbox({ directory: directory() }), {
            message: `${directory()} is not empty, and not a sandbox's: it holds precious.txt. Choose another directory.`,
        });
        assert.equal(readFileSync(path.join(directory(), "precious.txt"), "utf8"), "x");
    });

    it("is cleared away by the next one, where it was to end with its process", async () => {
        await mkdir(passingRuns, { recursive: true });
        const nobody = spawn("true");
        await new Promise((resolve) => nobody.once("close", resolve));
        const names = [`run-${nobody.pid}-before`, `run-${process.pid}-starts`];
        for (const name of names) {
            await mkdir(path.join(passingRuns, name));
        }
        const sandbox = await startSandbox();
        try {
            const left = await readdir(passingRuns);
            assert.deepEqual(
                names.map((name) => left.includes(name)),
                [false, true],
            );
        } finally {
            await sandbox.stop();
            await rm(path.join(passingRuns, `run-${process.pid}-starts`), { recursive: true });
        }
    });
});
