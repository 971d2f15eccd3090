import type { Job } from "../job/jobs";
import { stateOf } from "../job/states";

const width = 24;

/** How far a job is, in a line: `Active [######------] 50 %, 500 of 1,000, 2 failed, 120/s, 4 min left`. */
export function progressLine(job: Job): string {
    const { state, tasks, succeeded, failed, activeSeconds = 0 } = job;
    const done = succeeded + failed;
    if (tasks === 0 || (done === 0 && state !== "Active")) {
        return `${state}: ${stateOf(state).says}${tasks === 0 ? "" : `, ${number(tasks)} tasks`}`;
    }
    const part = Math.min(1, done / tasks);
    const rate = activeSeconds > 0 ? done / activeSeconds : 0;
    const filled = Math.floor(part * width);
    return [
        `${state} [${"#".repeat(filled)}${"-".repeat(width - filled)}] ${Math.floor(part * 100)} %`,
        `${number(done)} of ${number(tasks)}`,
        `${number(failed)} failed`,
        ...(rate > 0 ? [`${rate < 10 ? rate.toFixed(1) : number(Math.round(rate))}/s`] : []),
        ...(rate > 0 && done < tasks ? [`${duration((tasks - done) / rate)} left`] : []),
        ...(stateOf(state).resume ? [stateOf(state).says] : []),
    ].join(", ");
}

/** What is worth a line of a log: another state, or another tenth. */
export function milestoneOf({ state, tasks, succeeded, failed }: Job): string {
    return `${state} ${tasks === 0 ? 0 : Math.floor(((succeeded + failed) / tasks) * 10)}`;
}

export function number(value: number): string {
    return value.toLocaleString("en-US");
}

export function bytes(value: number): string {
    const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
    const power = Math.min(units.length - 1, value < 1024 ? 0 : Math.floor(Math.log2(value) / 10));
    return power === 0 ? `${number(value)} bytes` : `${(value / 1024 ** power).toFixed(1)} ${units[power]}`;
}

export function duration(seconds: number): string {
    if (seconds < 60) {
        return `${Math.ceil(seconds)} s`;
    }
    if (seconds < 3600) {
        return `${Math.round(seconds / 60)} min`;
    }
    return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${Math.round(seconds / 86_400)} days`;
}
