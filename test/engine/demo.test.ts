import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { passingRuns, projectRoot, runPaths } from "../../sandbox/paths";
import { blocks } from "../unit/docs/markdown";

const [twoCommands] = blocks("../README.md", "sh").filter(({ heading }) => heading === "Two commands");

describe("the demo", function () {
    this.timeout(180_000);

    /** `make demo`, as README.md has it. */
    const [, ...targets] = (/^make demo\b/m.exec(twoCommands?.text ?? "")?.[0] ?? "").split(" ");

    /** A process group of its own, as a terminal's Ctrl-C needs. Packages stay as they are under the tests that run. */
    const demo = () =>
        execa("make", ["--old-file", "node_modules/.package-lock.json", ...targets], {
            cwd: projectRoot,
            // What a make that runs these tests was told is not for this one.
            env: { KEEP: "", MAKEFLAGS: "", MAKELEVEL: "" },
            all: true,
            detached: true,
            cleanup: true,
            reject: false,
        });
    /** Whether anything answers, or is kept, where the demo's own AWS was. */
    async function remains(output: string): Promise<string[]> {
        const endpoint = /AWS with two accounts: (https:\S+)/.exec(output)?.[1];
        assert.ok(endpoint, output);
        await assert.rejects(fetch(endpoint), ({ cause }: Error) => {
            assert.match(String(cause), /ECONNREFUSED/);
            return true;
        });
        const records = (await readdir(passingRuns)).map(
            (run) => runPaths(path.join(passingRuns, run)).record,
        );
        return records.filter(
            (record) => existsSync(record) && readFileSync(record, "utf8").includes(endpoint),
        );
    }

    it("shows the main job, and takes it down again", async () => {
        const { exitCode, all } = await demo();
        assert.equal(exitCode, 0, all);
        for (const seen of [
            "pulumi up --stack destination: 9 resources",
            "pulumi up --stack source: 12 resources",
            "Replication works.",
            "The replication configuration says what the article's says: in today's form",
            "A third account is refused: listing, reading, writing, and replication by a role of the same name",
            "pulumi up --stack destination, again: 9 resources, all the same",
            "pulumi up --stack source, again: 12 resources, all the same",
            "An object from before the replication: 2017/from-before.csv, not replicated",
            "pulumi up --stack source, with the setting backfill: 8 resources",
            "The object from before has arrived: 2017/from-before.csv",
            "Today's form adds Metrics, by which a failure is seen. A rule with metrics: false leaves them out.",
            "Taken down: nothing is left.",
        ]) {
            assert.ok(all.includes(seen), `${seen}\n\nis not in\n\n${all}`);
        }
        assert.deepEqual(await remains(all), []);
    });

    for (const moment of ["pulumi up --stack destination", "npm run verify"]) {
        it(`takes down what it made after Ctrl-C at ${moment}`, async () => {
            const running = demo();
            let output = "";
            running.all.on("data", (data: Buffer) => {
                const waiting = !output.includes(moment);
                output += data.toString();
                if (waiting && output.includes(moment) && running.pid !== undefined) {
                    process.kill(-running.pid, "SIGINT");
                }
            });
            const { exitCode } = await running;
            assert.notEqual(exitCode, 0, output);
            assert.match(output, /Taken down: nothing is left\./);
            assert.deepEqual(await remains(output), []);
        });
    }
});
