import { explain } from "../operationError";
import type { Step } from "./steps";
import type { Tell } from "./waiting";

/** What became of a step. */
export interface StepResult {
    readonly id: string;
    readonly name: string;
    readonly result: "passed" | "failed" | "skipped";
    /** What was seen, or why it failed or was skipped. */
    readonly seen: string;
    readonly seconds: number;
}

/** Runs a step after those before it. A step never throws: whatever happens in it is its result. */
export async function runStep(
    step: Step,
    earlier: readonly StepResult[],
    { signal, tell }: { readonly signal?: AbortSignal; readonly tell?: Tell } = {},
): Promise<StepResult> {
    const { id, name } = step;
    const started = performance.now();
    const ended = (result: StepResult["result"], seen: string): StepResult => {
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        return { id, name, result, seen, seconds };
    };
    const needed = earlier.find((other) => other.id === step.needs);
    if (signal?.aborted) {
        return ended("skipped", "interrupted");
    }
    if (needed !== undefined && needed.result !== "passed") {
        return ended("skipped", `needs: ${needed.name}`);
    }
    try {
        return ended("passed", await step.run(tell));
    } catch (error) {
        return ended("failed", signal?.aborted ? "interrupted" : explain(error));
    }
}

/** Whether everything was seen to work: a step that was skipped was not. */
export function allPassed(results: readonly StepResult[]): boolean {
    return results.every(({ result }) => result === "passed");
}
