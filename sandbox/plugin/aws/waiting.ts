import pRetry from "p-retry";
import { isTransient, type Transient } from "./errors";

/** What AWS is at work on is not done: another look may find it so. */
export class NotYet extends Error {}

/** Looks again, first after a fifth of a second and at last every ten seconds, until AWS is done. */
export function untilDone<T>(
    minutes: number,
    transients: readonly Transient[],
    stopping: AbortSignal,
    look: () => Promise<T>,
): Promise<T> {
    return pRetry(look, {
        retries: Infinity,
        minTimeout: 200,
        maxTimeout: 10_000,
        factor: 1.5,
        maxRetryTime: minutes * 60_000,
        signal: stopping,
        shouldRetry: ({ error }) => error instanceof NotYet || isTransient(error, transients),
    });
}
