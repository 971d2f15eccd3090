import { link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { writeWhole } from "./files";
import { defaultRun, passingRuns, runPaths } from "./paths";
import { identify, isRunning, isThere } from "./processes";

const identity = v.object({ pid: v.number(), started: v.string() });
const part = v.object({ kind: v.picklist(["official", "stand-in"]), path: v.string() });
const account = v.object({ accountId: v.string(), region: v.string() });
const running = v.object({
    endpoint: v.string(),
    emulator: identity,
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
/** Written before anything else, so that whatever a start leaves can be told from what is not a sandbox's. */
const starting = v.object({ starter: identity });

/** What a sandbox tells of itself: which process starts it, then which process it is. */
export type SandboxRecord = v.InferOutput<typeof running>;
export type StartRecord = v.InferOutput<typeof starting>;

export async function readRecord(
    directory: string,
): Promise<SandboxRecord | StartRecord | "none" | "broken"> {
    const text = await readFile(runPaths(directory).record, "utf8").catch(() => undefined);
    if (text === undefined) {
        return "none";
    }
    try {
        return v.parse(v.union([running, starting]), JSON.parse(text));
    } catch {
        return "broken";
    }
}

export async function writeRecord(directory: string, entry: SandboxRecord): Promise<void> {
    await writeWhole(runPaths(directory).record, JSON.stringify(entry, undefined, 2));
}

export function isAlive(entry: SandboxRecord | StartRecord): boolean {
    return isRunning("emulator" in entry ? entry.emulator : entry.starter);
}

/**
 * A directory with nothing in it but the record of this start. One that holds anything but a sandbox that has ended is left
 * alone.
 */
export async function claim(directory: string | undefined): Promise<string> {
    if (directory === undefined) {
        await mkdir(passingRuns, { recursive: true });
        await Promise.all((await readdir(passingRuns)).map(removeAbandoned));
    }
    const target = directory ?? (await mkdtemp(path.join(passingRuns, `run-${process.pid}-`)));
    await mkdir(target, { recursive: true });
    do {
        await clear(target);
    } while (!(await recordStart(target)));
    return target;
}

/** Removes what is left of a sandbox that has ended; it is an error where that cannot be told from what is someone else's. */
async function clear(directory: string): Promise<void> {
    const entry = await readRecord(directory);
    if (typeof entry === "object" && isAlive(entry)) {
        throw new Error(
            "endpoint" in entry
                ? `A sandbox is running in ${directory} (${entry.endpoint}). Stop it first: npm run sandbox -- stop`
                : `A sandbox is being started in ${directory} by the process ${entry.starter.pid}. ` +
                      "Wait for it, or stop it: npm run sandbox -- stop",
        );
    }
    const foreign = await foreignTo(directory, entry);
    if (foreign.length > 0) {
        throw new Error(
            `${directory} is not empty, and not a sandbox's: it holds ${foreign.join(", ")}. Choose another directory.`,
        );
    }
    await empty(directory);
}

/**
 * What a directory holds beside what is surely a sandbox's. With the record of one it is a sandbox's as a whole; without, a
 * log may have been kept, and a record may have been under way.
 */
async function foreignTo(
    directory: string,
    entry: Awaited<ReturnType<typeof readRecord>>,
): Promise<string[]> {
    if (typeof entry === "object" || directory === defaultRun || path.dirname(directory) === passingRuns) {
        return [];
    }
    const files = runPaths(directory);
    const own = Object.values(files).map((file) => path.relative(directory, file).split(path.sep)[0]);
    const record = path.basename(files.record);
    return (await readdir(directory)).filter((name) =>
        entry === "broken"
            ? !own.includes(name) && !name.startsWith(`${record}.`)
            : name !== path.basename(files.emulatorLog) && !name.startsWith(`${record}.`),
    );
}

/** Puts the record of a start where there is none, all of it at once; false where another process has put one. */
async function recordStart(directory: string): Promise<boolean> {
    const { record } = runPaths(directory);
    const fresh = `${record}.${randomUUID()}`;
    await writeFile(fresh, JSON.stringify({ starter: identify(process.pid) } satisfies StartRecord));
    try {
        await link(fresh, record);
        return true;
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") {
            return false;
        }
        throw error;
    } finally {
        await rm(fresh, { force: true });
    }
}

/**
 * Removes what a sandbox left that ended without being stopped, by a restart of the machine or a kill for example. False
 * where there is none, and where one runs or is about to. The record is looked for once, since it may come into being at
 * any moment.
 */
export async function removeRemains(directory = defaultRun): Promise<boolean> {
    const entry = await readRecord(directory);
    if (entry === "none" || (entry !== "broken" && isAlive(entry))) {
        return false;
    }
    if ((await foreignTo(directory, entry)).length > 0) {
        return false;
    }
    await removeRun(directory);
    return true;
}

/** Until a run has a record, the id of its process in its name says whose it is. */
async function removeAbandoned(name: string): Promise<void> {
    const directory = path.join(passingRuns, name);
    const entry = await readRecord(directory);
    const pid = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (!(typeof entry === "object" ? isAlive(entry) : isThere(pid))) {
        await removeRun(directory);
    }
}

/** What a failed start leaves is its log, for whoever reads the error. */
export function keepOnlyLogs(directory: string): Promise<void> {
    return empty(directory, runPaths(directory).emulatorLog);
}

export async function removeRun(directory: string): Promise<void> {
    await empty(directory);
    await rm(directory, { recursive: true, force: true });
}

/** The record goes last: as long as anything is there, it says whose that is. */
async function empty(directory: string, kept?: string): Promise<void> {
    const { record } = runPaths(directory);
    const names = await readdir(directory).catch(() => []);
    const others = names.filter((name) => name !== path.basename(record));
    for (const file of [...others.map((name) => path.join(directory, name)), record]) {
        if (file !== kept) {
            await rm(file, { recursive: true, force: true });
        }
    }
}
