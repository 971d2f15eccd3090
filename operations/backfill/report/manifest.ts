import * as v from "valibot";
import { OperationError } from "../../operationError";

/** A file of results, as the manifest names it. */
export interface ResultFile {
    readonly bucket: string;
    readonly key: string;
    /** In hexadecimal. */
    readonly md5: string;
}

/** What a report consists of. */
export interface Manifest {
    /** The columns of every row, in order. */
    readonly columns: readonly string[];
    readonly files: readonly ResultFile[];
}

const md5 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/i), v.toLowerCase());

const manifestSchema = v.pipe(
    v.string(),
    v.parseJson(undefined, "it is no JSON, or not all of it"),
    v.object({
        Format: v.literal("Report_CSV_20180820"),
        ReportSchema: v.string(),
        Results: v.array(v.object({ Bucket: v.string(), Key: v.string(), MD5Checksum: md5 })),
    }),
);

/** The columns without which a row says nothing. */
const needed = ["Key", "TaskStatus"];

/** Reads a manifest: https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html */
export function parseManifest(text: string): Manifest {
    const { ReportSchema, Results } = parsed(text);
    const columns = ReportSchema.split(",").map((column) => column.trim());
    const missing = needed.filter((column) => !columns.includes(column));
    if (missing.length > 0) {
        throw new OperationError(
            `its ReportSchema has no column ${missing.join(" and no ")}: ${ReportSchema}`,
        );
    }
    // A file that is named twice has its rows once.
    const files = new Map(Results.map((result) => [result.Key, result]));
    return {
        columns,
        files: [...files.values()].map(({ Bucket, Key, MD5Checksum }) => ({
            bucket: Bucket,
            key: Key,
            md5: MD5Checksum,
        })),
    };
}

function parsed(text: string) {
    const { success, output, issues } = v.safeParse(manifestSchema, text);
    if (!success) {
        const [issue] = issues;
        throw new OperationError([v.getDotPath(issue), issue.message].filter(Boolean).join(": "));
    }
    return output;
}
