import { AwsCallError } from "../aws/awsCallError";
import { TimeIsUp } from "../aws/time";
import { messageOf, OperationError } from "../operationError";
import type { Context } from "./context";
import { followToEnd } from "./followToEnd";
import type { JobRequest } from "./job/request";
import { listLine, putList } from "./job/retryList";
import { startJob, type StartedJob } from "./job/start";
import { stateOf } from "./job/states";
import { nextCommand } from "./nextCommand";
import type { Backfill } from "./outcome";
import { isNothing } from "./plan/count";
import { planOf, type Plan } from "./plan/plan";
import { inWords, type Selection } from "./plan/selection";
import { RowsFile } from "./rowsFile";

/** Makes a job, unless the pair is broken, and follows it. `lastEnded` is the job of the same selection that ended last. */
export async function make(
    context: Context,
    request: JobRequest,
    lastEnded: string | undefined,
): Promise<Backfill> {
    const { report } = context.pair;
    const { selection } = request;
    if (report.result === "broken" && !context.options.force) {
        return context.outcome(
            {
                result: "refused",
                message:
                    "No job was made, since the pair is broken and what it replicates would fail. Mend it first, or make the job " +
                    "all the same: --force.",
            },
            selection,
        );
    }
    if (report.result === "unknown") {
        context.notes.push("Whether the pair works is not known: see the diagnosis.");
    }
    if (!("retryOf" in selection)) {
        return makeAsPlanned(context, request, lastEnded);
    }
    const rows = await RowsFile.open();
    try {
        const end = await listFailed(context, selection.retryOf, rows);
        if (end?.result === "nothing") {
            return await nothing(context, end.message, selection);
        }
        return end === undefined
            ? await makeAsPlanned(context, request, lastEnded, rows)
            : context.outcome(end, selection);
    } finally {
        await rows.remove();
    }
}

/** Says what a job would do, asks, and makes it. */
async function makeAsPlanned(
    context: Context,
    request: JobRequest,
    lastEnded: string | undefined,
    rows?: RowsFile,
): Promise<Backfill> {
    const { selection, place } = request;
    const { options, pair, talk } = context;
    const plan = await talk.withProgress("Looking at what would be replicated", (tell) =>
        context.inTime(() => planOf(pair, selection, { rule: options.rule, failed: rows?.rows }, tell)),
    );
    if (plan.count !== undefined && "value" in plan.count && isNothing(plan.count.value)) {
        const { archived } = plan.count.value;
        const except =
            archived === 0 ? "" : ", but for those of Glacier classes, which S3 does not replicate";
        return nothing(
            context,
            `Nothing to replicate: there are no ${inWords(selection)}${except}.`,
            selection,
            plan,
        );
    }
    if (options.dryRun) {
        const message = "Nothing was started, as asked for by --dry-run.";
        return context.outcome({ result: "planned", message }, selection, { plan });
    }
    await requireYes(context, plan, selection);
    const { s3 } = pair.asked.connection;
    const list =
        rows && "retryOf" in selection
            ? await context.inTime(() => putList(s3, place, pair.asked.accountId, selection.retryOf, rows))
            : undefined;
    return start(context, { ...request, ...(list && { list }) }, plan, lastEnded);
}

/** That there is nothing to replicate. A list of the failed that is there is of another run, and gives way to an empty one. */
async function nothing(
    context: Context,
    message: string,
    selection: Selection,
    plan?: Plan,
): Promise<Backfill> {
    await context.failedFile?.write();
    return context.outcome({ result: "nothing", message }, selection, { plan });
}

/** Shows what a job would do, and asks whoever is there, unless they have said yes before. */
async function requireYes(context: Context, plan: Plan, selection: Selection): Promise<void> {
    const { talk, options } = context;
    const { ask, showPlan } = talk;
    if (ask === undefined && !options.yes) {
        throw new OperationError(
            "Nothing was started: there is no terminal on which somebody could be asked. Start the job without asking: " +
                "--yes. See before what it would do: --dry-run",
        );
    }
    showPlan({ plan, ...context.soFar(selection) });
    if (!options.yes && !(await ask?.("Start the job?"))) {
        throw new OperationError("Nothing was started.");
    }
}

/** Writes the failed of a job to a list. Where no job can be made of it, that is the end, which is returned. */
async function listFailed(
    context: Context,
    id: string,
    rows: RowsFile,
): Promise<Pick<Backfill, "result" | "message"> | undefined> {
    const job = await context.ownJob(id);
    if (!stateOf(job.state).ended) {
        throw new OperationError(
            `Job ${id} has not ended (${job.state}). Follow it: ${nextCommand(context.options, "--job", id)}`,
        );
    }
    if (job.report === undefined) {
        throw new OperationError(`Job ${id} has no report, so that it is not known what failed in it.`);
    }
    let short = 0;
    const summary = await context.talk.withProgress("Reading the report", () =>
        context.readReport(job, {
            onFailed: async (row) => {
                short += row.lacksVersion === undefined ? 0 : 1;
                await rows.add(listLine(context.bucket.name, row));
            },
        }),
    );
    if (summary === undefined) {
        return { result: "nothing", message: `Nothing to replicate: no task of job ${id} ran.` };
    }
    const { problems, failed } = summary;
    if (problems.length > 0) {
        return {
            result: "unknown",
            message:
                `What failed in job ${id} is not known whole, and no job was made. ${problems.join(" ")}`.trimEnd(),
        };
    }
    if (short > 0) {
        return {
            result: "unknown",
            message:
                `Of ${short} of the ${failed} failed in job ${id} the report does not say which version failed, and no job was ` +
                "made. What S3 gave up is found by its status: --status FAILED",
        };
    }
    return failed === 0
        ? { result: "nothing", message: `Nothing to replicate: nothing failed in job ${id}.` }
        : undefined;
}

/** Where no answer comes, it is not known whether there is a job; the token sees to it that the same command finds it. */
async function start(
    context: Context,
    request: JobRequest,
    plan: Plan,
    lastEnded: string | undefined,
): Promise<Backfill> {
    const { options, talk, jobs } = context;
    let started: StartedJob;
    try {
        started = await talk.withProgress("Starting the job", () =>
            context.inTime(() => startJob(jobs, request, lastEnded)),
        );
    } catch (error) {
        const isUnanswered = error instanceof TimeIsUp || (error instanceof AwsCallError && error.unserved);
        if (!options.signal.aborted && !isUnanswered) {
            throw error;
        }
        const why = options.signal.aborted ? "it was interrupted" : messageOf(error);
        return context.outcome(
            {
                result: "unknown",
                message: `Whether a job was made is not known: ${why}. The same command finds it, or makes it.`,
            },
            request.selection,
            { plan },
        );
    }
    return followToEnd(context, { ...started, selection: request.selection, plan });
}
