import { accessSync, constants, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { sandboxHome } from "../paths";

export function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/**
 * Executables of that name in the folders of a PATH, in its order. What the sandbox itself put there, in the
 * shell of someone who uses it, is not one of the user's.
 */
export function onPath(name: string, searchPath: string): string[] {
    const isOwn = (folder: string) => !path.relative(sandboxHome, folder).startsWith("..");
    return searchPath
        .split(path.delimiter)
        .filter((folder) => folder !== "" && !isOwn(path.resolve(folder)))
        .map((folder) => path.resolve(folder, name))
        .filter(isExecutable);
}

/** The folder that an executable really is in: package managers put links on PATH. */
export function homeOf(executable: string): string {
    return path.dirname(realpathSync(executable));
}
