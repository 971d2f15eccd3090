import { availableParallelism, cpus } from "node:os";
import { execa } from "execa";
import { Listr, type ListrTask } from "listr2";
import { explain } from "../operations/operationError";
import { progressOnStderr } from "../operations/terminal";
import { prepareToolchain, type Toolchain } from "../sandbox/engine/toolchain";
import { recordDeployments, type DeploymentCalls } from "./awsCalls/deploymentCalls";
import { projectRoot } from "../sandbox/paths";
import { measurePairRound, type PairTimes } from "./diagnose/pairRound";
import { measureReportRound } from "./backfill/reportRound";
import { measureSampleRound } from "./diagnose/sampleRound";
import type { MemoryBySize } from "./memorySummary";
import { measurePluginRound, type PluginSample } from "./plugin/pluginRound";
import { parseOptions, parts, sizesOf, type Options, type Part } from "./options";
import { reportOf } from "./report";
import { measureRound, type Sample, type Tell } from "./rounds";
import { measureScaleRound, type ScaleSample } from "./scale/scaleRound";

async function main(options: Options): Promise<void> {
    const { runs, scaleRuns, only, json, check } = options;
    const stop = stopOnSignal();
    const samples: Sample[] = [];
    const scaleSamples: ScaleSample[] = [];
    const pluginSamples: PluginSample[] = [];
    const pairTimes: PairTimes[] = [];
    const sampleMemory: MemoryBySize[] = [];
    const reportMemory: MemoryBySize[] = [];
    const deployments: DeploymentCalls[] = [];
    // From the sources as they are, whatever was compiled before.
    const compiled = () =>
        task("The components' package", async () => {
            await execa("npm", ["run", "--silent", "build", "--workspace", "components"], {
                cwd: projectRoot,
                cancelSignal: stop,
            });
        });
    const toolchain = await prepareToolchain();
    const tasks: Readonly<Record<Part, readonly ListrTask[]>> = {
        calls: [
            task("AWS calls", async (tell) => {
                deployments.push(...(await recordDeployments(stop, tell)));
            }),
        ],
        speed: Array.from({ length: runs }, (_, round) =>
            task(`Speed, run ${round + 1} of ${runs}`, async (tell) => {
                samples.push(...(await measureRound(round, stop, tell)));
            }),
        ),
        scale: [
            compiled(),
            ...Array.from({ length: scaleRuns }, (_, round) =>
                task(`Scale, run ${round + 1} of ${scaleRuns}`, async (tell) => {
                    scaleSamples.push(...(await measureScaleRound(round, sizesOf(options), stop, tell)));
                }),
            ),
        ],
        plugin: [
            compiled(),
            ...Array.from({ length: runs }, (_, round) =>
                task(`Plug-in, run ${round + 1} of ${runs}`, async (tell) => {
                    pluginSamples.push(...(await measurePluginRound(round, stop, tell)));
                }),
            ),
        ],
        diagnose: Array.from({ length: runs }, (_, round) =>
            task(`Diagnosis, run ${round + 1} of ${runs}`, async (tell) => {
                pairTimes.push(await measurePairRound(stop, tell));
            }),
        ),
        sample: Array.from({ length: runs }, (_, round) =>
            task(`Diagnosis of samples, run ${round + 1} of ${runs}`, async (tell) => {
                sampleMemory.push(...(await measureSampleRound(round, stop, tell)));
            }),
        ),
        backfill: Array.from({ length: runs }, (_, round) =>
            task(`Reports of backfills, run ${round + 1} of ${runs}`, async (tell) => {
                reportMemory.push(...(await measureReportRound(round, stop, tell)));
            }),
        ),
    };
    const chosen = parts.filter((part) => only === undefined || part === only).flatMap((part) => tasks[part]);
    // Listr would end the process at Ctrl-C, before the sandboxes have been stopped.
    await new Listr(chosen, { ...progressOnStderr(), registerSignalListeners: false }).run();

    const report = reportOf(describe(toolchain, options), {
        samples,
        scaleSamples,
        pluginSamples,
        pairTimes,
        sampleMemory,
        reportMemory,
        deployments,
    });
    console.log(json ? JSON.stringify(report.data, undefined, 2) : report.text);
    process.exitCode = check && !report.targets.every(({ holds }) => holds) ? 1 : 0;
}

function task(title: string, run: (tell: Tell) => Promise<void>): ListrTask {
    return { title, task: (_context, shown) => run((text) => (shown.output = text)) };
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

function describe({ engine, language, awsPlugin }: Toolchain, { runs, scaleRuns }: Options): string {
    return [
        `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "CPU"}`,
        `Node ${process.version}`,
        `pulumi ${engine.version}`,
        `language host ${language.kind}`,
        `AWS plug-in ${awsPlugin.kind}`,
        `medians of ${runs}, of scale ${scaleRuns}`,
    ].join(", ");
}

main(parseOptions()).catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
});
