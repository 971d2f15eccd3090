import { oneOf } from "../schema";

const COUNTED = [
    "Count",
    "Bytes",
    "Kilobytes",
    "Megabytes",
    "Gigabytes",
    "Terabytes",
    "Bits",
    "Kilobits",
    "Megabits",
    "Gigabits",
    "Terabits",
] as const;

/** The standard units of CloudWatch's API. */
export const metricUnit = oneOf(
    "None",
    "Percent",
    "Seconds",
    "Milliseconds",
    "Microseconds",
    ...COUNTED,
    ...COUNTED.map((unit) => `${unit}/Second` as const),
);
