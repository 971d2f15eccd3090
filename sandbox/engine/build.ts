import { mkdir, rm } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { moveFiles } from "../files";
import { onPath } from "./search";
import { isAtLeast } from "./versions";

const minimumGo = "1.25";
const command = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Every so many lines are worth a word. */
const step = 20;

export interface BuildOptions {
    /** The folder that gets `bin/pulumi`. */
    readonly root: string;
    readonly version: string;
    readonly searchPath: string;
    readonly progress: (text: string) => void;
}

/**
 * Builds the engine from the Go modules that go.mod and go.sum pin. It gets its name when it is complete, and
 * two processes may do this at once.
 */
export async function buildEngine({ root, version, searchPath, progress }: BuildOptions): Promise<string> {
    const go = await findGo(searchPath);
    const fresh = `${root}.${process.pid}`;
    await mkdir(path.join(fresh, "bin"), { recursive: true });
    try {
        const flags = `-s -w -X ${versionVariable}=${version}`;
        const output = path.join(fresh, "bin", "pulumi");
        const build = execa(go, ["build", "-v", "-ldflags", flags, "-o", output, command], {
            cwd: __dirname,
            env: { PATH: searchPath, GOWORK: "off" },
            stdout: "ignore",
        });
        report(build.stderr, progress);
        await build;
        await moveFiles(path.join(fresh, "bin"), path.join(root, "bin"), "pulumi");
    } finally {
        await rm(fresh, { recursive: true, force: true });
    }
    return path.join(root, "bin", "pulumi");
}

/** `go build -v` writes a line for each module it downloads, and for each package once it is compiled. */
function report(output: NodeJS.ReadableStream, progress: (text: string) => void): void {
    progress("building the Pulumi engine");
    const counts = { modules: 0, packages: 0 };
    createInterface({ input: output }).on("line", (line) => {
        const downloaded = line.startsWith("go: downloading ");
        if (line.startsWith("go: ") && !downloaded) {
            return;
        }
        const kind = downloaded ? "modules" : "packages";
        if (counts[kind]++ % step === 0) {
            const verb = downloaded ? "downloaded" : "compiled";
            progress(`building the Pulumi engine: ${verb} ${counts[kind]} ${kind}`);
        }
    });
}

async function findGo(searchPath: string): Promise<string> {
    const seen: string[] = [];
    for (const go of onPath("go", searchPath)) {
        const answer = await execa(go, ["version"], { reject: false });
        const text = answer.failed ? "" : answer.stdout;
        const version = /go(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? "of an unknown version";
        if (isAtLeast(version, minimumGo)) {
            return go;
        }
        seen.push(`${go} is Go ${version}`);
    }
    throw new Error(
        "There is no Pulumi engine on this machine, and it cannot be downloaded or built: " +
            `the build needs Go ${minimumGo} or newer. Found on PATH: ${seen.join("; ") || "no go"}. ` +
            "Install Go (https://go.dev/dl) or the Pulumi CLI (https://www.pulumi.com/docs/install) and try again.",
    );
}
