import type { ListedEntry } from "../object/answers";

/** Which of many versions are the newest: all that are later than a time, and so many of that very time. */
export interface Threshold {
    /** In milliseconds. */
    readonly time: number;
    readonly atThatTime: number;
}

/**
 * Keeps the times of the newest n, and nothing else of them: 8 bytes each, of all that were shown to it. A listing is in the
 * order of keys, so that the newest are known only at its end; the versions themselves are taken from a second one.
 */
export class NewestTimes {
    private times = new Float64Array(1024);
    private count = 0;

    constructor(private readonly limit: number) {}

    add({ modified }: Pick<ListedEntry, "modified">): void {
        const time = modified.getTime();
        if (this.count < this.limit) {
            this.grow();
            this.rise(this.count++, time);
        } else if (time > (this.times[0] ?? 0)) {
            this.sink(time);
        }
    }

    /** Undefined where nothing was shown. */
    threshold(): Threshold | undefined {
        const [time] = this.times;
        if (time === undefined || this.count === 0) {
            return undefined;
        }
        let atThatTime = 0;
        for (let index = 0; index < this.count; index++) {
            atThatTime += this.times[index] === time ? 1 : 0;
        }
        return { time, atThatTime };
    }

    private grow(): void {
        if (this.count === this.times.length) {
            const larger = new Float64Array(this.times.length * 2);
            larger.set(this.times);
            this.times = larger;
        }
    }

    /** The oldest is the root of a binary heap. */
    private rise(from: number, time: number): void {
        let place = from;
        while (place > 0) {
            const parent = (place - 1) >> 1;
            const above = this.times[parent] ?? 0;
            if (above <= time) {
                break;
            }
            this.times[place] = above;
            place = parent;
        }
        this.times[place] = time;
    }

    private sink(time: number): void {
        let place = 0;
        for (;;) {
            const left = place * 2 + 1;
            if (left >= this.count) {
                break;
            }
            const right = left + 1;
            const child =
                right < this.count && (this.times[right] ?? 0) < (this.times[left] ?? 0) ? right : left;
            const below = this.times[child] ?? 0;
            if (below >= time) {
                break;
            }
            this.times[place] = below;
            place = child;
        }
        this.times[place] = time;
    }
}

/** Says of one version after the other whether it is of the newest. What was written since the times were kept is not. */
export function picks({ time, atThatTime }: Threshold, until: number) {
    let left = atThatTime;
    return ({ modified }: Pick<ListedEntry, "modified">): boolean => {
        const its = modified.getTime();
        if (its === time) {
            return left-- > 0;
        }
        return its > time && its <= until;
    };
}
