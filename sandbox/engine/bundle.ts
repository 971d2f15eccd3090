import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { build, version as esbuildVersion } from "esbuild";
import * as v from "valibot";
import { writeWhole } from "../files";
import { projectRoot } from "../paths";

/** The executables that stand in for the official ones, by the names that the engine looks for on PATH. */
export const standIns = {
    language: { name: "pulumi-language-nodejs", entry: "sandbox/language/main.ts" },
    awsPlugin: { name: "pulumi-resource-aws", entry: "sandbox/plugin/main.ts" },
} as const;

export type StandIn = keyof typeof standIns;

const record = v.object({ inputs: v.array(v.string()), digest: v.string() });

/**
 * Bundles a stand-in into that folder, with a launcher beside it, unless that is there and none of the
 * files it was made of has changed. Returns the launcher's path. Two processes may do this at once.
 */
export async function bundleStandIn(standIn: StandIn, directory: string): Promise<string> {
    const { name, entry } = standIns[standIn];
    const launcher = path.join(directory, name);
    const bundle = `${launcher}.cjs`;
    const note = `${launcher}.json`;
    if (existsSync(launcher) && existsSync(bundle) && (await isCurrent(note))) {
        return launcher;
    }
    const result = await build({
        absWorkingDir: projectRoot,
        entryPoints: [entry],
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node22",
        write: false,
        metafile: true,
        outfile: bundle,
        // The engine starts it at each preview: a small file, and its compiled form kept, halve the time that takes.
        minify: true,
        keepNames: true,
        logLevel: "silent",
    });
    const [output] = result.outputFiles;
    if (output === undefined) {
        throw new Error(`esbuild made nothing of ${entry}.`);
    }
    const inputs = Object.keys(result.metafile.inputs).filter((input) => !input.includes("node_modules/"));
    await writeWhole(bundle, output.contents);
    await writeWhole(launcher, launcherScript(bundle, path.join(directory, "compiled")), 0o755);
    await writeWhole(note, JSON.stringify({ inputs, digest: await digestOf(inputs) }, undefined, 2));
    return launcher;
}

/** Names all by their full path: the engine may start it through a link. */
function launcherScript(bundle: string, compiled: string): string {
    const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    const environment = `NODE_COMPILE_CACHE=${quote(compiled)}`;
    return `#!/bin/sh\n${environment} exec ${quote(process.execPath)} ${quote(bundle)} "$@"\n`;
}

async function isCurrent(note: string): Promise<boolean> {
    try {
        const { inputs, digest } = v.parse(record, JSON.parse(await readFile(note, "utf8")));
        return digest === (await digestOf(inputs));
    } catch {
        return false;
    }
}

/** Of the project's own files and of all that decides what comes from node_modules and runs the result. */
async function digestOf(inputs: readonly string[]): Promise<string> {
    const hash = createHash("sha256").update([esbuildVersion, process.execPath, projectRoot].join("\n"));
    for (const input of [...inputs, "package-lock.json", "sandbox/engine/bundle.ts"].sort()) {
        hash.update(`\n${input}\n`).update(await readFile(path.join(projectRoot, input)));
    }
    return hash.digest("hex");
}
