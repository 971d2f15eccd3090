import { readFileSync, readdirSync } from "node:fs";
import { megabytes } from "./figures";

/** The processes of one `pulumi` command that are not the program itself. */
export type Helper = "engine" | "plugin" | "language";

export type HelperMemory = Readonly<Partial<Record<Helper, number>>>;

const interval = 50;

/**
 * Watches the memory of a running `pulumi` and of what it starts. Linux keeps the peak of each process, so that looking
 * now and then is enough; on other systems there is nothing to look at.
 */
export function watchMemory(engine: number | undefined) {
    const peaks = new Map<Helper, number>();
    const timer = setInterval(() => {
        for (const pid of engine === undefined ? [] : family(engine)) {
            const helper = pid === engine ? "engine" : helperOf(pid);
            const peak = peakOf(pid);
            if (helper !== undefined && peak !== undefined) {
                peaks.set(helper, Math.max(peak, peaks.get(helper) ?? 0));
            }
        }
    }, interval);
    return {
        end: () => {
            clearInterval(timer);
        },
        /** In MB. */
        peaks: (): HelperMemory => Object.fromEntries(peaks),
    };
}

/** Watches the memory of one process, until it ends. */
export function watchPeak(pid: number | undefined) {
    let peak: number | undefined;
    const timer = setInterval(() => {
        peak = (pid === undefined ? undefined : peakOf(pid)) ?? peak;
    }, interval);
    return {
        end: () => {
            clearInterval(timer);
        },
        /** In MB. */
        peak: () => peak,
    };
}

/** Empty for a process that has just ended. */
function read<T>(from: () => T, otherwise: T): T {
    try {
        return from();
    } catch {
        return otherwise;
    }
}

function family(pid: number): number[] {
    const threads = read(() => readdirSync(`/proc/${pid}/task`), []);
    const children = threads.flatMap((thread) =>
        read(() => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"), "")
            .split(" ")
            .filter(Boolean)
            .map(Number),
    );
    return [pid, ...children.flatMap(family)];
}

function helperOf(pid: number): Helper | undefined {
    const command = read(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"), "");
    if (command.includes("pulumi-resource-aws")) {
        return "plugin";
    }
    return command.includes("pulumi-language-nodejs") ? "language" : undefined;
}

/** In MB. Linux alone tells it of another process. */
export function peakOf(pid: number): number | undefined {
    const status = read(() => readFileSync(`/proc/${pid}/status`, "utf8"), "");
    const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : megabytes(Number(kibibytes));
}
