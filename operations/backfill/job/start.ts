import { AwsCallError } from "../../aws/awsCallError";
import { TimeIsUp } from "../../aws/time";
import { findJobs } from "./find";
import type { Jobs } from "./jobs";
import { requestOf, type JobRequest } from "./request";
import { stateOf } from "./states";

/** The job that a request came to: a new one, one that went on already, or one that had ended before. */
export interface StartedJob {
    readonly id: string;
    readonly how: "started" | "running" | "ended";
}

/** A request that is signed by a clock that is more wrong than this is refused by AWS. */
const clockSkew = 15 * 60_000;

/**
 * Makes a job. However often it is asked for, by whomever, and whatever answer is lost, one is made: the token is made of the
 * selection and of the job of it that ended last. Where the token leads to a job that had ended before, which was not listed,
 * that one is told; where another one was wanted after one that was, its id is the next token's.
 */
export async function startJob(
    jobs: Jobs,
    request: JobRequest,
    lastEnded: string | undefined,
): Promise<StartedJob> {
    const asked = jobs.now();
    let last = lastEnded;
    for (;;) {
        const made = await create(jobs, request, last);
        if (made.how !== "started" || !(await endedBefore(jobs, made.id, asked - clockSkew))) {
            return made;
        }
        if (lastEnded === undefined) {
            return { id: made.id, how: "ended" };
        }
        last = made.id;
    }
}

/** Whether a job was made before a time and has ended. Where AWS does not answer, the job is followed, which tells it. */
async function endedBefore(jobs: Jobs, id: string, time: number): Promise<boolean> {
    try {
        const { state, created } = await jobs.describe(id);
        return stateOf(state).ended && created !== undefined && created.getTime() < time;
    } catch (error) {
        if (error instanceof AwsCallError || error instanceof TimeIsUp) {
            return false;
        }
        throw error;
    }
}

async function create(jobs: Jobs, request: JobRequest, last: string | undefined): Promise<StartedJob> {
    try {
        return { id: await jobs.create(requestOf(request, last)), how: "started" };
    } catch (error) {
        if (!(error instanceof AwsCallError) || error.code !== "IdempotencyException") {
            throw error;
        }
        // The token is that of a job with another priority, role or list: somebody was faster.
        const { running, ended } = await findJobs(jobs, request.bucket.name, request.selection);
        if (running !== undefined) {
            return { id: running.id, how: "running" };
        }
        if (ended === undefined || ended.id === last) {
            throw error;
        }
        return { id: ended.id, how: "ended" };
    }
}
