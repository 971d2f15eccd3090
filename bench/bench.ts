import { availableParallelism, cpus } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { Listr } from "listr2";
import { explain } from "../operations/operationError";
import { progressOnStderr } from "../operations/terminal";
import { prepareToolchain, type Toolchain } from "../sandbox/engine/toolchain";
import { recordDeployments, type DeploymentCalls } from "./awsCalls/deploymentCalls";
import { measureRound, type Sample } from "./rounds";
import { summarise, targetsOf } from "./summary";
import { callTable, chainTable, speedTable, targetTable } from "./tables";

interface Options {
    readonly runs: number;
    readonly json: boolean;
    readonly check: boolean;
}

const notes = `
In a sandbox, with the settings that ship, each run on stacks of its own:
  empty  a program that makes nothing: the engine's floor
  plain  bench/plain, the same resources in plain JavaScript by hand
  ours   the program
Times are medians of the runs; "× plain" is the median of each run's time against the plain program's run beside it.`;

function parseOptions(): Options {
    return new Command("npm run bench --")
        .description("Measures time, memory and AWS calls of the program's previews and deployments.")
        .option("--runs <n>", "how often each is run", parseRuns, 5)
        .option("--json", "print one JSON document instead of tables", false)
        .option("--check", "exit with 1 where a target is missed", false)
        .addHelpText("after", notes)
        .parse()
        .opts<Options>();
}

function parseRuns(text: string): number {
    if (!/^[1-9]\d{0,2}$/.test(text)) {
        throw new InvalidArgumentError("Allowed: a whole number from 1 to 999.");
    }
    return Number(text);
}

async function main({ runs, json, check }: Options): Promise<void> {
    const stop = stopOnSignal();
    const samples: Sample[] = [];
    const deployments: DeploymentCalls[] = [];
    const toolchain = await prepareToolchain();
    const rounds = Array.from({ length: runs }, (_, round) => ({
        title: `Run ${round + 1} of ${runs}`,
        task: async (_context: unknown, shown: { output: string }) => {
            samples.push(...(await measureRound(round, stop, (text) => (shown.output = text))));
        },
    }));
    const recording = {
        title: "AWS calls",
        task: async (_context: unknown, shown: { output: string }) => {
            deployments.push(...(await recordDeployments(stop, (text) => (shown.output = text))));
        },
    };
    // Listr would end the process at Ctrl-C, before the sandboxes have been stopped.
    await new Listr([recording, ...rounds], { ...progressOnStderr(), registerSignalListeners: false }).run();

    const rows = summarise(samples);
    const targets = targetsOf(rows);
    const environment = describe(toolchain, runs);
    if (json) {
        console.log(JSON.stringify({ environment, rows, targets, deployments, samples }, undefined, 2));
    } else {
        const ours = deployments.filter(({ program }) => program === "ours");
        console.log(
            [
                environment,
                speedTable(rows),
                targetTable(targets),
                "The AWS calls of `up`, and the longest chain in which each had to wait for the one before;\n" +
                    "`dependencies` is its length if each resource took one call:",
                chainTable(deployments),
                ...ours.map(callTable),
            ].join("\n"),
        );
    }
    process.exitCode = check && !targets.every(({ holds }) => holds) ? 1 : 0;
}

/** Whoever stops the bench stops the command that runs, and then the sandboxes. */
function stopOnSignal(): AbortSignal {
    const controller = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        // `on`, not `once`: with no listener left the libraries in use would end the process at once.
        process.on(signal, () => {
            controller.abort(new Error(`Stopped by ${signal}.`));
        });
    }
    return controller.signal;
}

function describe({ engine, language, awsPlugin }: Toolchain, runs: number): string {
    return [
        `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "CPU"}`,
        `Node ${process.version}`,
        `pulumi ${engine.version}`,
        `language host ${language.kind}`,
        `AWS plug-in ${awsPlugin.kind}`,
        `medians of ${runs}`,
    ].join(", ");
}

main(parseOptions()).catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
});
