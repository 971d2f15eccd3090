import { chmod, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { randomUUID } from "node:crypto";

/** Writes a file so that whoever reads it, at any time and from any process, sees the old or the new one whole. */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
    const fresh = `${file}.${randomUUID()}`;
    await mkdir(path.dirname(file), { recursive: true });
    try {
        await writeFile(fresh, content);
        await chmod(fresh, mode);
        await rename(fresh, file);
    } finally {
        await rm(fresh, { force: true });
    }
}

/**
 * Moves the files of one folder into another, `last` at the end: where that one is there, all are. Another
 * process that does the same at the same time moves the same files.
 */
export async function moveFiles(from: string, to: string, last: string): Promise<void> {
    await mkdir(to, { recursive: true });
    const others = (await readdir(from)).filter((name) => name !== last);
    for (const name of [...others, last]) {
        await rename(path.join(from, name), path.join(to, name));
    }
}
