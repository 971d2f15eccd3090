import { number, table } from "../tables";
import type { ScaleRow } from "./scaleSummary";

export const scaleNotes =
    "Pairs in one program with two providers, and rules of one pair. What each takes is what it adds to the smallest size:\n" +
    "the difference of both over the difference of their numbers. The state is written once, at the end of `up`.";

export function scaleTable(rows: readonly ScaleRow[]): string {
    return table(
        [
            "size",
            "operation",
            "program",
            "s",
            "× plain",
            "s each",
            "program's CPU s",
            "program MB",
            "× plain",
            "MB each",
        ],
        rows.map((row) => [
            `${row.count} ${row.unit}${row.count === 1 ? "" : "s"}`,
            row.operation,
            row.program,
            number(row.seconds, 2),
            number(row.ratio, 2),
            number(row.each?.seconds, 4),
            number(row.processor, 2),
            number(row.memory),
            number(row.memoryRatio, 2),
            number(row.each?.memory, 2),
        ]),
    );
}
