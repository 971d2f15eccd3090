import { backfillRuns } from "./backfill";
import { diagnoseRuns } from "./diagnose";
import { scenarios, type Outcome, type Scenario } from "./outcome";
import { updateRuns } from "./updates";
import { verifyRuns } from "./verify";
import { FaultWorld } from "./world";

/** Which seeds of which scenario. */
export type Seeds = Readonly<Partial<Record<Scenario, readonly number[]>>>;

/** Runs them all, in as many sandboxes at once as there are jobs; `ended` is told of each. */
export async function runSeeds(
    seeds: Seeds,
    jobs: number,
    stopping: AbortSignal,
    ended: (outcome: Outcome) => void,
): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const queues = new Map(scenarios.map((scenario) => [scenario, [...(seeds[scenario] ?? [])]]));
    const total = [...queues.values()].flat().length;
    const work = async () => {
        const world = await FaultWorld.open(stopping);
        try {
            for (const [scenario, queue] of queues) {
                if (queue.length === 0) {
                    continue;
                }
                const run = await preparations[scenario](world);
                for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
                    const outcome = await run(seed);
                    outcomes.push(outcome);
                    ended(outcome);
                }
            }
        } finally {
            await world.close();
        }
    };
    const workers = await Promise.allSettled(Array.from({ length: Math.min(jobs, total) }, work));
    const failed = workers.find((worker) => worker.status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    return outcomes;
}

const preparations: Readonly<
    Record<Scenario, (world: FaultWorld) => Promise<(seed: number) => Promise<Outcome>>>
> = {
    verify: verifyRuns,
    diagnose: diagnoseRuns,
    backfill: backfillRuns,
    up: async (world) => (await updateRuns(world)).up,
    kill: async (world) => (await updateRuns(world)).kill,
};
