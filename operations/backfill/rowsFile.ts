import { createHash } from "node:crypto";
import { createReadStream, type ReadStream } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** How much is gathered before it is written. */
const piece = 65_536;

/** Lines that come one by one and are too many to keep, in a file of their own that goes in the end. */
export class RowsFile {
    rows = 0;
    bytes = 0;
    private readonly hash = createHash("sha256");
    private gathered = "";

    private constructor(
        private readonly folder: string,
        private readonly path: string,
        private readonly file: FileHandle,
    ) {}

    static async open(): Promise<RowsFile> {
        const folder = await mkdtemp(path.join(tmpdir(), "backfill-"));
        const file = path.join(folder, "rows.csv");
        return new RowsFile(folder, file, await open(file, "wx", 0o600));
    }

    /** Lines are added one after the other. */
    async add(line: string): Promise<void> {
        const text = `${line}\n`;
        this.rows += 1;
        this.bytes += Buffer.byteLength(text);
        this.hash.update(text);
        this.gathered += text;
        if (this.gathered.length >= piece) {
            await this.write();
        }
    }

    /** The hash of all lines in base64, as S3 takes it. No line is added after it. */
    async end(): Promise<string> {
        await this.write();
        return this.hash.digest("base64");
    }

    read(): ReadStream {
        return createReadStream(this.path);
    }

    async remove(): Promise<void> {
        await this.file.close();
        await rm(this.folder, { recursive: true, force: true });
    }

    private async write(): Promise<void> {
        const text = this.gathered;
        this.gathered = "";
        await this.file.appendFile(text);
    }
}
