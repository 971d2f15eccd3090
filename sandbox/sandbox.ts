import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import * as path from "node:path";
import * as v from "valibot";
import { startEmulator } from "./emulator/emulator";
import { prepareToolchain, type Toolchain } from "./engine/toolchain";
import { sandboxEnvironment } from "./environment";
import { writeWhole } from "./files";
import { defaultRun, passingRuns, projectRoot, runPaths } from "./paths";
import { isRunning, stopProcess } from "./processes";
import { readAccounts, writeProfiles, type Accounts, type Side } from "./profiles";
import { linkPlugin } from "./project";

/** A running AWS with two accounts and an outsider, and the engine that deploys to it. */
export interface Sandbox {
    readonly directory: string;
    /** `https://127.0.0.1:<port>`. */
    readonly endpoint: string;
    readonly pid: number;
    readonly toolchain: Toolchain;
    readonly accounts: Accounts;
    /** What a process needs to use this sandbox, as `source` unless another side is asked for. */
    env(side?: Side): Record<string, string>;
    /** Ends it and removes its directory: with the emulator, all that was deployed is gone. */
    stop(): Promise<void>;
}

export interface SandboxOptions {
    /** By default `.sandbox/run` for one that stays, and a fresh one for one that ends with this process. */
    readonly directory?: string;
    readonly detached?: boolean;
    readonly progress?: (text: string) => void;
}

const part = v.object({ kind: v.picklist(["official", "stand-in"]), path: v.string() });
const account = v.object({ accountId: v.string(), region: v.string() });
const record = v.object({
    endpoint: v.string(),
    emulator: v.object({ pid: v.number(), started: v.string() }),
    accounts: v.object({ source: account, destination: account, outsider: account }),
    toolchain: v.object({
        engine: v.object({
            path: v.string(),
            version: v.string(),
            origin: v.picklist(["found on PATH", "cached", "downloaded", "built"]),
        }),
        language: part,
        awsPlugin: part,
    }),
});
type SandboxRecord = v.InferOutput<typeof record>;

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    const { detached = false, progress } = options;
    const directory = await claim(options.directory ?? (detached ? defaultRun : undefined));
    try {
        const accounts = await readAccounts(projectRoot);
        const toolchain = await prepareToolchain({ progress });
        const files = runPaths(directory);
        await mkdir(files.state, { recursive: true });
        await writeProfiles(files, accounts);
        await linkPlugin(directory, toolchain.awsPlugin);
        const emulator = await startEmulator({ directory, detached, progress });
        const entry = { endpoint: emulator.endpoint, emulator: emulator.identity, accounts, toolchain };
        const sandbox = fromRecord(directory, entry);
        await writeWhole(files.record, JSON.stringify(entry, undefined, 2)).catch(async (error: unknown) => {
            await emulator.stop();
            throw error;
        });
        return sandbox;
    } catch (error) {
        await keepOnlyLogs(directory);
        throw error;
    }
}

/** The sandbox of that directory if it is running; undefined where there is none, or a dead one's remains. */
export async function openSandbox(directory = defaultRun): Promise<Sandbox | undefined> {
    const entry = await readRecord(directory);
    return typeof entry === "object" && isRunning(entry.emulator) ? fromRecord(directory, entry) : undefined;
}

/**
 * Removes what a sandbox left that ended without being stopped, after a restart of the machine for example. One that is
 * about to start has no record yet, and its record is looked for once, since it may come into being at any moment.
 */
export async function removeRemains(directory = defaultRun): Promise<boolean> {
    const entry = await readRecord(directory);
    if (entry === "none" || (entry !== "broken" && isRunning(entry.emulator))) {
        return false;
    }
    await rm(directory, { recursive: true, force: true });
    return true;
}

function fromRecord(directory: string, entry: SandboxRecord): Sandbox {
    const { endpoint, toolchain, accounts, emulator } = entry;
    return {
        directory,
        endpoint,
        pid: emulator.pid,
        toolchain,
        accounts,
        env: (side = "source") => sandboxEnvironment({ directory, endpoint, toolchain, accounts, side }),
        stop: async () => {
            await stopProcess(emulator);
            await rm(directory, { recursive: true, force: true });
        },
    };
}

async function readRecord(directory: string): Promise<SandboxRecord | "none" | "broken"> {
    const text = await readFile(runPaths(directory).record, "utf8").catch(() => undefined);
    if (text === undefined) {
        return "none";
    }
    try {
        return v.parse(record, JSON.parse(text));
    } catch {
        return "broken";
    }
}

/** An empty directory. One that holds anything but a sandbox that has ended is left alone. */
async function claim(directory: string | undefined): Promise<string> {
    if (directory === undefined) {
        await mkdir(passingRuns, { recursive: true });
        await Promise.all(
            (await readdir(passingRuns)).map((name) => removeRemains(path.join(passingRuns, name))),
        );
        return mkdtemp(path.join(passingRuns, "run-"));
    }
    const target = path.resolve(directory);
    const running = await openSandbox(target);
    if (running) {
        throw new Error(
            `A sandbox is running in ${target} (${running.endpoint}). Stop it first: npm run sandbox -- stop`,
        );
    }
    await removeRemains(target);
    await mkdir(target, { recursive: true });
    const files = runPaths(target);
    const foreign = (await readdir(target)).filter((name) => name !== path.basename(files.emulatorLog));
    if (foreign.length > 0) {
        throw new Error(
            `${target} is not empty, and not a sandbox's: it holds ${foreign.join(", ")}. Choose another directory.`,
        );
    }
    return target;
}

/** What a failed start leaves is its log, for whoever reads the error. */
async function keepOnlyLogs(directory: string): Promise<void> {
    const { emulatorLog } = runPaths(directory);
    for (const name of await readdir(directory)) {
        if (name !== path.basename(emulatorLog)) {
            await rm(path.join(directory, name), { recursive: true, force: true });
        }
    }
}
