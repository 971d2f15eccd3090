import type { Hash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { OperationError } from "../../operationError";

/** No row is longer: a key has 1,024 bytes, each of which is encoded as three, and a message is for people. */
const longestRow = 256 * 1024;

/** What came is not what S3 wrote, or is nothing that it would write. */
export class Spoilt extends OperationError {}

/** Parses CSV as it comes, and does something with each row; the next waits for it. */
export async function eachRow(
    content: AsyncIterable<Uint8Array>,
    work: (cells: readonly string[]) => void | Promise<void>,
): Promise<void> {
    const parser = parse({
        max_record_size: longestRow,
        record_delimiter: ["\r\n", "\n"],
        // Rows may end early, and a message may have quotes of its own.
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
    });
    const workAll = async (rows: AsyncIterable<readonly string[]>) => {
        for await (const cells of rows) {
            const working = work(cells);
            if (working !== undefined) {
                await working;
            }
        }
    };
    try {
        await pipeline(content, parser, workAll);
    } catch (error) {
        throw error instanceof CsvError ? new Spoilt(`its rows cannot be told: ${error.message}`) : error;
    }
}

/** The same content, which is hashed on its way. */
export async function* through(hash: Hash, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of content) {
        hash.update(part);
        yield part;
    }
}
