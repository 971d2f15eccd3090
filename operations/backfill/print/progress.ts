import type { Job } from "../job/jobs";
import { stateOf } from "../job/states";
import { duration, many, number } from "./amounts";

const width = 24;

/** How far a job is, in a line: `Active [######------] 50 %, 500 of 1,000, 2 failed, 120/s, 4 min left`. */
export function progressLine(job: Job): string {
    const { state, tasks, succeeded, failed, activeSeconds = 0 } = job;
    const done = succeeded + failed;
    if (tasks === 0 || (done === 0 && state !== "Active")) {
        return `${state}: ${stateOf(state).says}${tasks === 0 ? "" : `, ${many(tasks, "task")}`}`;
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
        ...(stateOf(state).waits ? [stateOf(state).says] : []),
    ].join(", ");
}

/** What is worth a line of a log: another state, or another tenth. */
export function milestoneOf({ state, tasks, succeeded, failed }: Job): string {
    return `${state} ${tasks === 0 ? 0 : Math.floor(((succeeded + failed) / tasks) * 10)}`;
}
