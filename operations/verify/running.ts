import { messageOf } from "../operationError";
import type { Step } from "./steps";
import { within } from "../aws/time";
import { reasonOf, type FailureReason } from "./failureReason";
import type { Tell } from "./waiting";

/** What became of a step. */
export interface StepResult {
    readonly id: string;
    readonly name: string;
    readonly result: "passed" | "failed" | "skipped";
    /** Why it failed, where it did. */
    readonly reason?: FailureReason;
    /** What was seen, or why it failed or was skipped. */
    readonly seen: string;
    readonly seconds: number;
}

/** How a step is run: how long it may take, what ends it before, and who is told what it waits for. */
export interface StepOptions {
    readonly timeoutSeconds?: number;
    readonly signal?: AbortSignal;
    readonly tell?: Tell;
}

/** Runs a step after those before it. A step never throws: whatever happens in it is its result. */
export async function runStep(
    step: Step,
    earlier: readonly StepResult[],
    { timeoutSeconds, signal, tell }: StepOptions = {},
): Promise<StepResult> {
    const { id, name } = step;
    const started = performance.now();
    const ended = (result: StepResult["result"], seen: string, reason?: FailureReason): StepResult => {
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        return { id, name, result, ...(reason && { reason }), seen, seconds };
    };
    const obstacle = obstacleTo(step, earlier, signal);
    if (obstacle !== undefined) {
        return ended("skipped", obstacle);
    }
    try {
        const work = () => step.run(tell);
        return ended(
            "passed",
            await (timeoutSeconds === undefined ? work() : within(timeoutSeconds, name, work, signal)),
        );
    } catch (error) {
        const reason = reasonOf(error, signal);
        return ended("failed", reason === "interrupted" ? "interrupted" : messageOf(error), reason);
    }
}

/** Why a step is not run. One without a signal, as the removal, is run whatever happened before, but for what it needs. */
function obstacleTo(step: Step, earlier: readonly StepResult[], signal?: AbortSignal): string | undefined {
    if (signal?.aborted) {
        return "interrupted";
    }
    const needed = earlier.find((other) => other.id === step.needs);
    if (needed !== undefined && needed.result !== "passed") {
        return `needs: ${needed.name}`;
    }
    // Else each step would wait as long again for what does not answer.
    const unserved = signal && earlier.find(({ reason }) => reason === "unserved");
    return unserved && `AWS did not answer to: ${unserved.name}`;
}

/** Whether everything was seen to work: a step that was skipped was not. */
export function allPassed(results: readonly StepResult[]): boolean {
    return results.every(({ result }) => result === "passed");
}
