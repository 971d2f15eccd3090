import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot } from "../sandbox/paths";
import { watchPeak } from "./processMemory";

const packageSchema = v.object({ scripts: v.record(v.string(), v.string()) });

/** Does some work with an AWS that makes up what it is asked for, at this address. */
export async function withFakeAws<T>(stop: AbortSignal, work: (endpoint: string) => Promise<T>): Promise<T> {
    const script = path.join(__dirname, "fakeAws", "server.ts");
    const server = execa("node", ["--require", "ts-node/register", script], {
        cancelSignal: stop,
        reject: false,
    });
    try {
        const [port] = await firstLine(server.stdout);
        return await work(`http://127.0.0.1:${port}`);
    } finally {
        server.kill();
        await server;
    }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<readonly string[]> {
    for await (const line of createInterface({ input: stream })) {
        return [line];
    }
    throw new Error("The AWS of the bench did not start.");
}

/** What a command printed, and what it took. */
export interface MeasuredCommand {
    readonly stdout: string;
    readonly seconds: number;
    /** Peak memory in MB; on Linux alone. */
    readonly memory?: number;
}

/** `npm run <name>`, without npm. Its exit code says what it found. */
export async function measureCommand(
    name: string,
    options: readonly string[],
    env: Readonly<Record<string, string>>,
    stop: AbortSignal,
): Promise<MeasuredCommand> {
    const text = await readFile(path.join(projectRoot, "package.json"), "utf8");
    const { [name]: script = "" } = v.parse(packageSchema, JSON.parse(text)).scripts;
    const [command = "", ...args] = script.split(" ");
    const start = performance.now();
    const running = execa(command, [...args, ...options], {
        cwd: projectRoot,
        cancelSignal: stop,
        preferLocal: true,
        stdin: "ignore",
        stderr: "ignore",
        reject: false,
        env: { ...env },
    });
    const watch = watchPeak(running.pid);
    const { stdout } = await running.finally(watch.end);
    stop.throwIfAborted();
    return { stdout, seconds: (performance.now() - start) / 1000, memory: watch.peak() };
}
