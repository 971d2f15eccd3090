import type { S3Client } from "@aws-sdk/client-s3";

/** Where the completion report of a job lies. */
export interface ReportPlace {
    readonly s3: S3Client;
    readonly bucket: string;
    /** What the keys of all reports begin with, before `job-<id>/`: empty, or with a slash at its end. */
    readonly prefix: string;
    readonly jobId: string;
    /** The account that the bucket has to belong to. */
    readonly owner: string;
}

/** What became of one task, as its row says. */
export interface ReportRow {
    readonly bucket: string;
    /** As the object is called: a report has it URL-encoded. */
    readonly key: string;
    /** Absent of an object from before versioning, and where the row has no column for it. */
    readonly versionId?: string;
    /** Whether the row has no column for the version's id, so that it is not known which version it is about. */
    readonly lacksVersion?: true;
    readonly status: "succeeded" | "failed";
    readonly errorCode?: string;
    readonly httpStatus?: number;
    readonly message?: string;
}

/** An object's version that a task was about. */
export interface ReportedObject {
    readonly key: string;
    readonly versionId?: string;
}

/** Failed tasks of one code of S3's. */
export interface FailureReason {
    /** As the report has it; `HTTP 403` where it has a status alone, and empty where it says nothing. */
    readonly code: string;
    readonly count: number;
    /** A few of them, with what S3 said of each. */
    readonly examples: readonly (ReportedObject & { readonly message?: string })[];
}

/** What a report comes to. The counts are of what is certain: whatever is not is a problem. */
export interface ReportSummary {
    /** All rows that were read, those whose result cannot be told included. */
    readonly tasks: number;
    readonly succeeded: number;
    readonly failed: number;
    /** The most frequent first. */
    readonly reasons: readonly FailureReason[];
    /** Some that succeeded, the same of the same report. */
    readonly sample: readonly ReportedObject[];
    /** What cannot be told, and why, each for a person to read; empty where the report is whole. */
    readonly problems: readonly string[];
}

export interface ReadReportOptions {
    readonly signal: AbortSignal;
    /** Takes each failed task, once it is certain that S3 wrote it so. The next waits until this one is taken. */
    readonly onFailed?: (row: ReportRow) => void | Promise<void>;
    /** The bucket that all tasks are to be of: those of others are a problem, and in no sample. */
    readonly ofBucket?: string;
    /** How many of the succeeded ones make the sample; none where it is left out. */
    readonly sample?: number;
    /** What the job itself counts, to compare the report with: ProgressSummary of DescribeJob. */
    readonly counted?: { readonly succeeded: number; readonly failed: number };
    /** How long each part of a file may take to come. */
    readonly timeoutSeconds?: number;
}
