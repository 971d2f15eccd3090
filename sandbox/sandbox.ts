import { mkdir } from "node:fs/promises";
import * as path from "node:path";
import { putAwsCli } from "./emulator/awsCli";
import { startEmulator } from "./emulator/emulator";
import { prepareToolchain, type Toolchain } from "./engine/toolchain";
import { sandboxEnvironment } from "./environment";
import { defaultRun, projectRoot, runPaths } from "./paths";
import { stopProcess } from "./processes";
import { readAccounts, writeProfiles, type Accounts, type Side } from "./profiles";
import { linkPlugin } from "./project";
import {
    claim,
    isAlive,
    keepOnlyLogs,
    readRecord,
    removeRemains,
    removeRun,
    writeRecord,
    type SandboxRecord,
} from "./record";

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
    /** Aborted while it starts, nothing of it is left. */
    readonly interruption?: AbortSignal;
    readonly progress?: (text: string) => void;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    const { detached = false, progress, interruption } = options;
    const given = options.directory ?? (detached ? defaultRun : undefined);
    const directory = await claim(given === undefined ? undefined : path.resolve(given));
    try {
        const accounts = await readAccounts(projectRoot);
        const toolchain = await prepareToolchain({ progress });
        const files = runPaths(directory);
        await mkdir(files.state, { recursive: true });
        await writeProfiles(files, accounts);
        await linkPlugin(directory, toolchain.awsPlugin);
        await putAwsCli(directory);
        interruption?.throwIfAborted();
        const emulator = await startEmulator({ directory, interruption, progress });
        const entry = { endpoint: emulator.endpoint, emulator: emulator.identity, accounts, toolchain };
        try {
            await writeRecord(directory, entry);
            interruption?.throwIfAborted();
            if (detached) {
                // From here on the record says which process to stop. Killed before, this one takes the emulator along.
                await emulator.detach();
            }
        } catch (error) {
            await emulator.stop();
            throw error;
        }
        return fromRecord(directory, entry);
    } catch (error) {
        await (interruption?.aborted ? removeRun(directory) : keepOnlyLogs(directory));
        throw error;
    }
}

/** The sandbox of that directory if it is running; undefined where there is none, one that starts, or a dead one's remains. */
export async function openSandbox(directory = defaultRun): Promise<Sandbox | undefined> {
    const entry = await readRecord(directory);
    return typeof entry === "object" && "endpoint" in entry && isAlive(entry)
        ? fromRecord(directory, entry)
        : undefined;
}

/** Ends the sandbox of that directory, or its start, and removes what is left of it; false where there is none. */
export async function stopSandbox(directory = defaultRun): Promise<boolean> {
    const entry = await readRecord(directory);
    if (typeof entry !== "object") {
        return removeRemains(directory);
    }
    if ("endpoint" in entry) {
        await fromRecord(directory, entry).stop();
        return true;
    }
    await stopProcess(entry.starter);
    await removeRun(directory);
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
            await removeRun(directory);
        },
    };
}
