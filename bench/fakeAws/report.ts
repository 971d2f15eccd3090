/*
 * A completion report of as many tasks as its job's id says, of which one in a hundred has failed. Every row has the same
 * length, so that any part of a file is made up without the rest.
 */
import { createHash } from "node:crypto";

const failedOneIn = 100;

const files = {
    succeeded: {
        rows: (tasks: number) => tasks - tasks / failedOneIn,
        row: (index: number) =>
            `bench-1,objects/${digits(index)}%20of%20it.csv,v${digits(index)},succeeded,200,,Successful\n`,
    },
    failed: {
        rows: (tasks: number) => tasks / failedOneIn,
        row: (index: number) =>
            `bench-1,objects/${digits(index)}%20not.csv,v${digits(index)},failed,500,SrcObjectNotEligible,"Object is not eligible"\n`,
    },
} as const;
type File = keyof typeof files;

function digits(index: number): string {
    return String(index).padStart(30, "0");
}

/** A job of so many tasks. */
export function jobIdOf(tasks: number): string {
    return `00000000-0000-0000-0000-${String(tasks).padStart(12, "0")}`;
}

function tasksOf(jobId: string): number {
    return Number(jobId.split("-").at(-1));
}

/** The job, as S3 Control answers. */
export function jobXml(jobId: string): string {
    const tasks = tasksOf(jobId);
    const failed = files.failed.rows(tasks);
    return (
        `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>Complete</Status><Operation><S3ReplicateObject/></Operation>` +
        "<ManifestGenerator><S3JobManifestGenerator><SourceBucket>arn:aws:s3:::bench-1</SourceBucket>" +
        "<EnableManifestOutput>false</EnableManifestOutput></S3JobManifestGenerator></ManifestGenerator>" +
        `<ProgressSummary><TotalNumberOfTasks>${tasks}</TotalNumberOfTasks><NumberOfTasksSucceeded>${tasks - failed}` +
        `</NumberOfTasksSucceeded><NumberOfTasksFailed>${failed}</NumberOfTasksFailed></ProgressSummary>` +
        "<Report><Bucket>arn:aws:s3:::reports</Bucket><Prefix>reports</Prefix><Enabled>true</Enabled>" +
        "<Format>Report_CSV_20180820</Format><ReportScope>AllTasks</ReportScope></Report></Job></DescribeJobResult>"
    );
}

/** A file of a report by its key, `reports/job-<id>/manifest.json` or `…/results/failed.csv`. */
export function reportFile(key: string): {
    readonly length: number;
    readonly slice: (from: number, to: number) => Buffer;
} {
    const [, folder = "", ...names] = key.split("/");
    const tasks = tasksOf(folder);
    const name = names.at(-1);
    if (name === "manifest.json") {
        const content = Buffer.from(manifestOf(`reports/${folder}`, tasks));
        return { length: content.length, slice: (from, to) => content.subarray(from, to) };
    }
    const file: File = name === "failed.csv" ? "failed" : "succeeded";
    const { row, rows } = files[file];
    const { length } = row(0);
    return {
        length: rows(tasks) * length,
        slice: (from, to) => {
            const first = Math.floor(from / length);
            const made: string[] = [];
            for (let index = first; index * length < to; index++) {
                made.push(row(index));
            }
            return Buffer.from(made.join("")).subarray(from - first * length, to - first * length);
        },
    };
}

function manifestOf(folder: string, tasks: number): string {
    return JSON.stringify({
        Format: "Report_CSV_20180820",
        ReportSchema: "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage",
        Results: (["succeeded", "failed"] as const).map((TaskExecutionStatus) => ({
            TaskExecutionStatus,
            Bucket: "reports",
            Key: `${folder}/results/${TaskExecutionStatus}.csv`,
            MD5Checksum: md5Of(TaskExecutionStatus, tasks),
        })),
    });
}

const known = new Map<string, string>();

function md5Of(file: File, tasks: number): string {
    const name = `${file} ${tasks}`;
    const found = known.get(name);
    if (found !== undefined) {
        return found;
    }
    const { row, rows } = files[file];
    const hash = createHash("md5");
    for (let index = 0; index < rows(tasks); index++) {
        hash.update(row(index));
    }
    const md5 = hash.digest("hex");
    known.set(name, md5);
    return md5;
}
