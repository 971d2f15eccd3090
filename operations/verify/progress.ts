import { Listr } from "listr2";
import { progressOnStderr } from "../terminal";
import type { Context } from "./connect";
import { removeProbes } from "./removal";
import { runStep, type StepOptions, type StepResult } from "./running";
import { verifySteps, type Step } from "./steps";

/** Runs the steps and then, whatever became of them, removes the probes; the progress goes to stderr. */
export async function runWithProgress(context: Context): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    // It has a time of its own, and an interruption does not end it.
    const removal: Step = {
        id: "removal",
        name: "The probes are removed again",
        run: () => removeProbes(context),
    };
    const task = (step: Step, options?: StepOptions) => ({
        title: step.name,
        task: async (_: unknown, shown: { output: string; title: string; skip(message: string): void }) => {
            const result = await runStep(step, results, {
                ...options,
                tell: (seen) => (shown.output = seen),
            });
            results.push(result);
            if (result.result === "skipped") {
                shown.skip(`${step.name} [${result.seen}]`);
            } else if (result.result === "failed") {
                throw new Error(result.seen);
            }
        },
    });
    const steps = [...verifySteps(context).map((step) => task(step, context)), task(removal)];
    await new Listr(steps, {
        exitOnError: false,
        // Its own handler would end the process before the probes are removed.
        registerSignalListeners: false,
        ...progressOnStderr(),
    }).run();
    return results;
}
