import { median } from "../figures";
import { target, type Target } from "../summary";
import { scalePrograms, type ScaleProgram } from "./scaleStack";
import { scaleOperations, type ScaleOperation, type ScaleSample } from "./scaleRound";
import { units, type Size, type Unit } from "./sizes";

/** What the runs of one operation of one program at one size say. Seconds and MB. */
export interface ScaleRow extends Size {
    readonly program: ScaleProgram;
    readonly operation: ScaleOperation;
    readonly seconds: number;
    /** The time against the plain program's. */
    readonly ratio: number;
    /** Processor time of the process that runs the program. */
    readonly processor: number;
    readonly memory: number;
    /** The peak memory against the plain program's. */
    readonly memoryRatio: number;
    /** What each takes beyond those of the smallest size; none at that size. */
    readonly each?: { readonly seconds: number; readonly processor: number; readonly memory: number };
}

/** In the order of the table: both programs side by side at each size. */
export function summariseScale(samples: readonly ScaleSample[]): ScaleRow[] {
    return units.flatMap((unit) =>
        scaleOperations.flatMap((operation) =>
            scalePrograms
                .flatMap((program) => rowsOf(samples, unit, operation, program))
                .sort((one, other) => one.count - other.count),
        ),
    );
}

/** One program's rows, rising in size. */
function rowsOf(
    samples: readonly ScaleSample[],
    unit: Unit,
    operation: ScaleOperation,
    program: ScaleProgram,
): ScaleRow[] {
    const own = samples.filter(
        (one) => one.unit === unit && one.operation === operation && one.program === program,
    );
    const bySize = [...Map.groupBy(own, ({ count }) => count)].sort(([one], [other]) => one - other);
    const whole = bySize.map(([count, group]) => ({
        unit,
        count,
        program,
        operation,
        seconds: median(group.map((one) => one.seconds)),
        ratio: median(group.map((one) => one.seconds / plainOf(samples, one).seconds)),
        processor: median(group.map((one) => one.programProcessor)),
        memory: median(group.map((one) => one.programMemory)),
        memoryRatio: median(group.map((one) => one.programMemory / plainOf(samples, one).programMemory)),
    }));
    const [smallest, ...larger] = whole;
    if (smallest === undefined) {
        return [];
    }
    const each = (row: Omit<ScaleRow, "each">, what: "seconds" | "processor" | "memory") =>
        (row[what] - smallest[what]) / (row.count - smallest.count);
    return [
        smallest,
        ...larger.map((row) => ({
            ...row,
            each: {
                seconds: each(row, "seconds"),
                processor: each(row, "processor"),
                memory: each(row, "memory"),
            },
        })),
    ];
}

/** The plain program's run beside it: what the machine did meanwhile met both. */
function plainOf(samples: readonly ScaleSample[], sample: ScaleSample): ScaleSample {
    const { round, unit, count, operation } = sample;
    const plain = samples.find(
        (other) =>
            other.program === "plain" &&
            other.round === round &&
            other.unit === unit &&
            other.count === count &&
            other.operation === operation,
    );
    if (plain === undefined) {
        throw new Error(`The plain program's ${operation} of ${count} ${unit}s was not measured.`);
    }
    return plain;
}

const plainRatio = 1.25;
/** Equal times per pair or rule come out a little above or below 1. */
const growthLimit = 1.1;

/** What the project promises of a hundred pairs, and that neither pairs nor rules take longer the more there are. */
export function scaleTargetsOf(rows: readonly ScaleRow[]): Target[] {
    const ours = rows.filter(({ program }) => program === "ours");
    const largestPairs = Math.max(...ours.filter(({ unit }) => unit === "pair").map(({ count }) => count));
    const beside = ours
        .filter(({ unit, count }) => unit === "pair" && count === largestPairs)
        .flatMap(({ operation, ratio, memoryRatio }) => [
            target(`${operation} of ${largestPairs} pairs, times the plain program's`, ratio, plainRatio),
            target(`peak memory of that ${operation}, times the plain program's`, memoryRatio, plainRatio),
        ]);
    const growth = units.flatMap((unit) =>
        scaleOperations.flatMap((operation) =>
            growthTarget(ours.filter((row) => row.unit === unit && row.operation === operation)),
        ),
    );
    return [...beside, ...growth];
}

/**
 * Compares what each takes at the largest size with what each takes at the size before it, whose time is far enough from
 * the fixed cost to be told from it. Where it is not, nothing was shown, and the target is missed.
 */
function growthTarget(rising: readonly ScaleRow[]): Target[] {
    const [before, last] = rising.slice(-2);
    if (before?.each === undefined || last?.each === undefined) {
        return [];
    }
    const { unit, operation } = last;
    return [
        target(
            `${operation}, time of each ${unit} at ${last.count}, times that at ${before.count}`,
            before.each.seconds > 0 ? last.each.seconds / before.each.seconds : NaN,
            growthLimit,
        ),
    ];
}
