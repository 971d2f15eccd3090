import { median } from "./figures";
import { target, type Target } from "./summary";
import { number, table } from "./tables";

/** One run of a command of a user on so much. */
export interface MemoryBySize {
    readonly round: number;
    readonly size: number;
    readonly seconds: number;
    /** Peak memory in MB; on Linux alone. */
    readonly memory?: number;
}

/** What the runs on one size say. Seconds and MB. */
export interface MemoryRow {
    readonly size: number;
    readonly seconds: number;
    readonly memory?: number;
    /** The memory against that of the smallest size, of the same round. */
    readonly memoryRatio?: number;
}

export function summariseMemory(runs: readonly MemoryBySize[]): MemoryRow[] {
    const sizes = [...new Set(runs.map(({ size }) => size))].toSorted((one, other) => one - other);
    return sizes.map((size) => {
        const own = runs.filter((run) => run.size === size);
        return {
            size,
            seconds: median(own.map(({ seconds }) => seconds)),
            memory: medianOfKnown(own.map(({ memory }) => memory)),
            memoryRatio: medianOfKnown(own.map((run) => ratioOf(run, runs, sizes[0]))),
        };
    });
}

function medianOfKnown(values: readonly (number | undefined)[]): number | undefined {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : median(known);
}

function ratioOf(
    { round, memory }: MemoryBySize,
    runs: readonly MemoryBySize[],
    size: number | undefined,
): number | undefined {
    const smallest = runs.find((other) => other.round === round && other.size === size)?.memory;
    return memory === undefined || smallest === undefined ? undefined : memory / smallest;
}

const memoryLimit = 1.2;

/** Much takes no more memory than little. `what` says of so much what it is, as in `a sample of 1000 versions`. */
export function memoryTargetsOf(rows: readonly MemoryRow[], what: (size: number) => string): Target[] {
    const [few] = rows;
    return rows
        .slice(1)
        .flatMap(({ size, memoryRatio }) =>
            memoryRatio === undefined || few === undefined
                ? []
                : [
                      target(
                          `peak memory of ${what(size)}, times that of ${few.size}`,
                          memoryRatio,
                          memoryLimit,
                      ),
                  ],
        );
}

export function memoryTable(rows: readonly MemoryRow[], title: string): string {
    return table(
        [title, "s", "MB", `× that of ${rows[0]?.size ?? 0}`],
        rows.map(({ size, seconds, memory, memoryRatio }) => [
            number(size),
            number(seconds, 1),
            number(memory),
            number(memoryRatio, 2),
        ]),
    );
}
