import type { ReadReportOptions, ReportPlace, ReportSummary } from "./report";

/** Reads the completion report of a job: https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html */
export function readReport(place: ReportPlace, options: ReadReportOptions): Promise<ReportSummary> {
    throw new Error(`not yet: ${place.jobId} ${String(options.signal.aborted)}`);
}
