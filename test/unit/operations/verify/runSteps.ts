import * as assert from "node:assert/strict";
import type { Context } from "../../../../operations/verify/connect";
import { runStep, type StepResult } from "../../../../operations/verify/running";
import { verifySteps } from "../../../../operations/verify/steps";
import { twoBuckets, type Behaviour } from "./twoBuckets";

/** What becomes of each step. */
export async function runAll(context: Context): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const step of verifySteps(context)) {
        results.push(await runStep(step, results, context));
    }
    return results;
}

export const outcome = (results: readonly StepResult[]) =>
    Object.fromEntries(results.map(({ id, result }) => [id, result]));

/** What a step that fails says of it. */
export async function seen(
    behaviour: Behaviour,
    id: string,
    changes?: Partial<Context>,
): Promise<StepResult["seen"]> {
    const results = await runAll(twoBuckets(behaviour, changes).context);
    const found = results.find((result) => result.id === id);
    assert.equal(found?.result, "failed");
    return found.seen;
}

/** The same result of every step. */
export const allOf = (result: StepResult["result"]) => ({
    configuration: result,
    effect: result,
    upload: result,
    arrival: result,
    owner: result,
    equality: result,
    multipart: result,
    unicode: result,
    empty: result,
    overwrite: result,
    deletion: result,
});
