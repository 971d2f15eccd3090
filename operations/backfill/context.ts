import { AwsCallError } from "../aws/awsCallError";
import { eachWithin } from "../aws/time";
import type { SideFacts } from "../diagnose/facts";
import { OperationError } from "../operationError";
import type { FailedFile } from "./failedFile";
import { Jobs, type Job } from "./job/jobs";
import type { JobRequest } from "./job/request";
import type { Backfill, BackfillSide } from "./outcome";
import { bucketIn, type Selection } from "./plan/selection";
import type { Pair } from "./readPair";
import { readReport } from "./report/readReport";
import type { ReadReportOptions, ReportSummary } from "./report/report";
import type { RunOptions, SoFar, Talk } from "./talk";

/** The members of the outcome that come in the course of a run. */
export type Parts = Pick<Backfill, "plan" | "job" | "report" | "check">;

/** All that a run goes by, and what it has gathered. */
export class Context {
    readonly jobs: Jobs;
    readonly bucket: JobRequest["bucket"];
    /** What is to be known besides. */
    readonly notes: string[] = [];

    constructor(
        readonly options: RunOptions,
        readonly talk: Talk,
        readonly pair: Pair,
        readonly failedFile?: FailedFile,
    ) {
        const { asked, facts } = pair;
        const { name, arn } = facts.source.bucket;
        this.bucket = { name, arn, accountId: asked.accountId };
        this.jobs = new Jobs(asked.connection.s3control, asked.accountId);
    }

    /** Gives every call in some work its time, and the work as long as it takes. */
    inTime<T>(work: () => Promise<T>): Promise<T> {
        const { timeoutSeconds, signal } = this.options;
        return eachWithin(timeoutSeconds, work, signal);
    }

    /** A job that somebody names, which may be of something else. */
    async ownJob(id: string): Promise<Job> {
        const job = await this.inTime(() => this.jobs.describe(id)).catch(unlessMissing);
        if (job === undefined) {
            const { accountId, region } = this.pair.asked;
            throw new OperationError(
                `There is no job ${id} in account ${accountId}, region ${region}. AWS keeps a job for 90 days after its end.`,
            );
        }
        if (job.operation !== undefined && job.operation !== "S3ReplicateObject") {
            throw new OperationError(`Job ${id} does not replicate: its operation is ${job.operation}.`);
        }
        // A retry has a list of its own, and says by its description alone what it is of.
        const bucket = job.sourceBucket ?? bucketIn(job.description);
        if (bucket !== undefined && bucket !== this.bucket.name) {
            throw new OperationError(
                `Job ${id} is of bucket ${bucket}, and the source is ${this.bucket.name}. Name the stack of that ` +
                    "bucket: --source <stack>",
            );
        }
        return job;
    }

    /** The report of a job that has ended; undefined where there is none. S3 writes one where at least one task ran. */
    async readReport(
        { id, report, succeeded, failed }: Job,
        { tell, ...how }: Pick<ReadReportOptions, "onFailed" | "sample"> & { tell?: (at: string) => void },
    ): Promise<ReportSummary | undefined> {
        if (report === undefined || succeeded + failed === 0) {
            return undefined;
        }
        tell?.("reading the report");
        const { connection, accountId } = this.pair.asked;
        const { signal, timeoutSeconds } = this.options;
        return readReport(
            { ...report, jobId: id, s3: connection.s3, owner: accountId },
            { ...how, ofBucket: this.bucket.name, counted: { succeeded, failed }, signal, timeoutSeconds },
        );
    }

    soFar(selection: Selection | undefined): SoFar {
        const { facts, report } = this.pair;
        const [destination] = facts.destinations;
        return {
            source: sideOf(facts.source),
            ...(destination && { destination: sideOf(destination) }),
            ...(selection && { selection }),
            diagnosis: report,
            notes: this.notes,
        };
    }

    outcome(
        verdict: Pick<Backfill, "result" | "message"> & Partial<Pick<Backfill, "next">>,
        selection: Selection | undefined,
        { plan, job, report, check }: Parts = {},
    ): Backfill {
        return {
            next: "",
            ...verdict,
            ...this.soFar(selection),
            ...(plan && { plan }),
            ...(job && { job }),
            ...(report && { report }),
            ...(check && { check }),
        };
    }
}

/** A job that AWS does not know, by whichever of its codes. */
function unlessMissing(error: unknown): undefined {
    if (!(error instanceof AwsCallError && ["NotFoundException", "NoSuchJob"].includes(error.code))) {
        throw error;
    }
}

function sideOf({ bucket, accountId, region }: SideFacts): BackfillSide {
    return { bucketName: bucket.name, accountId, region };
}
