import { relationOf, type Selection } from "../plan/selection";
import type { Jobs, ListedJob } from "./jobs";
import { stateOf } from "./states";

/** The jobs of a bucket that matter to whoever wants one of a selection. */
export interface FoundJobs {
    /** One of the same selection that goes on: the oldest, which others find too. */
    readonly running?: ListedJob;
    /** The newest of the same selection that has ended. */
    readonly ended?: ListedJob;
    /** Others of the same bucket that go on. */
    readonly others: readonly ListedJob[];
}

/** How many jobs that somebody else made are asked what bucket they are of. */
const mostForeign = 20;

/** Looks through the jobs that AWS lists. A job says by its description what it was made for, and does not tell its token. */
export async function findJobs(jobs: Jobs, bucket: string, selection: Selection): Promise<FoundJobs> {
    let running: ListedJob | undefined;
    let ended: ListedJob | undefined;
    const others: ListedJob[] = [];
    const foreign: ListedJob[] = [];
    for await (const job of jobs.list()) {
        const relation = relationOf(job.description, bucket, selection);
        const hasEnded = stateOf(job.state).ended;
        if (relation === "same" && hasEnded) {
            ended = ended === undefined || isLater(job, ended) ? job : ended;
        } else if (relation === "same") {
            running = running === undefined || isLater(running, job) ? job : running;
        } else if (!hasEnded && relation === "other") {
            others.push(job);
        } else if (!hasEnded && job.replicates && foreign.length < mostForeign) {
            foreign.push(job);
        }
    }
    for (const job of foreign) {
        if ((await jobs.describe(job.id)).sourceBucket === bucket) {
            others.push(job);
        }
    }
    return { ...(running && { running }), ...(ended && { ended }), others };
}

function isLater(one: ListedJob, other: ListedJob): boolean {
    const [its, others] = [one.created?.getTime() ?? 0, other.created?.getTime() ?? 0];
    return its === others ? one.id > other.id : its > others;
}
