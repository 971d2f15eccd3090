import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One process, by its id and by when it started: ids are used again, so that the id alone proves nothing. */
export interface ProcessIdentity {
    readonly pid: number;
    readonly started: string;
}

/** When the process started, as the system says it; undefined where there is no such process, or a dead one. */
function startOf(pid: number): string | undefined {
    if (existsSync("/proc/self/stat")) {
        try {
            // The name in parentheses may hold spaces. After it: state (field 3), and the start time (field 22).
            const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
            const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
            return fields[0] === "Z" ? undefined : `${boot}/${fields[19]}`;
        } catch {
            return undefined;
        }
    }
    try {
        const lines = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        });
        return lines.trim() || undefined;
    } catch {
        return undefined;
    }
}

export function identify(pid: number): ProcessIdentity {
    const started = startOf(pid);
    if (started === undefined) {
        throw new Error(`There is no process ${pid}.`);
    }
    return { pid, started };
}

/** Whether any process has that id. */
export function isThere(pid: number): boolean {
    return startOf(pid) !== undefined;
}

export function isRunning(process: ProcessIdentity): boolean {
    return startOf(process.pid) === process.started;
}

const poll = 20;

async function isGone(process: ProcessIdentity, milliseconds: number): Promise<boolean> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
        if (!isRunning(process)) {
            return true;
        }
        await sleep(poll);
    }
    return false;
}

/** Asks the process to stop, insists after a while, and comes back when it is gone. Does nothing to any other. */
export async function stopProcess(target: ProcessIdentity, patience = 5000): Promise<void> {
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        if (!isRunning(target)) {
            return;
        }
        process.kill(target.pid, signal);
        if (await isGone(target, patience)) {
            return;
        }
    }
    throw new Error(`Process ${target.pid} does not stop.`);
}
