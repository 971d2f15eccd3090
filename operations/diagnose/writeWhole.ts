import { randomUUID } from "node:crypto";
import { chmod, lstat, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { getSystemErrorMessage } from "node:util";
import { callersPath } from "../callersPath";
import { messageOf, OperationError } from "../operationError";

/** Where a file is written: a link is followed. */
interface Place {
    readonly path: string;
    /** Of a file that is there already. */
    readonly mode?: number;
}

/** Fails where a file could not be written, and leaves everything as it is. */
export async function checkWritable(file: string): Promise<void> {
    await about(file, async () => {
        const { path, mode } = await placeOf(file);
        if (mode !== undefined) {
            await (await open(path, "r+")).close();
        }
        const half = besides(path);
        await writeFile(half, "", { flag: "wx" });
        await rm(half);
    });
}

/** Writes a file whole or not at all: whoever opens it meanwhile sees what was there before. Its mode stays. */
export async function writeWhole(file: string, text: string | AsyncIterable<Uint8Array>): Promise<void> {
    await about(file, async () => {
        const { path, mode } = await placeOf(file);
        const half = besides(path);
        try {
            await writeFile(half, text, { flag: "wx" });
            if (mode !== undefined) {
                await chmod(half, mode);
            }
            await rename(half, path);
        } finally {
            await rm(half, { force: true });
        }
    });
}

/** Beside it, since nothing is moved in one go from one disk to another. */
function besides(path: string): string {
    return `${path}.${randomUUID()}`;
}

async function placeOf(file: string): Promise<Place> {
    const given = callersPath(file);
    const isThere = await lstat(given).catch(unlessMissing);
    if (isThere === undefined) {
        return { path: given };
    }
    const path = await realpath(given);
    const found = await stat(path);
    if (!found.isFile()) {
        throw new OperationError(
            `${file} is ${found.isDirectory() ? "a folder" : "no regular file"}; allowed: a new file, or one to replace`,
        );
    }
    return { path, mode: found.mode & 0o7777 };
}

function unlessMissing(error: unknown): undefined {
    if (codeOf(error) !== "ENOENT") {
        throw error;
    }
}

/** Says in plain words of the file, as the user named it, what the system says of a path. */
async function about(file: string, work: () => Promise<void>): Promise<void> {
    try {
        await work();
    } catch (error) {
        if (error instanceof OperationError) {
            throw error;
        }
        throw new OperationError(`${file} cannot be written: ${reasonOf(error)}`);
    }
}

function codeOf(error: unknown): unknown {
    return error instanceof Error && "code" in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
    const number = error instanceof Error && "errno" in error ? error.errno : undefined;
    return typeof number === "number" ? getSystemErrorMessage(number) : messageOf(error);
}
