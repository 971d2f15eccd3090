import { Command, InvalidArgumentError, Option } from "commander";
import { standardSizes, units, type Size, type Sizes } from "./scale/sizes";

/** What is measured, in this order. */
export const parts = ["calls", "speed", "scale", "plugin", "diagnose", "sample", "backfill"] as const;
export type Part = (typeof parts)[number];

export interface Options {
    /** Every part where none is named. */
    readonly only?: Part;
    readonly runs: number;
    readonly scaleRuns: number;
    readonly pairs: readonly number[];
    readonly rules: readonly number[];
    readonly json: boolean;
    readonly check: boolean;
}

const notes = `
In a sandbox, each run on stacks of its own.

calls, speed: the program's two stacks, with the settings that ship
  empty  a program that makes nothing: the engine's floor
  plain  bench/plain, the same resources in plain JavaScript by hand
  ours   the program
scale: both sides in one program, as a user of the components writes it
  plain  bench/scale/plain, the same resources in plain JavaScript by hand, by the same Node options
  ours   bench/scale/ours, the components' package, compiled as it is when it is installed
plugin: the components' package as a program in another language starts it, until it has the schema
  inferred  bench/plugin/inferred, the same components, with a schema that the SDK infers at each start
  ours      the components' package, whose schema is ready
diagnose: the program's two stacks, beside a plain script that makes the same AWS calls; and with 1,000 rules. What the
  emulator answers is remembered, and each answer comes after 20 ms
sample: a diagnosis of 1,000 and of 100,000 versions, by an S3 that makes its versions up
backfill: a report of 10,000 and of 1,000,000 tasks, read to the end of a job, by an S3 that makes its rows up
That plain deploys the very same is checked. Times are medians of the runs; "× plain" is the median of each run's figure
against the plain program's run beside it.`;

export function parseOptions(): Options {
    return new Command("npm run bench --")
        .description("Measures time, memory and AWS calls of the program's previews and deployments.")
        .addOption(new Option("--only <part>", "measure this alone").choices(parts))
        .option("--runs <n>", "how often each is run for all but scale", parseRuns, 5)
        .option("--scale-runs <n>", "how often each is run for scale", parseRuns, 5)
        .option(
            "--pairs <sizes>",
            "how many pairs to deploy, each for itself",
            parseSizes,
            standardSizes.pair,
        )
        .option(
            "--rules <sizes>",
            "how many rules to deploy, each for itself",
            parseSizes,
            standardSizes.rule,
        )
        .option("--json", "print one JSON document instead of tables", false)
        .option("--check", "exit with 1 where a target is missed", false)
        .addHelpText("after", notes)
        .parse()
        .opts<Options>();
}

export function sizesOf({ pairs, rules }: Options): readonly Size[] {
    const sizes: Sizes = { pair: pairs, rule: rules };
    return units.flatMap((unit) => sizes[unit].map((count) => ({ unit, count })));
}

function parseRuns(text: string): number {
    if (!/^[1-9]\d{0,2}$/.test(text)) {
        throw new InvalidArgumentError("Allowed: a whole number from 1 to 999.");
    }
    return Number(text);
}

function parseSizes(text: string): readonly number[] {
    const sizes = text.split(",").map(Number);
    const rising = sizes.every((size, index) => index === 0 || size > (sizes[index - 1] ?? size));
    if (!/^[1-9]\d{0,3}(,[1-9]\d{0,3})*$/.test(text) || !rising || sizes.some((size) => size > 1000)) {
        throw new InvalidArgumentError("Allowed: rising whole numbers from 1 to 1000, as 1,10,100.");
    }
    return sizes;
}
