import { visible, visibleLines } from "../../visible";

// Whatever comes from elsewhere is set off as code, in which Markdown has no links, mentions and HTML.

/** Of longer texts only the beginning is shown, for a comment has a limit: as code of one line, and as a block of it. */
const longest = { inLine: 600, block: 12_000, blockLine: 1_500 };

/** A text of one line as code. */
export function code(text: string): string {
    const shown = cut(visible(text), longest.inLine);
    const mark = "`".repeat(longestRun(shown) + 1);
    // Markdown takes one space off each end, where there is one at both.
    const space = /^[` ]|[` ]$|^$/.test(shown) ? " " : "";
    return `${mark}${space}${shown}${space}${mark}`;
}

/** A text of several lines as a block of code. */
export function fenced(language: string, text: string): string {
    const shown = blockOf(text);
    const fence = fenceFor([shown]);
    return `${fence}${language}\n${shown}\n${fence}`;
}

/** The text of a block of code. */
export function blockOf(text: string): string {
    const lines = visibleLines(text)
        .split("\n")
        .map((line) => cut(line, longest.blockLine));
    let length = 0;
    const kept = lines.filter((line) => (length += line.length + 1) <= longest.block);
    const left = lines.length - kept.length;
    return left === 0 ? kept.join("\n") : [...kept, `… ${left} more lines`].join("\n");
}

/** What sets off a block of code: more back-ticks than it has in a row. */
export function fenceFor(blocks: readonly string[]): string {
    return "`".repeat(Math.max(3, ...blocks.map((block) => longestRun(block) + 1)));
}

/** As code within HTML, such as a summary, in which Markdown's back-ticks do not count. */
export function htmlCode(text: string): string {
    const shown = cut(visible(text), longest.inLine).replace(
        /[&<>"']/g,
        (character) => `&#${character.charCodeAt(0)};`,
    );
    return `<code>${shown}</code>`;
}

/** A word, a number or a mark between them: nothing that Markdown, or a forge, would make something of. */
const plain = /^(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d{1,6}|[A-Z]+\d(?:'s)?)$/;

/** A sentence, with whatever in it is no plain word as code: names, ARNs, patterns. */
export function prose(text: string, most = longest.block): string {
    return cut(visible(text.replaceAll(/\s+/g, " ").trim()), most)
        .split(" ")
        .map((token) => {
            const [, before = "", word = "", after = ""] = /^(\(?)(.*?)([).,;:!?…]*)$/.exec(token) ?? [];
            return word === "" || plain.test(word) ? token : `${before}${code(word)}${after}`;
        })
        .join(" ");
}

/** The beginning of a text that is too long. */
function cut(text: string, most: number): string {
    const characters = text.length > most ? Array.from(text) : [];
    return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}

/** In how many characters a forge counts a text: https://github.com/dead-claudia/github-limits/pull/13 */
export function charactersIn(text: string): number {
    return Array.from(text).length;
}

/** A number of things: `1 row`, `2 rows`. */
export function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function longestRun(text: string): number {
    return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
}
