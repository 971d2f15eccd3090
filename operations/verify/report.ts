import Table from "cli-table3";
import type { Context } from "./connect";
import { notProbed } from "./replicationRule";
import { allPassed, type StepResult } from "./running";
import type { Side } from "./side";

/** What `--json` prints. Members may be added; none is renamed or removed. */
export interface Report {
    readonly passed: boolean;
    readonly source: ReportedSide;
    readonly destination: ReportedSide;
    readonly prefix: string;
    /** The rules that replicate too, and of which nothing is said here. */
    readonly notProbed: readonly string[];
    readonly steps: readonly StepResult[];
}

interface ReportedSide {
    readonly stack: string;
    readonly bucketName: string;
    readonly accountId: string;
    readonly region: string;
}

export function report(
    context: Pick<Context, Side | "stacks" | "prefix" | "replication" | "rule">,
    results: readonly StepResult[],
): Report {
    const reported = (side: Side): ReportedSide => {
        const { name, accountId, region } = context[side];
        return { stack: context.stacks[side], bucketName: name, accountId, region };
    };
    return {
        passed: allPassed(results),
        source: reported("source"),
        destination: reported("destination"),
        prefix: context.prefix,
        notProbed: notProbed(context.replication, context.rule),
        steps: results,
    };
}

/** Columns beside the two that hold sentences: borders, result and seconds. */
const fixedColumns = 36;

/** The report for people, no wider than the terminal. */
export function table(
    { source, destination, passed, notProbed: others, steps }: Report,
    columns = 120,
): string {
    const sentence = Math.max(20, Math.floor((Math.max(columns, 80) - fixedColumns) / 2));
    const rows = new Table({
        head: ["Step", "Seen", "Result", "Seconds"],
        colWidths: [sentence, sentence, 10, 10],
        colAligns: ["left", "left", "left", "right"],
        wordWrap: true,
        // No colours: the table is often kept.
        style: { head: [], border: [] },
    });
    const cell = (text: string) => breakable(text, sentence - 2);
    rows.push(
        ...steps.map(({ name, seen, result, seconds }) => [
            cell(name),
            cell(seen),
            result,
            seconds.toFixed(1),
        ]),
    );
    const where = ({ bucketName, accountId, region }: ReportedSide) =>
        `${bucketName} (${accountId}, ${region})`;
    const failed = steps.filter(({ result }) => result !== "passed").length;
    return [
        `${where(source)} → ${where(destination)}`,
        rows.toString(),
        passed
            ? `Replication works.${others.length === 0 ? "" : ` Rules that were not probed: ${others.join(", ")}.`}`
            : `Replication is not proven: ${failed} of ${steps.length} steps did not pass.`,
    ].join("\n");
}

/** Breaks what is longer than a line and has no space to break at, as a key or an ARN. */
function breakable(text: string, width: number): string {
    return text.replaceAll(new RegExp(`\\S{${width}}(?=\\S)`, "gu"), "$&\n");
}
