import { median } from "../figures";
import { target, type Target } from "../summary";
import { number, table } from "../tables";
import type { PreviewTimes } from "./previewRound";

/** What the rounds say of a way to preview both stacks. Seconds. */
export interface PreviewRow {
    readonly name: string;
    readonly seconds: number;
    /** The time against Pulumi's own of the same round. */
    readonly ratio: number;
}

const names = { pulumi: "pulumi preview, one after the other", ours: "npm run preview" } as const;

export function summarisePreviews(rounds: readonly PreviewTimes[]): PreviewRow[] {
    return rounds.length === 0
        ? []
        : (["pulumi", "ours"] as const).map((way) => ({
              name: names[way],
              seconds: median(rounds.map((round) => round[way])),
              ratio: median(rounds.map((round) => round[way] / round.pulumi)),
          }));
}

/** What it means is told for little more than what the previews take by themselves. */
export function previewTargetsOf(rows: readonly PreviewRow[]): Target[] {
    return rows
        .filter(({ name }) => name === names.ours)
        .map(({ ratio }) =>
            target("npm run preview of both stacks, times pulumi preview of each", ratio, 1.25),
        );
}

export function previewTable(rows: readonly PreviewRow[]): string {
    return table(
        ["both stacks", "s", "× pulumi"],
        rows.map(({ name, seconds, ratio }) => [name, number(seconds, 2), number(ratio, 2)]),
    );
}
