import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { messageOf, OperationError } from "../operationError";

/** Writes a file whole or not at all: whoever opens it meanwhile sees what was there before. */
export async function writeWhole(file: string, text: string): Promise<void> {
    // Beside it, since nothing is moved in one go from one disk to another.
    const half = `${file}.${randomUUID()}`;
    try {
        await writeFile(half, text, { flag: "wx" });
        await rename(half, file);
    } catch (error) {
        await rm(half, { force: true });
        throw new OperationError(`${file} was not written: ${messageOf(error)}`);
    }
}
