import {
    CreateJobCommand,
    DescribeJobCommand,
    ListJobsCommand,
    type CreateJobCommandInput,
    type JobDescriptor,
    type JobListDescriptor,
    type S3ControlClient,
} from "@aws-sdk/client-s3-control";
import { served, type CallOptions } from "../../aws/served";
import { OperationError } from "../../operationError";

/** What is known of a job. */
export interface Job {
    readonly id: string;
    /** In AWS's words. */
    readonly state: string;
    readonly description?: string;
    readonly created?: Date;
    readonly ended?: Date;
    readonly tasks: number;
    readonly succeeded: number;
    readonly failed: number;
    /** How long it has been active. */
    readonly activeSeconds?: number;
    /** Why it failed, or is in its state, in AWS's words. */
    readonly reasons: readonly string[];
    /** The bucket that it is of, where S3 found the objects. */
    readonly sourceBucket?: string;
    /** Where its report is; absent of a job without one. */
    readonly report?: { readonly bucket: string; readonly prefix: string };
    readonly operation?: string;
}

/** A job as a list has it. */
export interface ListedJob {
    readonly id: string;
    readonly state: string;
    readonly description?: string;
    readonly created?: Date;
    readonly ended?: Date;
    readonly replicates: boolean;
    /** Whether it tried any version. */
    readonly hasTried: boolean;
}

/** The jobs of an account and a region. */
export class Jobs {
    constructor(
        private readonly client: S3ControlClient,
        readonly accountId: string,
    ) {}

    /** Makes a job, or finds the one that was made by the same token. Returns its id. */
    async create(request: Omit<CreateJobCommandInput, "AccountId">): Promise<string> {
        const { JobId } = await this.call(
            "CreateJob",
            (options) =>
                this.client.send(new CreateJobCommand({ AccountId: this.accountId, ...request }), options),
            `s3:CreateJob (and iam:PassRole on ${request.RoleArn})`,
        );
        return known(JobId, "CreateJob", "the id of the job");
    }

    async describe(id: string): Promise<Job> {
        return this.call("DescribeJob", async (options) => {
            const { Job: job } = await this.client.send(
                new DescribeJobCommand({ AccountId: this.accountId, JobId: id }),
                options,
            );
            return jobOf(known(job, "DescribeJob", "a job"));
        });
    }

    /** All jobs that AWS still lists: those that go on, and those that ended within 90 days. */
    async *list(): AsyncGenerator<ListedJob> {
        let token: string | undefined;
        do {
            const page = { AccountId: this.accountId, MaxResults: 1000, NextToken: token };
            const { Jobs: jobs = [], NextToken } = await this.call("ListJobs", (options) =>
                this.client.send(new ListJobsCommand(page), options),
            );
            yield* jobs.map(listedJobOf);
            token = NextToken;
        } while (token !== undefined);
    }

    /** The time by AWS, as far as the SDK knows it from refusals for a wrong clock. */
    now(): number {
        return Date.now() + this.client.config.systemClockOffset;
    }

    private call<T>(
        operation: string,
        attempt: (options: CallOptions) => Promise<T>,
        action?: string,
    ): Promise<T> {
        const target = `the jobs of account ${this.accountId}`;
        return served({ side: "source", service: "s3", operation, target, action }, attempt);
    }
}

function known<T>(value: T | undefined, operation: string, what: string): T {
    if (value === undefined) {
        throw new OperationError(`${operation} did not answer with ${what}.`);
    }
    return value;
}

function jobOf(job: JobDescriptor): Job {
    const { ProgressSummary: progress, FailureReasons = [], Report: report } = job;
    const why = FailureReasons.map(({ FailureCode, FailureReason }) =>
        [FailureCode, FailureReason].filter(Boolean).join(": "),
    );
    const bucket = report?.Enabled === true ? report.Bucket?.split(":").at(-1) : undefined;
    const generator = job.ManifestGenerator?.S3JobManifestGenerator;
    return {
        id: known(job.JobId, "DescribeJob", "the id of the job"),
        state: known(job.Status, "DescribeJob", "the state of the job"),
        description: job.Description,
        created: job.CreationTime,
        ended: job.TerminationDate,
        tasks: progress?.TotalNumberOfTasks ?? 0,
        succeeded: progress?.NumberOfTasksSucceeded ?? 0,
        failed: progress?.NumberOfTasksFailed ?? 0,
        activeSeconds: progress?.Timers?.ElapsedTimeInActiveSeconds,
        reasons: [...why, ...(job.StatusUpdateReason ? [job.StatusUpdateReason] : [])],
        sourceBucket: generator?.SourceBucket?.split(":").at(-1),
        ...(bucket !== undefined && { report: { bucket, prefix: withSlash(report?.Prefix ?? "") } }),
        operation: Object.keys(job.Operation ?? {})[0],
    };
}

/** S3 puts the slash between a prefix and what follows it. */
function withSlash(prefix: string): string {
    return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}

function listedJobOf(job: JobListDescriptor): ListedJob {
    const { NumberOfTasksSucceeded, NumberOfTasksFailed } = job.ProgressSummary ?? {};
    return {
        id: job.JobId ?? "",
        state: job.Status ?? "",
        description: job.Description,
        created: job.CreationTime,
        ended: job.TerminationDate,
        replicates: job.Operation === "S3ReplicateObject",
        hasTried: (NumberOfTasksSucceeded ?? 0) + (NumberOfTasksFailed ?? 0) > 0,
    };
}
