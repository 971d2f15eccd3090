import Table from "cli-table3";
import { breakable } from "../breakable";
import type { Context } from "./connect";
import { notProbed } from "./replicationRule";
import { allPassed, type StepResult } from "./running";
import type { Side } from "../aws/side";
import { conclusion, verdictOf, type Verdict } from "./verdict";

/** What `--json` prints. Members may be added; none is renamed or removed. */
export interface Report {
    readonly passed: boolean;
    /** What the steps say of the replication; `passed` asks for the removal of the probes besides. */
    readonly verdict: Verdict;
    readonly source: ReportedSide;
    readonly destination: ReportedSide;
    readonly prefix: string;
    /** The rules that replicate too, and of which nothing is said here. */
    readonly notProbed: readonly string[];
    /** What is not as it seems to be meant, although it works. */
    readonly remarks: readonly string[];
    readonly steps: readonly StepResult[];
}

interface ReportedSide {
    readonly stack: string;
    readonly bucketName: string;
    readonly accountId: string;
    readonly region: string;
}

export function report(
    context: Pick<Context, Side | "stacks" | "prefix" | "replication" | "rule" | "remarks">,
    results: readonly StepResult[],
): Report {
    const reported = (side: Side): ReportedSide => {
        const { name, accountId, region } = context[side];
        return { stack: context.stacks[side], bucketName: name, accountId, region };
    };
    return {
        passed: allPassed(results),
        verdict: verdictOf(results),
        source: reported("source"),
        destination: reported("destination"),
        prefix: context.prefix,
        notProbed: notProbed(context.replication, context.rule),
        remarks: context.remarks,
        steps: results,
    };
}

/** Columns beside the two that hold sentences: borders, result and seconds. */
const fixedColumns = 36;

/** The report for people, no wider than the terminal. */
export function table(
    { source, destination, verdict, notProbed: others, remarks, steps }: Report,
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
    const notSaid =
        verdict === "works" && others.length > 0 ? [`Rules that were not probed: ${others.join(", ")}.`] : [];
    return [
        `${where(source)} → ${where(destination)}`,
        `Account and bucket of the destination are those that stack ${destination.stack} names.`,
        rows.toString(),
        ...remarks,
        [conclusion(verdict, steps), ...notSaid].join(" "),
    ].join("\n");
}
