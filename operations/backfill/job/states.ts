import type { JobStatus } from "@aws-sdk/client-s3-control";

/** What a state of a job means. https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html */
interface State {
    /** Whether nothing comes after it. */
    readonly ended: boolean;
    readonly says: string;
    /** Whether it waits for something else than S3's work. */
    readonly waits?: true;
    /** What is needed so that it goes on, where that is somebody's word: what a job is updated to. */
    readonly resume?: "Ready";
}

const going = (says: string): State => ({ ended: false, says });
const over = (says: string): State => ({ ended: true, says });

const states: Readonly<Record<JobStatus, State>> = {
    New: going("it was made, and S3 has not begun"),
    Preparing: going("S3 finds what it is of, and writes the manifest; of a large bucket this takes hours"),
    Suspended: { ...going("it waits until somebody confirms it"), waits: true, resume: "Ready" },
    Ready: going("it waits for its turn among the account's jobs"),
    Active: going("S3 replicates"),
    Pausing: going("it is about to pause"),
    // It goes on by itself: a job can be updated to Ready where it is Suspended, and nowhere else.
    Paused: {
        ...going("it waits for the account's jobs of a higher priority, and then goes on"),
        waits: true,
    },
    Completing: going("all tasks have ended, and S3 writes the report"),
    Complete: over("all tasks have ended, well or not"),
    Cancelling: going("somebody cancels it"),
    Cancelled: over("somebody cancelled it; what was replicated before stays"),
    Failing: going("it is about to fail"),
    Failed: over("S3 gave it up; what was replicated before stays"),
};

/** A state that AWS may add is none that a job ends in. */
export function stateOf(status: string): State {
    return (
        Object.entries(states).find(([name]) => name === status)?.[1] ??
        going("a state that this command does not know")
    );
}
