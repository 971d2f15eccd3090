import { checkWritable, writeWhole } from "../diagnose/writeWhole";
import type { ReportRow } from "./report/report";
import { RowsFile } from "./rowsFile";

const head = "Bucket,Key,VersionId,ErrorCode,HTTPStatus,Message";

/** Takes the failed rows of a report one by one, and writes them to a file that is there whole or not at all. */
export class FailedFile {
    private constructor(
        readonly file: string,
        private readonly lines: RowsFile,
    ) {}

    /** Fails where the file could not be written. */
    static async open(file: string): Promise<FailedFile> {
        await checkWritable(file);
        const rows = await RowsFile.open();
        await rows.add(head);
        return new FailedFile(file, rows);
    }

    add(row: ReportRow): Promise<void> {
        const { bucket, key, versionId, errorCode, httpStatus, message } = row;
        return this.lines.add([bucket, key, versionId, errorCode, httpStatus, message].map(cell).join(","));
    }

    async write(): Promise<void> {
        await this.lines.end();
        await writeWhole(this.file, this.lines.read());
    }

    remove(): Promise<void> {
        return this.lines.remove();
    }
}

/**
 * A spreadsheet takes a text that begins so for a formula, and whoever may write objects chooses their keys: it gets an
 * apostrophe in front, as does one that has one itself, so that it can be told what the text was.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^['=+\-@\t\r]/;

function cell(value: string | number | undefined): string {
    const text = String(value ?? "").replace(formula, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
