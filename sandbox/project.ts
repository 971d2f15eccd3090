import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, unlink } from "node:fs/promises";
import * as path from "node:path";
import { standIns } from "./engine/bundle";
import type { Part } from "./engine/toolchain";
import { versions } from "./engine/versions";
import { writeWhole } from "./files";
import { projectRoot, runPaths } from "./paths";

/**
 * Pulumi writes into the stack files of a project: the salt of the passphrase, settings. A sandbox therefore
 * works on a copy of them, with a Pulumi.yaml whose `main` is the program itself. Returns the copy's folder.
 */
export async function copyProject(
    directory: string,
    workDir: string,
    stacks: readonly string[],
): Promise<string> {
    const from = path.resolve(workDir);
    const digest = createHash("sha256").update(from).digest("hex").slice(0, 8);
    const { project } = runPaths(directory);
    const folder = from === projectRoot ? project : `${project}-${digest}`;

    const text = await readFile(path.join(from, "Pulumi.yaml"), "utf8");
    const main = /^main:\s*["']?([^"'#\n]*?)["']?\s*(?:#.*)?$/m.exec(text)?.[1] ?? ".";
    const own = `main: ${JSON.stringify(path.resolve(from, main))}\n`;
    await writeWhole(path.join(folder, "Pulumi.yaml"), own + text.replace(/^main:.*\n?/m, ""));

    for (const stack of stacks) {
        const name = `Pulumi.${path.basename(stack)}.yaml`;
        if (existsSync(path.join(from, name))) {
            await writeWhole(path.join(folder, name), await readFile(path.join(from, name)));
        }
    }
    return folder;
}

/** Puts the AWS plug-in where the engine looks for installed ones, official or not. */
export async function linkPlugin(directory: string, plugin: Part): Promise<void> {
    const folder = path.join(
        runPaths(directory).pulumiHome,
        "plugins",
        `resource-aws-v${versions.awsPlugin}`,
    );
    const link = path.join(folder, standIns.awsPlugin.name);
    await mkdir(folder, { recursive: true });
    await unlink(link).catch(() => undefined);
    await symlink(plugin.path, link);
}
