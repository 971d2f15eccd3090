import * as assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/paths";
import { isRunning, type ProcessIdentity } from "../../sandbox/processes";
import { openSandbox } from "../../sandbox/sandbox";

const hostile = {
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_DEFAULT_PROFILE: "production",
    AWS_REGION: "us-east-1",
    PULUMI_ACCESS_TOKEN: "not a real token",
};

describe("npm run sandbox", function () {
    this.timeout(120_000);
    const home = mkdtempSync(path.join(tmpdir(), "sandbox's cli-"));
    const directory = path.join(home, "run");

    async function cli(
        ...words: string[]
    ): Promise<{ code: number | undefined; out: string; error: string }> {
        const command = ["-r", "ts-node/register/transpile-only", "sandbox/cli.ts", "--directory", directory];
        const result = await execa(process.execPath, [...command, ...words], {
            cwd: projectRoot,
            reject: false,
        });
        return { code: result.exitCode, out: result.stdout, error: result.stderr };
    }

    /** What a shell of that kind has in its environment after it evaluated the lines. */
    async function evaluated(lines: string, command: string): Promise<string> {
        const { stdout } = await execa("sh", ["-c", `set -eu; eval "$1"; ${command}`, "sh", lines], {
            cwd: projectRoot,
            env: hostile,
        });
        return stdout;
    }

    after(async () => {
        await (await openSandbox(directory))?.stop();
        rmSync(home, { recursive: true, force: true });
    });

    const notRunning = `No sandbox is running in ${directory}. Start one: npm run sandbox -- start`;

    it("says how to start one where none is running", async () => {
        assert.deepEqual(await cli("env"), { code: 1, out: "", error: notRunning });
        assert.deepEqual(await cli("status"), { code: 1, out: "", error: notRunning });
        assert.deepEqual(await cli("stop"), { code: 0, out: "No sandbox is running.", error: "" });
    });

    it("starts one that stays", async () => {
        const { code, out } = await cli("start");
        assert.equal(code, 0, out);
        const sandbox = await openSandbox(directory);
        assert.ok(sandbox);
        assert.ok(out.includes(`Running at ${sandbox.endpoint}.`), out);
    });

    it("says what is running", async () => {
        const sandbox = await openSandbox(directory);
        assert.ok(sandbox);
        const { out } = await cli("status");
        const { engine, language, awsPlugin } = sandbox.toolchain;
        for (const part of [
            sandbox.endpoint,
            String(sandbox.pid),
            directory,
            engine.path,
            language.path,
            awsPlugin.path,
        ]) {
            assert.ok(out.includes(part), `${part} is not in:\n${out}`);
        }
    });

    it("does not start a second one there", async () => {
        const { code, error } = await cli("start");
        assert.equal(code, 1);
        assert.match(error, /A sandbox is running in .*Stop it first: npm run sandbox -- stop/);
    });

    it("prints an environment that a shell can evaluate", async () => {
        const json = await cli("env", "destination", "--json");
        const expected = JSON.parse(json.out) as Record<string, string>;
        const { out } = await cli("env", "destination");
        const print = `node -p 'JSON.stringify(process.env)'`;
        const found = JSON.parse(await evaluated(out, print)) as Record<string, string | undefined>;
        const followsProfile = ["AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"];
        for (const [name, value] of Object.entries(expected)) {
            if (name !== "PATH") {
                assert.equal(
                    found[name],
                    value === "" || followsProfile.includes(name) ? undefined : value,
                    name,
                );
            }
        }
        assert.equal(expected.AWS_PROFILE, "destination");
        assert.equal(expected.AWS_REGION, "ap-northeast-1");
        assert.equal(expected.AWS_ACCESS_KEY_ID, "");
    });

    it("prints how to go on, and the pulumi command finds both stacks there", async () => {
        const { out } = await cli("env");
        assert.ok(out.includes("#     AWS_PROFILE=destination pulumi up -s destination\n"), out);
        assert.ok(out.includes("#     AWS_PROFILE=source pulumi up -s source\n"), out);
        const project = /^#     cd (.*)$/m.exec(out)?.[1] ?? "";
        const listed = JSON.parse(await evaluated(out, `cd ${project}; pulumi stack ls --json`)) as {
            name: string;
        }[];
        assert.deepEqual(listed.map(({ name }) => name).sort(), ["destination", "source"]);
    });

    it("knows three sides", async () => {
        const { code, error } = await cli("env", "nobody");
        assert.deepEqual(
            { code, error },
            { code: 1, error: 'side: "nobody" is not one of source, destination, outsider.' },
        );
    });

    it("ends it, and leaves nothing", async () => {
        const record = JSON.parse(await readFile(path.join(directory, "sandbox.json"), "utf8")) as {
            emulator: ProcessIdentity;
        };
        assert.equal(isRunning(record.emulator), true);
        assert.deepEqual(await cli("stop"), { code: 0, out: "Stopped and removed.", error: "" });
        assert.equal(isRunning(record.emulator), false);
        assert.equal(existsSync(directory), false);
        assert.equal((await cli("env")).error, notRunning);
    });
});
