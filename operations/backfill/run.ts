import { Context } from "./context";
import { FailedFile } from "./failedFile";
import { followToEnd } from "./followToEnd";
import { findJobs } from "./job/find";
import type { ListedJob } from "./job/jobs";
import { make } from "./make";
import type { Backfill } from "./outcome";
import { batchPlaceIn } from "./plan/batchPlace";
import { filterOf } from "./plan/plan";
import type { Selection } from "./plan/selection";
import { readPair, type Pair } from "./readPair";
import type { RunOptions, Talk } from "./talk";

/** Replicates what live replication has left, and says what came of it. */
export async function runBackfill(options: RunOptions, talk: Talk): Promise<Backfill> {
    const failedFile = options.failed === undefined ? undefined : await FailedFile.open(options.failed);
    try {
        return await backfillPair(options, talk, await readPair(options, talk), failedFile);
    } finally {
        await failedFile?.remove();
    }
}

/** The same of a pair that was read. One job of a selection is made, however often the same is asked for. */
export async function backfillPair(
    options: RunOptions,
    talk: Talk,
    pair: Pair,
    failedFile?: FailedFile,
): Promise<Backfill> {
    const context = new Context(options, talk, pair, failedFile);
    const { job, retry, dryRun, again, priority } = options;
    if (job !== undefined) {
        await context.ownJob(job);
        return followToEnd(context, { id: job, how: "named" });
    }
    const place = batchPlaceIn(pair.outputs, pair.facts);
    const selection: Selection = retry === undefined ? filterOf(pair.facts, options) : { retryOf: retry };
    const { running, ended, others } = await context.inTime(() =>
        findJobs(context.jobs, context.bucket.name, selection),
    );
    for (const other of others) {
        context.notes.push(
            `Another job of this bucket goes on: ${other.id}, ${other.state}. ${other.description ?? ""}`.trimEnd(),
        );
    }
    if (dryRun) {
        context.notes.push(...withoutDryRun(running, again || !ended?.hasTried ? undefined : ended));
    } else if (running !== undefined) {
        return followToEnd(context, { id: running.id, how: "running", selection });
    } else if (ended?.hasTried && !again && !(await wantsAnother(context, ended))) {
        return followToEnd(context, { id: ended.id, how: "ended", selection });
    }
    return make(context, { bucket: context.bucket, place, selection, priority }, ended?.id);
}

/** What would be done in the place of what a dry run says. */
function withoutDryRun(running: ListedJob | undefined, ended: ListedJob | undefined): readonly string[] {
    if (running !== undefined) {
        return [`A job of this selection goes on, and would be followed: ${running.id}.`];
    }
    return ended === undefined
        ? []
        : [
              `A job of this selection has ended, ${ended.id}: without --again its result is told, and none is started.`,
          ];
}

/** Nobody has a second job of the same selection who has not asked for it. One that tried no version is none. */
async function wantsAnother({ options, talk }: Context, { id, state }: ListedJob): Promise<boolean> {
    if (options.yes || talk.ask === undefined) {
        return false;
    }
    return talk.ask(`A job of this selection has ended: ${id}, ${state}. Make another?`);
}
