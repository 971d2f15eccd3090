import { visible, visibleLines } from "../../visible";

/** HTML that is safe to print. */
export interface Markup {
    readonly html: string;
}

/** What a template takes: a text is escaped, so that nothing foreign is ever HTML. */
type Part = string | number | Markup | readonly Markup[];

/** HTML by a template. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
    return { html: String.raw({ raw: pieces }, ...parts.map(htmlOf)) };
}

/** A text of several lines, as commands are, with the ends of its lines. */
export function lines(text: string): Markup {
    return { html: escaped(visibleLines(text)) };
}

function htmlOf(part: Part): string {
    if (typeof part === "object") {
        return "html" in part ? part.html : part.map(({ html }) => html).join("\n");
    }
    return escaped(visible(String(part)));
}

const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

function escaped(text: string): string {
    return text.replaceAll(/[&<>"']/g, (one) => entities[one] ?? "");
}
