import { Command, InvalidArgumentError, Option } from "commander";
import { prepareToolchain } from "../../sandbox/engine/toolchain";
import { problemsOf, scenarios, type Scenario } from "./outcome";
import { line, summary } from "./report";
import { runSeeds, type Seeds } from "./running";

interface Options {
    readonly only?: Scenario;
    readonly seed?: number;
    readonly jobs: number;
}

/** How many runs make a whole test, with the seeds from 1. */
const runs: Readonly<Record<Scenario, number>> = {
    verify: 200,
    diagnose: 100,
    backfill: 200,
    up: 60,
    kill: 60,
};

const notes = `
In sandboxes, with the project's two stacks as they ship. A proxy between the commands and the emulator hits calls as the seed
says: answers lost after the call took effect, connections reset or stalled, errors 500 and 503, bodies cut short, 403.
  verify    npm run verify; one run in five on a replication that is broken indeed
  diagnose  npm run diagnose; one run in three on such a one, one in three with --key or --sample
  backfill  npm run backfill, killed at a call in one run of four; then once more without faults, where it came to no result
  up        pulumi up, and what docs/recovery.md says where it fails
  kill      the same, where engine, plug-in or language host is killed at a call
Exit code 1 where a verdict is wrong, something hangs or is left over, or an update cannot be recovered.`;

async function main({ only, seed, jobs }: Options): Promise<void> {
    const stopping = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        // `on`, not `once`: with no listener left a second Ctrl-C would end the process before its sandboxes.
        process.on(signal, () => {
            stopping.abort(new Error(`Stopped by ${signal}.`));
        });
    }
    await prepareToolchain();
    const seedsOf = (scenario: Scenario) =>
        seed === undefined ? Array.from({ length: runs[scenario] }, (_, index) => index + 1) : [seed];
    const seeds: Seeds = Object.fromEntries(
        scenarios
            .filter((scenario) => only === undefined || scenario === only)
            .map((scenario) => [scenario, seedsOf(scenario)]),
    );
    const outcomes = await runSeeds(seeds, jobs, stopping.signal, (outcome) => {
        console.log(line(outcome));
    });
    console.log(summary(outcomes));
    process.exitCode = outcomes.some((outcome) => problemsOf(outcome).length > 0) ? 1 : 0;
}

function parseNumber(text: string): number {
    if (!/^[1-9]\d{0,5}$/.test(text)) {
        throw new InvalidArgumentError("Allowed: a whole number from 1 to 999999.");
    }
    return Number(text);
}

const command = new Command("npm run faults --")
    .description("Breaks calls to AWS and kills processes, and looks at what becomes of it.")
    .addOption(new Option("--only <scenario>", "run this alone").choices(scenarios))
    .option("--seed <n>", "run this seed alone", parseNumber)
    .option("--jobs <n>", "how many sandboxes at once", parseNumber, 2)
    .addHelpText("after", notes);

main(command.parse().opts<Options>()).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
