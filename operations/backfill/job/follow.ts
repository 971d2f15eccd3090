import { setTimeout as pause } from "node:timers/promises";
import { AwsCallError } from "../../aws/awsCallError";
import { bound, TimeIsUp } from "../../aws/time";
import { messageOf } from "../../operationError";
import type { Job, Jobs } from "./jobs";
import { stateOf } from "./states";

/** How long it is waited between two looks: soon after the beginning, since a small job takes seconds, and then less often. */
const pauses = { first: 500, factor: 1.5, longest: 5000 } as const;

/** The same where AWS does not answer, beside the time that a call itself is tried. */
const pausesWithoutAnswer = { first: 1000, factor: 2, longest: 60_000 } as const;

export interface Following {
    /** Told of each look. */
    readonly seen?: (job: Job) => void;
    /** Told that AWS does not answer, and in how many seconds it is asked again. */
    readonly unanswered?: (why: string, seconds: number) => void;
    /** Waits; tests do not. */
    readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Looks at a job until it has ended. That AWS does not answer says nothing of the job: it is asked again as long as it takes. A
 * refusal ends the following, as an interruption does; the job goes on.
 */
export async function followJob(
    jobs: Pick<Jobs, "describe">,
    id: string,
    { seen, unanswered, wait = waitFor }: Following = {},
): Promise<Job> {
    let [next, nextWithoutAnswer]: [number, number] = [pauses.first, pausesWithoutAnswer.first];
    for (;;) {
        const look = await describe(jobs, id);
        if ("why" in look) {
            unanswered?.(look.why, nextWithoutAnswer / 1000);
            await wait(nextWithoutAnswer, bound());
            nextWithoutAnswer = longer(nextWithoutAnswer, pausesWithoutAnswer);
            continue;
        }
        nextWithoutAnswer = pausesWithoutAnswer.first;
        seen?.(look.job);
        if (stateOf(look.job.state).ended) {
            return look.job;
        }
        await wait(next, bound());
        next = longer(next, pauses);
    }
}

function longer(last: number, { factor, longest }: typeof pauses | typeof pausesWithoutAnswer): number {
    return Math.min(last * factor, longest);
}

async function describe(
    jobs: Pick<Jobs, "describe">,
    id: string,
): Promise<{ readonly job: Job } | { readonly why: string }> {
    try {
        return { job: await jobs.describe(id) };
    } catch (error) {
        const passes = error instanceof TimeIsUp || (error instanceof AwsCallError && error.unserved);
        if (bound().aborted || !passes) {
            throw error;
        }
        return { why: messageOf(error) };
    }
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<unknown> {
    return pause(milliseconds, undefined, { signal });
}
