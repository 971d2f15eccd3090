import { visible, visibleLines } from "../visible";

// Whatever comes from elsewhere is set off as code, in which Markdown has no links, mentions and HTML.

/** A text of one line as code. */
export function code(text: string): string {
    const shown = visible(text);
    const mark = "`".repeat(longestRun(shown) + 1);
    // Markdown takes one space off each end, where there is one at both.
    const space = /^[` ]|[` ]$|^$/.test(shown) ? " " : "";
    return `${mark}${space}${shown}${space}${mark}`;
}

/** A text of several lines as a block of code. */
export function fenced(language: string, text: string): string {
    const shown = visibleLines(text);
    const fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
    return `${fence}${language}\n${shown}\n${fence}`;
}

/** Code is set off by more back-ticks than it has in a row. */
function longestRun(text: string): number {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
