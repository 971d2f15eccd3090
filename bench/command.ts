import { readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { execa, ExecaError } from "execa";
import { OperationError } from "../operations/operationError";
import { megabytes } from "./figures";
import { watchMemory, type HelperMemory } from "./processMemory";
import type { Deployment } from "./programs";

/** `unchanged` is an `up` of what is deployed already. */
export const operations = ["preview", "up", "unchanged"] as const;
export type Operation = (typeof operations)[number];

/** What one run of `pulumi` took. */
export interface Measurement {
    readonly seconds: number;
    /** Peak memory of the process that runs the program, in MB. */
    readonly programMemory: number;
    readonly helperMemory: HelperMemory;
}

const hook = path.join(__dirname, "peakMemoryHook.js");
const quiet = ["--suppress-progress", "--non-interactive", "--color", "never"];
/** Without its preview, which is measured by itself: one run of the program. */
const up = ["up", "--yes", "--skip-preview", ...quiet];
const commandLines: Record<Operation, readonly string[]> = {
    preview: ["preview", ...quiet],
    up,
    unchanged: [...up, "--expect-no-changes"],
};

/** Runs `pulumi` on the deployment's stack; answers what it prints. */
export async function pulumi(
    deployment: Deployment,
    args: readonly string[],
    stop: AbortSignal,
): Promise<string> {
    return (await launch(deployment, args, stop).catch(fail)).stdout;
}

export function operate(deployment: Deployment, operation: Operation, stop: AbortSignal): Promise<string> {
    return pulumi(deployment, commandLines[operation], stop);
}

export async function measure(
    deployment: Deployment,
    operation: Operation,
    stop: AbortSignal,
): Promise<Measurement> {
    const peakFile = path.join(deployment.folder, "peak-memory");
    await rm(peakFile, { force: true });
    const start = performance.now();
    const command = launch(deployment, commandLines[operation], stop, {
        BENCH_PEAK_MEMORY_FILE: peakFile,
        NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
    });
    const watch = watchMemory(command.pid);
    try {
        await command.catch(fail);
    } finally {
        watch.end();
    }
    return {
        seconds: (performance.now() - start) / 1000,
        programMemory: megabytes(Number(await readFile(peakFile, "utf8"))),
        helperMemory: watch.peaks(),
    };
}

function fail(error: unknown): never {
    if (error instanceof ExecaError) {
        throw new OperationError(error.isCanceled ? "Stopped." : error.message);
    }
    throw error;
}

function launch(
    { executable, folder, stack, env }: Deployment,
    args: readonly string[],
    cancelSignal: AbortSignal,
    more: Readonly<Record<string, string>> = {},
) {
    return execa(executable, [...args, "--stack", stack], {
        cwd: folder,
        env: { ...env, ...more },
        stdin: "ignore",
        cancelSignal,
    });
}
