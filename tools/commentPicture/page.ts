import { readFile } from "node:fs/promises";
import { Marked } from "marked";
import markedAlert from "marked-alert";

/** A page with a comment as GitHub shows it: GitHub's Markdown with its tables and alerts, and its style. */
export async function pageOf(markdown: string): Promise<string> {
    const css = await readFile(require.resolve("github-markdown-css/github-markdown-light.css"), "utf8");
    // The browser's package has no font for code. Readers see their own, which differ.
    const font = await readFile(
        require.resolve("@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2"),
        "base64",
    );
    const renderer = new Marked({ gfm: true }, markedAlert(), {
        renderer: { code: ({ text, lang }) => (lang === "diff" ? diff(text) : false) },
    });
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<style>${css}</style>
<style>
@font-face { font-family: mono; src: url(data:font/woff2;base64,${font}) format("woff2"); }
.markdown-body code, .markdown-body pre { font-family: mono !important; }
body { margin: 0; background: #fff; }
.comment { margin: 16px; border: 1px solid #d1d9e0; border-radius: 6px; width: 860px; }
.by { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; font: 14px sans-serif; }
.markdown-body { padding: 16px; }
</style>
<div class="comment">
<div class="by"><strong>github-actions</strong> commented</div>
<article class="markdown-body">${await renderer.parse(markdown)}</article>
</div>
</html>
`;
}

/** What is added and what goes, with the classes that GitHub's style colours them by. */
function diff(text: string): string {
    const lines = text.split("\n").map((line) => {
        const kind = line.startsWith("+") ? "pl-mi1" : line.startsWith("-") ? "pl-md" : undefined;
        return kind === undefined ? escaped(line) : `<span class="${kind}">${escaped(line)}</span>`;
    });
    return `<div class="highlight"><pre>${lines.join("\n")}\n</pre></div>`;
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
