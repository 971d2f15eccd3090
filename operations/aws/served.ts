import pRetry from "p-retry";
import { awsCallError, type AwsCall } from "./awsCallError";
import { inWords, isTransient, isUnnamed } from "./failure";
import { bound, callWithin, failedMeanwhile, orEnd, TimeIsUp } from "./time";

/** The options of a call, as the SDK takes them. */
export interface CallOptions {
    readonly abortSignal: AbortSignal;
}

/** What answers later than this is stalled; what is cut off earlier might have been answered. */
const stalledAfter = 1000;

/**
 * Makes a call until AWS serves or refuses it, as long as there is time: what passes, as a broken connection, is waited out.
 * The SDK itself tries once, so that nothing is tried behind this. The error is that of the last answer, never that of the
 * end of the time, which says nothing.
 */
export function served<T>(call: AwsCall, attempt: (options: CallOptions) => Promise<T>): Promise<T> {
    const { operation, target } = call;
    return callWithin(`The answer to ${operation} on ${target}`, () => servedInTime(call, attempt));
}

async function servedInTime<T>(call: AwsCall, attempt: (options: CallOptions) => Promise<T>): Promise<T> {
    const signal = bound();
    let attempts = 0;
    let started = performance.now();
    let failure: Error | undefined;
    try {
        return await pRetry(
            () => {
                attempts += 1;
                started = performance.now();
                return orEnd(attempt({ abortSignal: signal }), signal);
            },
            {
                retries: Number.POSITIVE_INFINITY,
                minTimeout: 100,
                maxTimeout: 5000,
                randomize: true,
                signal,
                shouldRetry: ({ error }) =>
                    !signal.aborted &&
                    (isTransient(error) || (attempts < 3 && mayHaveBrokenOff(call, error))),
                onFailedAttempt: ({ error }) => {
                    if (!signal.aborted) {
                        failure = error;
                        failedMeanwhile(`${call.operation}, ${inWords(error)}`);
                    }
                },
            },
        );
    } catch (error) {
        if (!signal.aborted) {
            throw error instanceof Error ? awsCallError(call, error, attempts) : error;
        }
        throw outOfTime(call, signal.reason, attempts, failure, performance.now() - started);
    }
}

/** Whether a refusal may have lost its body on the way. Where it comes again without one, it has none. */
function mayHaveBrokenOff({ operation }: AwsCall, error: Error): boolean {
    return isUnnamed(error) && !operation.startsWith("Head");
}

function outOfTime(
    call: AwsCall,
    reason: unknown,
    attempts: number,
    failure: Error | undefined,
    waited: number,
): unknown {
    if (!(reason instanceof TimeIsUp) || (failure === undefined && waited < stalledAfter)) {
        return reason;
    }
    const stalled = Object.assign(new Error("stalled"), { name: "TimeoutError" });
    return awsCallError(call, failure ?? stalled, attempts);
}
