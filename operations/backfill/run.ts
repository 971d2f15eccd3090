import { mayHaveTakenEffect } from "../aws/failure";
import { AwsCallError } from "../aws/awsCallError";
import { credentialFlags } from "../aws/side";
import { eachWithin, TimeIsUp } from "../aws/time";
import type { SideFacts } from "../diagnose/facts";
import type { StacksToRead } from "../diagnose/read/found";
import { runDiagnosis, type Outcome } from "../diagnose/run";
import { messageOf, OperationError } from "../operationError";
import { checkSample } from "./check";
import type { BackfillOptions } from "./commandLine";
import { conclude } from "./conclude";
import { FailedFile } from "./failedFile";
import { findJobs } from "./job/find";
import { followJob } from "./job/follow";
import { Jobs, type Job } from "./job/jobs";
import type { JobRequest } from "./job/request";
import { listLine, putList } from "./job/retryList";
import { startJob, type StartedJob } from "./job/start";
import { stateOf } from "./job/states";
import { nextCommand } from "./nextCommand";
import type { Backfill, BackfillJob, BackfillSide } from "./outcome";
import { batchPlaceIn } from "./plan/batchPlace";
import { isNothing } from "./plan/count";
import { filterOf, planOf, type Plan } from "./plan/plan";
import { inWords, type Selection } from "./plan/selection";
import { milestoneOf, progressLine } from "./print/progress";
import { readReport } from "./report/readReport";
import type { ReportSummary } from "./report/report";
import { RowsFile } from "./rowsFile";

/** Who runs the command. */
export interface Talk {
    /** Does something, and shows how far it is. */
    readonly withProgress: <T>(title: string, work: (tell: (at: string) => void) => Promise<T>) => Promise<T>;
    /** Says something at once. */
    readonly say: (text: string) => void;
    /** Shows a plan at once, before somebody is asked. */
    readonly showPlan: (planned: Planned) => void;
    /** Asks for a yes; absent where nobody is there to answer. */
    readonly ask?: (question: string) => Promise<boolean>;
    /** Whether each look at a job is shown, as on a terminal; else each tenth. */
    readonly everyLook: boolean;
}

type SoFar = Pick<Backfill, "source" | "destination" | "diagnosis" | "selection" | "notes">;

/** What is known before a job is made. */
export type Planned = SoFar & { readonly plan: Plan };

export interface RunOptions extends BackfillOptions {
    readonly openStacks: () => Promise<StacksToRead>;
    /** Ends calls and waits. A job goes on. */
    readonly signal: AbortSignal;
    /** Waits between two looks at a job; tests do not. */
    readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** A pair that was read, and the source's side of it, without which nothing goes. */
interface Pair extends Outcome {
    readonly asked: NonNullable<Outcome["connections"]["source"]>;
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly jobs: Jobs;
}

/** Replicates what live replication has left, and says what came of it. */
export async function runBackfill(options: RunOptions, talk: Talk): Promise<Backfill> {
    const failedFile = options.failed === undefined ? undefined : await FailedFile.open(options.failed);
    try {
        return await new Run(options, talk, failedFile, await readPair(options, talk)).run();
    } finally {
        await failedFile?.remove();
    }
}

async function readPair(options: RunOptions, talk: Talk): Promise<Pair> {
    const { stacks: names, signal } = options;
    const { outcome, outputs } = await talk.withProgress("Reading what is deployed", async (tell) => {
        const opened = options.openStacks();
        // It is read for the diagnosis as well.
        const outputsOfSource = opened.then((stacks) => stacks.outputs(names.source));
        outputsOfSource.catch(() => undefined);
        const openStacks = async (): Promise<StacksToRead> => {
            const stacks = await opened;
            return {
                ...stacks,
                outputs: (stack) => (stack === names.source ? outputsOfSource : stacks.outputs(stack)),
            };
        };
        const read = await runDiagnosis(
            { ...options, pair: { stacks: names }, openStacks, signal },
            {},
            tell,
        );
        return { outcome: read, outputs: await outputsOfSource };
    });
    const asked = outcome.connections.source;
    if (asked === undefined) {
        throw new OperationError(
            [
                ...outcome.report.unread,
                `A job is made with credentials of the source. Name some: ${credentialFlags("source")}`,
            ].join("\n"),
        );
    }
    return { ...outcome, asked, outputs, jobs: new Jobs(asked.connection.s3control, asked.accountId) };
}

class Run {
    private readonly notes: string[] = [];
    private readonly bucket: JobRequest["bucket"];

    constructor(
        private readonly options: RunOptions,
        private readonly talk: Talk,
        private readonly failedFile: FailedFile | undefined,
        private readonly pair: Pair,
    ) {
        const { name, arn } = pair.facts.source.bucket;
        this.bucket = { name, arn, accountId: pair.asked.accountId };
    }

    async run(): Promise<Backfill> {
        const { job } = this.options;
        if (job !== undefined) {
            await this.requireOwnJob(job);
            return this.follow({ id: job, how: "named" });
        }
        const place = batchPlaceIn(this.pair.outputs, this.pair.facts);
        const selection = this.selection();
        const found = await this.inTime(() => findJobs(this.pair.jobs, this.bucket.name, selection));
        for (const other of found.others) {
            this.notes.push(
                `Another job of this bucket goes on: ${other.id}, ${other.state}. ${other.description ?? ""}`.trimEnd(),
            );
        }
        const { dryRun, again } = this.options;
        if (found.running !== undefined && !dryRun) {
            return this.follow({ id: found.running.id, how: "running" }, selection);
        }
        const isWanted =
            again || found.ended === undefined || dryRun || (await this.wantsAnother(found.ended));
        if (found.ended !== undefined && !isWanted) {
            return this.follow({ id: found.ended.id, how: "ended" }, selection);
        }
        if (found.running !== undefined) {
            this.notes.push(`A job of this selection goes on, and would be followed: ${found.running.id}.`);
        } else if (found.ended !== undefined && !again) {
            this.notes.push(
                `A job of this selection has ended, ${found.ended.id}: without --again its result is told, and none is started.`,
            );
        }
        return this.make(
            { bucket: this.bucket, place, selection, priority: this.options.priority },
            found.ended?.id,
        );
    }

    private selection(): Selection {
        const { retry } = this.options;
        return retry === undefined ? filterOf(this.pair.facts, this.options) : { retryOf: retry };
    }

    /** A job that somebody names may be of something else. */
    private async requireOwnJob(id: string): Promise<Job> {
        const job = await this.inTime(() => this.pair.jobs.describe(id));
        if (job.operation !== undefined && job.operation !== "S3ReplicateObject") {
            throw new OperationError(`Job ${id} does not replicate: its operation is ${job.operation}.`);
        }
        if (job.sourceBucket !== undefined && job.sourceBucket !== this.bucket.name) {
            throw new OperationError(
                `Job ${id} is of bucket ${job.sourceBucket}, and the source is ${this.bucket.name}. Name the stack of that ` +
                    "bucket: --source <stack>",
            );
        }
        return job;
    }

    /** Nobody has a second job of the same selection who has not asked for it. */
    private async wantsAnother({
        id,
        state,
    }: {
        readonly id: string;
        readonly state: string;
    }): Promise<boolean> {
        const { yes } = this.options;
        if (yes || this.talk.ask === undefined) {
            return false;
        }
        return this.talk.ask(`A job of this selection has ended: ${id}, ${state}. Make another?`);
    }

    private async make(request: JobRequest, lastEnded: string | undefined): Promise<Backfill> {
        const { report } = this.pair;
        if (report.result === "broken" && !this.options.force) {
            return this.backfill(
                {
                    result: "refused",
                    message:
                        "No job was made, since the pair is broken and what it replicates would fail. Mend it first, or make the job " +
                        "all the same: --force.",
                    next: "",
                },
                request.selection,
            );
        }
        if (report.result === "unknown") {
            this.notes.push("Whether the pair works is not known: see the diagnosis.");
        }
        if (!("retryOf" in request.selection)) {
            return this.makeAsPlanned(request, lastEnded);
        }
        const rows = await RowsFile.open();
        try {
            const listed = await this.listFailed(request.selection.retryOf, rows);
            return "result" in listed
                ? this.backfill(listed, request.selection)
                : await this.makeAsPlanned(request, lastEnded, rows);
        } finally {
            await rows.remove();
        }
    }

    /** Says what a job would do, asks, and makes it. */
    private async makeAsPlanned(
        request: JobRequest,
        lastEnded: string | undefined,
        rows?: RowsFile,
    ): Promise<Backfill> {
        const { selection, place } = request;
        const { dryRun, yes, rule } = this.options;
        const { facts, connections, asked } = this.pair;
        const plan = await this.talk.withProgress("Looking at what would be replicated", (tell) =>
            this.inTime(() => planOf({ facts, connections }, selection, { rule, failed: rows?.rows }, tell)),
        );
        if (plan.count !== undefined && "value" in plan.count && isNothing(plan.count.value)) {
            return this.backfill(
                {
                    result: "nothing",
                    message: `Nothing to replicate: there are no ${inWords(selection)}.`,
                    next: "",
                },
                selection,
                { plan },
            );
        }
        if (dryRun) {
            return this.backfill(
                { result: "planned", message: "Nothing was started, as asked for by --dry-run.", next: "" },
                selection,
                { plan },
            );
        }
        if (!yes) {
            await this.requireYes(plan, selection);
        }
        const list =
            rows && "retryOf" in selection
                ? await this.inTime(() =>
                      putList(asked.connection.s3, place, asked.accountId, selection.retryOf, rows),
                  )
                : undefined;
        return this.start({ ...request, ...(list && { list }) }, plan, {
            again: lastEnded !== undefined,
            lastEnded,
        });
    }

    private async requireYes(plan: Plan, selection: Selection): Promise<void> {
        const { ask } = this.talk;
        if (ask === undefined) {
            throw new OperationError(
                "Nothing was started: there is no terminal on which somebody could be asked. Start the job without asking: " +
                    "--yes. See before what it would do: --dry-run",
            );
        }
        this.talk.showPlan({ plan, ...this.soFar(selection) });
        if (!(await ask("Start the job?"))) {
            throw new OperationError("Nothing was started.");
        }
    }

    /** Writes the failed of a job to a list; where there is none to write, that is the end. */
    private async listFailed(
        id: string,
        rows: RowsFile,
    ): Promise<Pick<Backfill, "result" | "message" | "next"> | { readonly listed: number }> {
        const job = await this.requireOwnJob(id);
        if (!stateOf(job.state).ended) {
            throw new OperationError(
                `Job ${id} has not ended (${job.state}). Follow it: ${nextCommand(this.options, "--job", id)}`,
            );
        }
        if (job.report === undefined) {
            throw new OperationError(`Job ${id} has no report, so that it is not known what failed in it.`);
        }
        if (job.succeeded + job.failed === 0) {
            return {
                result: "nothing",
                message: `Nothing to replicate: no task of job ${id} ran.`,
                next: "",
            };
        }
        const place = { ...job.report, jobId: id };
        const { problems, failed } = await this.talk.withProgress("Reading the report", () =>
            this.readReport(place, {
                onFailed: (row) => rows.add(listLine(this.bucket.name, row)),
                counted: { succeeded: job.succeeded, failed: job.failed },
            }),
        );
        if (problems.length > 0 || failed !== rows.rows) {
            return {
                result: "unknown",
                message: `What failed in job ${id} is not known whole, and no job was made: ${problems.join(" ")}`,
                next: "",
            };
        }
        return failed === 0
            ? { result: "nothing", message: `Nothing to replicate: nothing failed in job ${id}.`, next: "" }
            : { listed: failed };
    }

    private readReport(
        place: { readonly bucket: string; readonly prefix: string; readonly jobId: string },
        options: Omit<Parameters<typeof readReport>[1], "signal" | "timeoutSeconds">,
    ): Promise<ReportSummary> {
        const { signal, timeoutSeconds } = this.options;
        const { connection, accountId } = this.pair.asked;
        return readReport(
            { ...place, s3: connection.s3, owner: accountId },
            { ...options, signal, timeoutSeconds },
        );
    }

    private async start(
        request: JobRequest,
        plan: Plan,
        how: Parameters<typeof startJob>[2],
    ): Promise<Backfill> {
        let started: StartedJob;
        try {
            started = await this.talk.withProgress("Starting the job", () =>
                this.inTime(() => startJob(this.pair.jobs, request, how)),
            );
        } catch (error) {
            const { signal } = this.options;
            const isUnanswered =
                error instanceof TimeIsUp || (error instanceof AwsCallError && error.unserved);
            if (!signal.aborted && !isUnanswered && !(error instanceof Error && mayHaveTakenEffect(error))) {
                throw error;
            }
            const why = signal.aborted ? "it was interrupted" : messageOf(error);
            return this.backfill(
                {
                    result: "unknown",
                    message: `Whether a job was made is not known: ${why}. The same command finds it, or makes it.`,
                    next: "",
                },
                request.selection,
                { plan },
            );
        }
        return this.follow(started, request.selection, plan);
    }

    /** Follows a job to its end and says what came of it. Whatever ends the following first, the job goes on. */
    private async follow(
        { id, how }: { readonly id: string; readonly how: BackfillJob["how"] },
        selection?: Selection,
        plan?: Plan,
    ): Promise<Backfill> {
        const { signal, wait } = this.options;
        const next = nextCommand(this.options, "--job", id);
        let job: Job | undefined;
        this.talk.say(`${beginnings[how]} ${id}. To follow it from elsewhere: ${next}`);
        try {
            return await this.talk.withProgress(`Job ${id}`, async (tell) => {
                let milestone: string | undefined;
                const ended = await this.inTime(() =>
                    followJob(this.pair.jobs, id, {
                        wait,
                        seen: (seen) => {
                            job = seen;
                            if (this.talk.everyLook || milestoneOf(seen) !== milestone) {
                                tell(this.lineOf(seen));
                            }
                            milestone = milestoneOf(seen);
                        },
                        unanswered: (why, seconds) => {
                            tell(`${why}; the job goes on, and AWS is asked again in ${seconds} s`);
                        },
                    }),
                );
                return await this.concluded(ended, how, selection, plan, tell);
            });
        } catch (error) {
            if (!signal.aborted && !(error instanceof OperationError)) {
                throw error;
            }
            const why = signal.aborted ? "Interrupted" : messageOf(error).replace(/\.$/, "");
            const goesOn =
                job !== undefined && stateOf(job.state).ended ? "The job has ended" : "The job goes on";
            return this.backfill(
                { result: "unknown", message: `${why}. ${goesOn}: follow it again, or stop it in S3.`, next },
                selection,
                { plan, ...(job && { job: { ...job, how } }) },
            );
        }
    }

    private lineOf(job: Job): string {
        const line = progressLine(job);
        const why = job.reasons.length === 0 ? "" : `: ${job.reasons.join("; ")}`;
        const { resume } = stateOf(job.state);
        const { region } = this.pair.asked;
        return resume === undefined
            ? line
            : `${line}${why}. Let it go on: aws s3control update-job-status --account-id ${this.bucket.accountId} ` +
                  `--job-id ${job.id} --requested-job-status ${resume} --region ${region}`;
    }

    private async concluded(
        job: Job,
        how: BackfillJob["how"],
        selection: Selection | undefined,
        plan: Plan | undefined,
        tell: (at: string) => void,
    ): Promise<Backfill> {
        const { check, timeoutSeconds } = this.options;
        const { findings, asked, connections, facts } = this.pair;
        const { message, result, ...told } = await conclude(job, {
            readReport: (place, options) => this.readReport(place, options),
            checkSample: (objects) => checkSample(objects, { facts, connections }),
            findings,
            accountId: asked.accountId,
            check,
            failedFile: this.failedFile,
            timeoutSeconds,
            tell,
        });
        const hasFailed = job.failed > 0 && result === "failed";
        return this.backfill(
            {
                result,
                message:
                    how === "ended"
                        ? `${message} This job had ended before: none was started now. Make another of the same selection: --again.`
                        : message,
                next: hasFailed ? nextCommand(this.options, "--retry", job.id) : "",
            },
            selection,
            { plan, ...told, job: { ...job, how } },
        );
    }

    private soFar(selection: Selection | undefined): SoFar {
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

    private backfill(
        verdict: Pick<Backfill, "result" | "message" | "next">,
        selection: Selection | undefined,
        parts: Pick<Backfill, "plan" | "job" | "report" | "check"> = {},
    ): Backfill {
        const { plan, job, report, check } = parts;
        return {
            ...verdict,
            ...this.soFar(selection),
            ...(plan && { plan }),
            ...(job && { job }),
            ...(report && { report }),
            ...(check && { check }),
        };
    }

    private inTime<T>(work: () => Promise<T>): Promise<T> {
        const { timeoutSeconds, signal } = this.options;
        return eachWithin(timeoutSeconds, work, signal);
    }
}

const beginnings: Readonly<Record<BackfillJob["how"], string>> = {
    started: "Started job",
    running: "A job of this selection goes on already, and none is started: job",
    ended: "A job of this selection has ended already, and none is started: job",
    named: "Following job",
};

function sideOf({ bucket, accountId, region }: SideFacts): BackfillSide {
    return { bucketName: bucket.name, accountId, region };
}
