import type { Operation } from "./command";
import { median } from "./figures";
import type { Helper } from "./processMemory";
import type { BenchSide, Program } from "./programs";
import type { Sample } from "./rounds";

/** What the runs of one operation of one program say. Seconds and MB. */
export interface Row {
    readonly side: BenchSide;
    readonly operation: Operation;
    readonly program: Program;
    readonly seconds: number;
    readonly fastest: number;
    readonly slowest: number;
    /** The time against the plain program's. */
    readonly ratio: number;
    readonly programMemory: number;
    readonly highestProgramMemory: number;
    readonly helperMemory: Readonly<Partial<Record<Helper, number>>>;
}

export interface Target {
    readonly name: string;
    readonly value: number;
    readonly limit: number;
    readonly holds: boolean;
}

const helpers: readonly Helper[] = ["engine", "plugin", "language"];

export function summarise(samples: readonly Sample[]): Row[] {
    const groups = Map.groupBy(samples, ({ side, operation, program }) => [side, operation, program].join());
    return [...groups.values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined) {
            return [];
        }
        const { side, operation, program } = first;
        const seconds = group.map((sample) => sample.seconds);
        const memory = group.map((sample) => sample.programMemory);
        return [
            {
                side,
                operation,
                program,
                seconds: median(seconds),
                fastest: Math.min(...seconds),
                slowest: Math.max(...seconds),
                ratio: median(group.map((sample) => sample.seconds / plainOf(samples, sample).seconds)),
                programMemory: median(memory),
                highestProgramMemory: Math.max(...memory),
                helperMemory: Object.fromEntries(
                    helpers.flatMap((helper) => {
                        const known = group.flatMap((sample) => sample.helperMemory[helper] ?? []);
                        return known.length === 0 ? [] : [[helper, median(known)]];
                    }),
                ),
            },
        ];
    });
}

/** The plain program's run of the same round: what the machine did meanwhile met both. */
function plainOf(samples: readonly Sample[], { round, side, operation }: Sample): Sample {
    const plain = samples.find(
        (other) =>
            other.program === "plain" &&
            other.round === round &&
            other.side === side &&
            other.operation === operation,
    );
    if (plain === undefined) {
        throw new Error(`The plain program's ${operation} of ${side} in round ${round} was not measured.`);
    }
    return plain;
}

const previewRatio = 1.15;
const memoryLimit = 260;

/** What the project promises: a preview as fast as a plain program's, give or take, and a small process. */
export function targetsOf(rows: readonly Row[]): Target[] {
    const ours = rows.filter(({ program }) => program === "ours");
    return [
        ...ours
            .filter(({ operation }) => operation === "preview")
            .map(({ side, ratio }) =>
                target(`preview of ${side}, times the plain program's`, ratio, previewRatio),
            ),
        target(
            "peak memory of the program, highest of all runs, MB",
            Math.max(...ours.map(({ highestProgramMemory }) => highestProgramMemory)),
            memoryLimit,
        ),
    ];
}

export function target(name: string, value: number, limit: number): Target {
    return { name, value, limit, holds: value <= limit };
}
