/** The exit code where nothing could be done: wrong options, no credentials, nobody to ask. */
export const couldNotRun = 3;

/** What the command comes to, and the exit code of it. */
export const exitCodes = {
    /** The job has ended, and everything is replicated. */
    replicated: 0,
    /** There was nothing to replicate. */
    nothing: 0,
    /** What would be done was said, as asked for. */
    planned: 0,
    /** Something failed: the job, some of its versions, or the proof of a sample. */
    failed: 1,
    /** No job was made, since the diagnosis finds something broken. */
    refused: 1,
    /** It is not known how it ended, or it has not ended. */
    unknown: 2,
} as const;

export type Result = keyof typeof exitCodes;
