import { AsyncLocalStorage } from "node:async_hooks";
import { OperationError } from "../operationError";

/** The time that something had is up. */
export class TimeIsUp extends OperationError {
    constructor(what: string, seconds: number, failed: readonly string[]) {
        const last = failed.at(-1);
        super(
            `${what}: not within ${seconds} s` +
                (last === undefined ? "" : `; ${failed.length} calls failed meanwhile, the last: ${last}`),
        );
    }
}

/** The bounds of some work. */
interface Bounds {
    readonly signal: AbortSignal;
    /** The calls that failed in it and were made again, in words. */
    readonly failed: string[];
    /** How long each call has, of work that has no end of its own. */
    readonly secondsOfCall?: number;
}

/** Known to all that is called, however deep, so that no call can be made without a bound. */
const bounds = new AsyncLocalStorage<Bounds>();

/** Ends when the time for what is being done is up, or when the user interrupts. */
export function bound(): AbortSignal {
    return bounds.getStore()?.signal ?? new AbortController().signal;
}

/** Writes down a call that failed and is made again: where the time is up, it is why. */
export function failedMeanwhile(words: string): void {
    bounds.getStore()?.failed.push(words);
}

/**
 * Gives some work so many seconds, and less where it is interrupted, or where it is part of work that has less. It is the
 * calls and waits in it that end then, with the reason of the signal.
 */
export async function within<T>(
    seconds: number,
    what: string,
    work: () => Promise<T> | T,
    interruption: AbortSignal = bound(),
): Promise<T> {
    const time = new AbortController();
    const failed: string[] = [];
    const timer = setTimeout(() => {
        time.abort(new TimeIsUp(what, seconds, failed));
    }, seconds * 1000);
    const signal = AbortSignal.any([interruption, time.signal]);
    try {
        return await bounds.run({ signal, failed }, async () => work());
    } finally {
        clearTimeout(timer);
    }
}

/** Gives every call in some work so many seconds, and the work itself as long as its calls are served. */
export async function eachWithin<T>(
    secondsOfCall: number,
    work: () => Promise<T>,
    interruption: AbortSignal = bound(),
): Promise<T> {
    return bounds.run({ signal: interruption, failed: [], secondsOfCall }, work);
}

/** A call, within the time that each has where it is. */
export async function callWithin<T>(what: string, call: () => Promise<T>): Promise<T> {
    const seconds = bounds.getStore()?.secondsOfCall;
    return seconds === undefined ? call() : within(seconds, what, call);
}

/** The result of some work, or the reason why there is no more time for it, whether the work heeds the signal or not. */
export async function orEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    let end: () => void = () => undefined;
    const ended = new Promise<never>((_, reject) => {
        end = () => {
            reject(signal.reason as Error);
        };
    });
    if (signal.aborted) {
        end();
    }
    signal.addEventListener("abort", end);
    try {
        return await Promise.race([work, ended]);
    } finally {
        signal.removeEventListener("abort", end);
    }
}
