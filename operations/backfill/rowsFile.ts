import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, type ReadStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { finished } from "node:stream/promises";

/** Lines that come one by one and are too many to keep, in a file of their own that goes in the end. */
export class RowsFile {
    rows = 0;
    bytes = 0;
    private readonly hash = createHash("sha256");

    private constructor(
        private readonly folder: string,
        private readonly path: string,
        private readonly stream: WriteStream,
    ) {}

    static async open(): Promise<RowsFile> {
        const folder = await mkdtemp(path.join(tmpdir(), "backfill-"));
        const file = path.join(folder, "rows.csv");
        return new RowsFile(folder, file, createWriteStream(file, { flags: "wx", mode: 0o600 }));
    }

    async add(line: string): Promise<void> {
        const text = `${line}\n`;
        this.rows += 1;
        this.bytes += Buffer.byteLength(text);
        this.hash.update(text);
        if (!this.stream.write(text)) {
            await once(this.stream, "drain");
        }
    }

    /** The hash of all lines in base64, as S3 takes it. No line is added after it. */
    async end(): Promise<string> {
        this.stream.end();
        await finished(this.stream);
        return this.hash.digest("base64");
    }

    read(): ReadStream {
        return createReadStream(this.path);
    }

    async remove(): Promise<void> {
        this.stream.destroy();
        await rm(this.folder, { recursive: true, force: true });
    }
}
