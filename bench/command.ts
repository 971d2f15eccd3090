import { readFile, rm } from "node:fs/promises";
import * as path from "node:path";
import { execa, ExecaError } from "execa";
import * as v from "valibot";
import { OperationError } from "../operations/operationError";
import { megabytes } from "./figures";
import { watchMemory, type HelperMemory } from "./processMemory";

/** A stack of a program, and what it takes to run `pulumi` on it. */
export interface ProgramStack {
    readonly stack: string;
    readonly executable: string;
    readonly folder: string;
    readonly env: Readonly<Record<string, string>>;
}

/** `unchanged` is an `up` of what is deployed already. */
export const operations = ["preview", "up", "unchanged"] as const;
export type Operation = (typeof operations)[number];

/** What one run of `pulumi` took. */
export interface Measurement {
    readonly seconds: number;
    /** Peak memory of the process that runs the program, in MB. */
    readonly programMemory: number;
    /** Processor time of that process in seconds: what it takes of a machine, whatever else runs there. */
    readonly programProcessor: number;
    readonly helperMemory: HelperMemory;
}

const hook = path.join(__dirname, "processUseHook.js");
const useSchema = v.object({ memory: v.number(), processor: v.number() });
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
    deployment: ProgramStack,
    args: readonly string[],
    stop: AbortSignal,
): Promise<string> {
    return (await launch(deployment, args, stop).catch(fail)).stdout;
}

export async function initStack(deployment: ProgramStack, stop: AbortSignal): Promise<void> {
    await pulumi(deployment, ["stack", "init", "--non-interactive"], stop);
}

export function operate(deployment: ProgramStack, operation: Operation, stop: AbortSignal): Promise<string> {
    return pulumi(deployment, commandLines[operation], stop);
}

export async function measure(
    deployment: ProgramStack,
    operation: Operation,
    stop: AbortSignal,
): Promise<Measurement> {
    const useFile = path.join(deployment.folder, "process-use.json");
    await rm(useFile, { force: true });
    const start = performance.now();
    const command = launch(deployment, commandLines[operation], stop, {
        BENCH_PROCESS_USE_FILE: useFile,
        NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
    });
    const watch = watchMemory(command.pid);
    try {
        await command.catch(fail);
    } finally {
        watch.end();
    }
    const seconds = (performance.now() - start) / 1000;
    const use = v.parse(useSchema, JSON.parse(await readFile(useFile, "utf8")));
    return {
        seconds,
        programMemory: megabytes(use.memory),
        programProcessor: use.processor / 1e6,
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
    { executable, folder, stack, env }: ProgramStack,
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
