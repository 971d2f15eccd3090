import * as path from "node:path";

/** The folder that a command was called in: npm runs it in that of package.json, and keeps where it was called itself. */
export function callersFolder(): string {
    return process.env.INIT_CWD ?? process.cwd();
}

/** A path as whoever calls a command means it. */
export function callersPath(file: string): string {
    return path.resolve(callersFolder(), file);
}
