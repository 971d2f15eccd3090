import type { Diagnosed } from "../diagnose/finding";
import { explainReason } from "../diagnose/explainedReason";
import { reasons } from "../diagnose/judge/reasons";
import { messageOf, OperationError } from "../operationError";
import type { FailedFile } from "./failedFile";
import type { Job } from "./job/jobs";
import type { Backfill, BackfillReport, SampleCheck } from "./outcome";
import type { ReadReportOptions, ReportPlace, ReportSummary } from "./report/report";
import { verdictOn } from "./verdict";

/** How the end of a job is looked at. */
export interface Reading {
    readonly readReport: (
        place: Pick<ReportPlace, "bucket" | "prefix" | "jobId">,
        options: Omit<ReadReportOptions, "signal" | "timeoutSeconds">,
    ) => Promise<ReportSummary>;
    readonly checkSample: (objects: ReportSummary["sample"]) => Promise<SampleCheck>;
    readonly findings: readonly Diagnosed[];
    /** How many replicated objects are compared. */
    readonly check: number;
    readonly failedFile?: FailedFile;
    readonly tell: (at: string) => void;
}

/** Reads the report of a job that has ended, compares a sample, and gives the verdict. */
export async function conclude(
    job: Job,
    reading: Reading,
): Promise<Pick<Backfill, "result" | "message" | "report" | "check">> {
    const { check: wanted, failedFile, tell } = reading;
    const summary = await read(job, reading);
    await failedFile?.write();
    const objects = summary?.sample ?? [];
    if (wanted > 0 && objects.length > 0) {
        tell(`comparing ${objects.length} replicated objects with their replicas`);
    }
    const check = wanted > 0 && objects.length > 0 ? await compare(objects, reading) : undefined;
    const told = summary === undefined ? undefined : reportOf(summary, reading, failedFile?.file);
    return {
        ...verdictOn(job, told, check),
        ...(told && { report: told }),
        ...(check && { check }),
    };
}

/** S3 writes a report where at least one task ran. */
async function read(job: Job, reading: Reading): Promise<ReportSummary | undefined> {
    const { readReport, check, failedFile, tell } = reading;
    if (job.report === undefined || job.succeeded + job.failed === 0) {
        return undefined;
    }
    tell("reading the report");
    return readReport(
        { ...job.report, jobId: job.id },
        {
            sample: check,
            counted: { succeeded: job.succeeded, failed: job.failed },
            ...(failedFile && { onFailed: (row) => failedFile.add(row) }),
        },
    );
}

async function compare(objects: ReportSummary["sample"], { checkSample }: Reading) {
    try {
        return await checkSample(objects);
    } catch (error) {
        if (error instanceof OperationError) {
            return { checked: 0, equal: 0, differing: [], unread: [messageOf(error)], notes: [] };
        }
        throw error;
    }
}

function reportOf(
    { sample, reasons: found, ...summary }: ReportSummary,
    { findings }: Reading,
    failedFile: string | undefined,
): BackfillReport {
    return {
        ...summary,
        reasons: found.map((reason) => ({
            ...reason,
            ...(Object.hasOwn(reasons, reason.code) && { explained: explainReason(reason.code, findings) }),
        })),
        ...(failedFile !== undefined && { failedFile }),
    };
}
