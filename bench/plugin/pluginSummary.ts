import { median } from "../figures";
import { target, type Target } from "../summary";
import { number, table } from "../tables";
import { pluginPrograms, type PluginProgram, type PluginSample } from "./pluginRound";

/** What the runs of one plug-in say. Seconds and MB, and both against the plug-in whose schema is inferred. */
export interface PluginRow {
    readonly program: PluginProgram;
    readonly seconds: number;
    readonly ratio: number;
    readonly memory?: number;
    readonly memoryRatio?: number;
}

export function summarisePlugin(samples: readonly PluginSample[]): PluginRow[] {
    return pluginPrograms.flatMap((program) => {
        const own = samples.filter((sample) => sample.program === program);
        if (own.length === 0) {
            return [];
        }
        const pairs = own.map((sample) => ({ sample, inferred: inferredOf(samples, sample) }));
        return [
            {
                program,
                seconds: median(own.map(({ seconds }) => seconds)),
                ratio: median(pairs.map(({ sample, inferred }) => sample.seconds / inferred.seconds)),
                memory: medianOfKnown(own.map(({ memory }) => memory)),
                memoryRatio: medianOfKnown(
                    pairs.map(({ sample, inferred }) =>
                        sample.memory === undefined || inferred.memory === undefined
                            ? undefined
                            : sample.memory / inferred.memory,
                    ),
                ),
            },
        ];
    });
}

function medianOfKnown(values: readonly (number | undefined)[]): number | undefined {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : median(known);
}

/** The other plug-in's run of the same round: what the machine did meanwhile met both. */
function inferredOf(samples: readonly PluginSample[], { round }: PluginSample): PluginSample {
    const inferred = samples.find((other) => other.program === "inferred" && other.round === round);
    if (inferred === undefined) {
        throw new Error(`The plug-in whose schema is inferred was not measured in round ${round}.`);
    }
    return inferred;
}

const half = 0.5;

/** A program in another language waits for this at each run, and has room for it. */
export function pluginTargetsOf(rows: readonly PluginRow[]): Target[] {
    return rows
        .filter(({ program }) => program === "ours")
        .flatMap(({ ratio, memoryRatio }) => [
            target("start of the plug-in, times one that infers its schema", ratio, half),
            ...(memoryRatio === undefined
                ? []
                : [
                      target(
                          "peak memory of the plug-in, times one that infers its schema",
                          memoryRatio,
                          half,
                      ),
                  ]),
        ]);
}

export function pluginTable(rows: readonly PluginRow[]): string {
    return table(
        ["plug-in", "s until the schema", "× inferred", "MB", "× inferred"],
        rows.map(({ program, seconds, ratio, memory, memoryRatio }) => [
            program,
            number(seconds, 2),
            number(ratio, 2),
            number(memory),
            number(memoryRatio, 2),
        ]),
    );
}
