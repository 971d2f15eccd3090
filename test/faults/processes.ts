import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity } from "../../sandbox/processes";

/** A process that another one started, at whatever remove. */
export interface Descendant extends ProcessIdentity {
    readonly commandLine: string;
}

/** What a process of ours has started, and what these have. */
export function descendantsOf(pid: number): Descendant[] {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
    const all = lines.flatMap((line) => {
        const [, id, parent, commandLine = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
        return id === undefined ? [] : [{ pid: Number(id), parent: Number(parent), commandLine }];
    });
    const family = new Set([pid]);
    // A child may be listed before its parent.
    for (let size = 0; size !== family.size;) {
        size = family.size;
        all.filter(({ parent }) => family.has(parent)).forEach((child) => family.add(child.pid));
    }
    return all
        .filter((one) => one.pid !== pid && family.has(one.pid))
        .flatMap(({ pid: id, commandLine }) => {
            try {
                return [{ ...identify(id), commandLine }];
            } catch {
                // It has ended meanwhile, as `ps` itself has.
                return [];
            }
        });
}

/** Those that are still there after a while. They are ended then: nothing that a run started outlives it. */
export async function outliving(processes: readonly Descendant[], seconds = 10): Promise<Descendant[]> {
    const end = performance.now() + seconds * 1000;
    let left = processes.filter(isRunning);
    while (left.length > 0 && performance.now() < end) {
        await sleep(50);
        left = left.filter(isRunning);
    }
    endAll(left);
    return left;
}

/** Ends them at once, those that are still there. */
export function endAll(processes: readonly ProcessIdentity[]): void {
    for (const { pid } of processes.filter(isRunning)) {
        process.kill(pid, "SIGKILL");
    }
}
