import { createHash } from "node:crypto";
import { AwsCallError } from "../../aws/awsCallError";
import { bound, eachWithin } from "../../aws/time";
import { messageOf, OperationError } from "../../operationError";
import { eachRow, Spoilt, through } from "./eachRow";
import { manifestKeyOf } from "./location";
import { Lowest } from "./lowest";
import { parseManifest, type Manifest, type ResultFile } from "./manifest";
import type { ReadReportOptions, ReportPlace, ReportSummary } from "./report";
import { rowReader } from "./row";
import { StoredFile } from "./storedFile";
import { Tally } from "./tally";

type ToRow = ReturnType<typeof rowReader>;

/**
 * Reads the completion report of a job. What cannot be read is a problem in the summary; the time being up for all of it, or
 * an interruption, is an error.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
 */
export function readReport(place: ReportPlace, options: ReadReportOptions): Promise<ReportSummary> {
    const { timeoutSeconds = 60, signal } = options;
    const ended = AbortSignal.any([signal, bound()]);
    return eachWithin(timeoutSeconds, () => new ReportReader(place, options, ended).read(), ended);
}

class ReportReader {
    private tally: Tally;
    private readonly problems: string[] = [];

    constructor(
        private readonly place: ReportPlace,
        private readonly options: ReadReportOptions,
        private readonly ended: AbortSignal,
    ) {
        this.tally = new Tally(Lowest.of(options.sample ?? 0), options.ofBucket);
    }

    async read(): Promise<ReportSummary> {
        const manifest = await this.readManifest();
        for (const file of manifest?.files ?? []) {
            const failed = this.tally.failed;
            const toRow = rowReader(manifest?.columns ?? []);
            const stored = await this.count(file, toRow);
            if (stored !== undefined && this.tally.failed > failed && this.options.onFailed !== undefined) {
                await this.handOn(stored, toRow, this.options.onFailed);
            }
        }
        const counts = this.tally.counts();
        return {
            ...counts,
            problems: [...this.problems, ...this.tally.problems(), ...this.miscounted(counts)],
        };
    }

    private async readManifest(): Promise<Manifest | undefined> {
        const key = manifestKeyOf(this.place);
        return this.unlessUnreadable(key, async () => {
            const parts: Uint8Array[] = [];
            for await (const part of new StoredFile(this.place, key).parts()) {
                parts.push(part);
            }
            return parseManifest(Buffer.concat(parts).toString());
        });
    }

    /** Counts the rows of a file, once it is certain that they are those that S3 wrote. */
    private count({ bucket, key, md5 }: ResultFile, toRow: ToRow): Promise<StoredFile | undefined> {
        return this.unlessUnreadable(key, async () => {
            if (bucket !== this.place.bucket) {
                throw new OperationError(`the manifest says that it lies in another bucket, ${bucket}`);
            }
            // Twice before it is told: it may have been spoilt on its way here.
            const read =
                (await this.countAnew(key, md5, toRow).catch(unlessSpoilt)) ??
                (await this.countAnew(key, md5, toRow));
            this.tally = read.tally;
            return read.stored;
        });
    }

    private async countAnew(key: string, md5: string, toRow: ToRow) {
        const stored = new StoredFile(this.place, key);
        const tally = this.tally.copy();
        const whole = createHash("md5");
        await eachRow(through(whole, stored.parts()), (cells) => {
            tally.add(toRow(cells));
        });
        const got = whole.digest("hex");
        if (got !== md5) {
            throw new Spoilt(
                `its MD5 is ${got}, and ${md5} by the manifest: it is not what S3 wrote, or not all of it`,
            );
        }
        return { stored, tally };
    }

    /** Reads a file once more, whose rows are certain now. */
    private async handOn(
        stored: StoredFile,
        toRow: ToRow,
        onFailed: NonNullable<ReadReportOptions["onFailed"]>,
    ): Promise<void> {
        let refusal: { readonly error: unknown } | undefined;
        const handOnRow = async (cells: readonly string[]) => {
            const read = toRow(cells);
            if ("row" in read && read.row.status === "failed") {
                await Promise.resolve(onFailed(read.row)).catch((error: unknown) => {
                    refusal = { error };
                    throw error;
                });
            }
        };
        await this.unlessUnreadable(stored.key, async () => {
            try {
                await eachRow(stored.parts(), handOnRow);
            } catch (error) {
                // Who takes the rows is none of the report's problems.
                if (refusal === undefined) {
                    throw error;
                }
            }
        });
        if (refusal !== undefined) {
            throw refusal.error;
        }
    }

    /** The result of some reading; where it is not to be had, that is a problem of the report and of nothing else. */
    private async unlessUnreadable<T>(key: string, read: () => Promise<T>): Promise<T | undefined> {
        try {
            return await read();
        } catch (error) {
            this.ended.throwIfAborted();
            if (!(error instanceof OperationError)) {
                throw error;
            }
            this.problems.push(this.about(key, error));
            return undefined;
        }
    }

    private about(key: string, error: unknown): string {
        const where = `s3://${this.place.bucket}/${key}`;
        const missing = error instanceof AwsCallError && error.code === "NoSuchKey";
        if (missing && key === manifestKeyOf(this.place)) {
            return (
                `There is no report at ${where}. S3 writes one once the job is at its end, if at least one of its tasks ran; a ` +
                "lifecycle rule of the bucket may have expired it since."
            );
        }
        return `Of the report ${where} cannot be read: ${missing ? "it is not there" : messageOf(error)}.`;
    }

    /** The report against what the job says of itself. */
    private miscounted({
        succeeded,
        failed,
    }: Pick<ReportSummary, "succeeded" | "failed">): readonly string[] {
        const { counted } = this.options;
        return counted === undefined || (counted.succeeded === succeeded && counted.failed === failed)
            ? []
            : [
                  `The job counts ${counted.succeeded} succeeded and ${counted.failed} failed; ` +
                      `the report, as far as it can be read, ${succeeded} and ${failed}.`,
              ];
    }
}

function unlessSpoilt(error: unknown): undefined {
    if (!(error instanceof Spoilt)) {
        throw error;
    }
}
