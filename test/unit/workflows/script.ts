import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";

/** A folder that a script of a workflow runs in, with commands of its own in the place of those of the machine. */
export class Workplace {
    private constructor(readonly folder: string) {}

    static async make(): Promise<Workplace> {
        return new Workplace(await mkdtemp(path.join(tmpdir(), "job-")));
    }

    /** A command by a script of sh. */
    async command(name: string, script: string): Promise<void> {
        const file = path.join(this.folder, name);
        await writeFile(file, `#!/bin/sh\n${script}\n`);
        await chmod(file, 0o755);
    }

    /** Runs a script as a forge does, with this environment and no other, and gives all that it says. */
    async run(
        script: string,
        environment: Readonly<Record<string, string>>,
    ): Promise<{ readonly exitCode: number | undefined; readonly said: string }> {
        const { exitCode, all } = await execa("bash", ["--norc", "-e", "-o", "pipefail", "-c", script], {
            cwd: this.folder,
            env: { PATH: `${this.folder}:${process.env.PATH ?? ""}`, TMPDIR: this.folder, ...environment },
            extendEnv: false,
            stdin: "ignore",
            reject: false,
            all: true,
        });
        return { exitCode, said: all };
    }

    async remove(): Promise<void> {
        await rm(this.folder, { recursive: true });
    }
}
