import { median } from "../figures";
import { target, type Target } from "../summary";
import { number, table } from "../tables";
import type { PairTimes } from "./pairRound";

/** Who is measured, against whom of the same round. */
const compared = [
    { name: "a plain script that makes the same calls", time: "plain", against: "plain" },
    { name: "the diagnosis of the shipped pair", time: "ours", against: "plain", limit: 1.3 },
    { name: "the diagnosis of the pair with 1,000 rules", time: "manyRules", against: "ours", limit: 1.5 },
] as const;

/** What the rounds say of one. Seconds. */
export interface PairRow {
    readonly name: string;
    readonly seconds: number;
    readonly ratio: number;
    readonly limit?: number;
}

export function summarisePairs(rounds: readonly PairTimes[]): PairRow[] {
    return rounds.length === 0
        ? []
        : compared.map(({ time, against, ...row }) => ({
              ...row,
              seconds: median(rounds.map((round) => round[time])),
              ratio: median(rounds.map((round) => round[time] / round[against])),
          }));
}

/** A diagnosis takes the time of its calls, however many rules there are. */
export function pairTargetsOf(rows: readonly PairRow[]): Target[] {
    return rows.flatMap(({ name, ratio, limit }) =>
        limit === undefined ? [] : [target(`time of ${name}, times the one before`, ratio, limit)],
    );
}

export function pairTable(rows: readonly PairRow[]): string {
    return table(
        ["of the pair in a sandbox", "s", "× the one before"],
        rows.map(({ name, seconds, ratio }) => [name, number(seconds, 2), number(ratio, 2)]),
    );
}
