import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { get } from "node:https";
import { Socket } from "node:net";
import * as path from "node:path";
import pRetry, { AbortError } from "p-retry";
import { runPaths } from "../paths";
import { identify, stopProcess, type ProcessIdentity } from "../processes";
import { writeCertificate } from "./certificate";
import { emulatorPython } from "./python";

/** A running MiniStack: AWS on this machine, with an account for every twelve-digit access key. */
export interface Emulator {
    /** `https://127.0.0.1:<port>`. */
    readonly endpoint: string;
    /** The certificate authority that its clients have to trust. */
    readonly caFile: string;
    readonly pid: number;
    readonly identity: ProcessIdentity;
    /** Has it go on when this process ends. Until then it ends with it, whichever way that happens. */
    detach(): Promise<void>;
    stop(): Promise<void>;
}

export interface EmulatorOptions {
    /** Holds the certificate, the log and temporary files. What is in the buckets is in memory. */
    readonly directory: string;
    /** Ends the start, and what was started. */
    readonly interruption?: AbortSignal;
    readonly progress?: (text: string) => void;
}

const server = path.join(__dirname, "serve.py");
const startSeconds = 30;

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
    const files = runPaths(options.directory);
    const python = await emulatorPython(options.progress);
    await mkdir(files.temporary, { recursive: true });
    await writeCertificate(files);
    options.progress?.("starting MiniStack");

    const child = launch(python, files);
    if (child.pid === undefined) {
        throw new Error(`MiniStack does not start: ${python} cannot be run.`);
    }
    const identity = identify(child.pid);
    try {
        const endpoint = `https://127.0.0.1:${await portOf(child)}`;
        await ready(endpoint, await readFile(files.ca, "utf8"), child, options.interruption);
        release(child);
        return {
            endpoint,
            caFile: files.ca,
            pid: child.pid,
            identity,
            detach: () => detach(child),
            stop: () => stopProcess(identity),
        };
    } catch (error) {
        await stopProcess(identity);
        options.interruption?.throwIfAborted();
        const log = (await readFile(files.emulatorLog, "utf8")).trim().split("\n").slice(-20).join("\n");
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`MiniStack does not start: ${reason}\nThe end of ${files.emulatorLog}:\n${log}`);
    }
}

/** Its environment holds nothing of the user's: an ambient access key or setting would change what it does. */
function launch(python: string, files: ReturnType<typeof runPaths>): ChildProcess {
    const log = openSync(files.emulatorLog, "a");
    try {
        return spawn(python, ["-u", server], {
            cwd: files.directory,
            // A group of its own, so that Ctrl-C in the terminal leaves it there for whoever has to clean up.
            detached: true,
            stdio: ["pipe", "pipe", log],
            env: {
                PATH: process.env.PATH,
                HOME: files.temporary,
                TMPDIR: files.temporary,
                // The folder of serve.py is the project's own.
                PYTHONDONTWRITEBYTECODE: "1",
                AUTH: "true",
                USE_SSL: "1",
                MINISTACK_SSL_CERT: files.certificate,
                MINISTACK_SSL_KEY: files.key,
                IOT_MTLS_ENABLED: "0",
                SFTP_ENABLED: "0",
                LOG_LEVEL: "WARNING",
                // It would look for containers of its own to remove. It needs none here.
                DOCKER_HOST: `unix://${path.join(files.temporary, "no-docker.sock")}`,
            },
        });
    } finally {
        closeSync(log);
    }
}

function portOf(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        let text = "";
        child.stdout?.on("data", (data: Buffer) => {
            text += data.toString();
            if (text.includes("\n")) {
                resolve(Number(text.trim()));
            }
        });
        child.once("error", reject);
        child.once("exit", (code, signal) => {
            reject(new Error(`it ended with ${signal ?? `exit code ${code}`}.`));
        });
    });
}

/** The certificate was made for this very process, so that no other server on this port can be mistaken for it. */
async function ready(
    endpoint: string,
    ca: string,
    child: ChildProcess,
    signal: AbortSignal | undefined,
): Promise<void> {
    const attempt = async () => {
        if (child.exitCode !== null || child.signalCode !== null) {
            throw new AbortError(`it ended with ${child.signalCode ?? `exit code ${child.exitCode}`}.`);
        }
        const status = await new Promise<number>((resolve, reject) => {
            const request = get(
                `${endpoint}/_ministack/ready`,
                { ca, agent: false, timeout: 2000 },
                (response) => {
                    response.resume();
                    resolve(response.statusCode ?? 0);
                },
            );
            request.on("timeout", () => request.destroy(new Error("no answer within 2 s")));
            request.on("error", reject);
        });
        if (status !== 200) {
            throw new Error(`${endpoint}/_ministack/ready answers ${status}.`);
        }
    };
    const retries = { minTimeout: 50, maxTimeout: 50, factor: 1, retries: (startSeconds * 1000) / 50 };
    await pRetry(attempt, { ...retries, maxRetryTime: startSeconds * 1000, signal });
}

/** What serve.py waits for on its standard input: the word, or its end. */
function detach({ stdin }: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
        stdin?.end("stay\n", resolve).once("error", reject);
    });
}

/** Lets this process end while the emulator runs; the open standard input is what ties the two together. */
function release(child: ChildProcess): void {
    child.unref();
    child.stdout?.destroy();
    if (child.stdin instanceof Socket) {
        child.stdin.unref();
    }
}
