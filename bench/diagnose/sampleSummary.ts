import { median } from "../figures";
import { target, type Target } from "../summary";
import { number, table } from "../tables";
import { sampleSizes, type SampleMemory } from "./sampleRound";

/** What the looks at samples of one size say. Seconds and MB. */
export interface SampleRow {
    readonly size: number;
    readonly seconds: number;
    readonly memory?: number;
    /** The memory against that of the smallest sample, of the same round. */
    readonly memoryRatio?: number;
}

export function summariseSamples(samples: readonly SampleMemory[]): SampleRow[] {
    return sampleSizes.flatMap((size) => {
        const own = samples.filter((sample) => sample.size === size);
        if (own.length === 0) {
            return [];
        }
        return [
            {
                size,
                seconds: median(own.map(({ seconds }) => seconds)),
                memory: medianOfKnown(own.map(({ memory }) => memory)),
                memoryRatio: medianOfKnown(own.map((sample) => ratioOf(sample, samples))),
            },
        ];
    });
}

function medianOfKnown(values: readonly (number | undefined)[]): number | undefined {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : median(known);
}

function ratioOf({ round, memory }: SampleMemory, samples: readonly SampleMemory[]): number | undefined {
    const smallest = samples.find((other) => other.round === round && other.size === sampleSizes[0])?.memory;
    return memory === undefined || smallest === undefined ? undefined : memory / smallest;
}

const memoryLimit = 1.2;

/** A look at many versions takes no more memory than one at few. */
export function sampleTargetsOf(rows: readonly SampleRow[]): Target[] {
    const [few, many] = sampleSizes;
    return rows
        .filter(({ size }) => size === many)
        .flatMap(({ memoryRatio }) =>
            memoryRatio === undefined
                ? []
                : [
                      target(
                          `peak memory of a sample of ${many} versions, times that of ${few}`,
                          memoryRatio,
                          memoryLimit,
                      ),
                  ],
        );
}

export function sampleTable(rows: readonly SampleRow[]): string {
    return table(
        ["sample of", "s", "MB", `× that of ${sampleSizes[0]}`],
        rows.map(({ size, seconds, memory, memoryRatio }) => [
            number(size),
            number(seconds, 1),
            number(memory),
            number(memoryRatio, 2),
        ]),
    );
}
