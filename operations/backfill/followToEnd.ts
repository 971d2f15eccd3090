import { aws } from "../diagnose/commands";
import { messageOf, OperationError } from "../operationError";
import { conclude } from "./conclude";
import type { Context, Parts } from "./context";
import { followJob } from "./job/follow";
import type { Job } from "./job/jobs";
import { stateOf } from "./job/states";
import { nextCommand } from "./nextCommand";
import type { Backfill, BackfillJob } from "./outcome";
import type { Plan } from "./plan/plan";
import type { Selection } from "./plan/selection";
import { milestoneOf, progressLine } from "./print/progress";

/** A job that is followed, and how it was come by. */
interface Followed {
    readonly id: string;
    readonly how: BackfillJob["how"];
    readonly selection?: Selection;
    readonly plan?: Plan;
}

const beginnings: Readonly<Record<BackfillJob["how"], string>> = {
    started: "Started job",
    running: "A job of this selection goes on already, and none is started: job",
    ended: "A job of this selection has ended already, and none is started: job",
    named: "Following job",
};

/** Follows a job to its end and says what came of it. Whatever ends the following first, the job goes on. */
export async function followToEnd(context: Context, followed: Followed): Promise<Backfill> {
    const { options, talk, jobs } = context;
    const { id, how, selection, plan } = followed;
    const next = nextCommand(options, "--job", id);
    let job: Job | undefined;
    const partsWith = (seen: Job | undefined): Parts => ({ plan, ...(seen && { job: { ...seen, how } }) });
    talk.say(`${beginnings[how]} ${id}.${how === "ended" ? "" : ` To follow it from elsewhere: ${next}`}`);
    try {
        return await talk.withProgress(`Job ${id}`, async (tell) => {
            let milestone: string | undefined;
            const ended = await context.inTime(() =>
                followJob(jobs, id, {
                    wait: options.wait,
                    seen: (seen) => {
                        job = seen;
                        if (talk.everyLook || milestoneOf(seen) !== milestone) {
                            tell(lineOf(seen, context));
                        }
                        milestone = milestoneOf(seen);
                    },
                    unanswered: (why, seconds) => {
                        tell(`${why}; the job goes on, and AWS is asked again in ${seconds} s`);
                    },
                }),
            );
            const { result, message, ...told } = await conclude(context, ended, tell);
            return context.outcome(
                {
                    result,
                    message:
                        how === "ended"
                            ? `${message} This job had ended before${ended.ended ? `, at ${ended.ended.toISOString()}` : ""}: ` +
                              "it knows nothing of what was written or has failed since. None was started now: --again starts " +
                              "another of the same selection."
                            : message,
                    // What failed is tried again by the report, which has to be whole.
                    next:
                        ended.failed === 0
                            ? ""
                            : nextCommand(
                                  options,
                                  told.report?.problems.length === 0 ? "--retry" : "--job",
                                  id,
                              ),
                },
                selection,
                { ...partsWith(ended), ...told },
            );
        });
    } catch (error) {
        if (!options.signal.aborted && !(error instanceof OperationError)) {
            throw error;
        }
        const why = options.signal.aborted ? "Interrupted" : messageOf(error).replace(/\.$/, "");
        const state = job !== undefined && stateOf(job.state).ended ? "has ended" : "goes on";
        return context.outcome(
            { result: "unknown", message: `${why}. The job ${state}: follow it again.`, next },
            selection,
            partsWith(job),
        );
    }
}

/** A line on a job; of one that waits for somebody, with the command that lets it go on. */
function lineOf(job: Job, { pair: { asked, facts } }: Context): string {
    const line = progressLine(job);
    const { resume } = stateOf(job.state);
    if (resume === undefined) {
        return line;
    }
    const why = job.reasons.length === 0 ? "" : `: ${job.reasons.join("; ")}`;
    const call =
        `s3control update-job-status --account-id ${asked.accountId} --job-id ${job.id} ` +
        `--requested-job-status ${resume}`;
    return `${line}${why}. Let it go on: ${aws(facts, "source", call)}`;
}
