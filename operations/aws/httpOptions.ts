/** Within how much of a step's time a connection that stalls is given up, so that there is time for others. */
const partOfTimeout = 2;
const longestSilence = 10_000;

/**
 * How every client of AWS goes about HTTP. A connection on which no byte goes or comes is given up; a large object on a slow
 * line takes as long as it needs. Each call is tried once: `served` tries again, and knows what failed before.
 */
export function httpOptions(timeoutSeconds: number) {
    const silence = Math.min(longestSilence, (timeoutSeconds * 1000) / partOfTimeout);
    return { maxAttempts: 1, requestHandler: { connectionTimeout: silence, socketTimeout: silence } };
}
