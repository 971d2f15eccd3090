import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

const folder = path.join(__dirname, "..", "..", "..", "docs");

/** The names of the documents. */
export function documents(): readonly string[] {
    return readdirSync(folder).filter((file) => file.endsWith(".md"));
}

export function readDocument(file: string): string {
    return readFileSync(path.join(folder, file), "utf8");
}

/** A fenced block of a document: the line that it begins at, the heading that it stands under, and what it has. */
export interface Block {
    readonly at: string;
    readonly heading: string;
    readonly text: string;
}

/** The fenced blocks of a document in one language. */
export function blocks(file: string, language: string): readonly Block[] {
    const text = readDocument(file);
    const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms");
    return [...text.matchAll(fence)].map((found) => {
        const before = text.slice(0, found.index);
        return {
            at: `${file}:${before.split("\n").length}`,
            heading: [...before.matchAll(/^##+ (.*)$/gm)].at(-1)?.[1] ?? "",
            text: found[1] ?? "",
        };
    });
}

/** The cells of the rows of all tables of a document whose header begins with these cells. */
export function rowsOfTables(file: string, ...header: readonly string[]): readonly (readonly string[])[] {
    const lines = readDocument(file).split("\n").map(cells);
    const rows = lines.flatMap((line, from) => {
        if (!header.every((cell, index) => line[index] === cell)) {
            return [];
        }
        const rest = lines.slice(from + 2);
        const end = rest.findIndex((row) => row.length === 0);
        return end < 0 ? rest : rest.slice(0, end);
    });
    if (rows.length === 0) {
        throw new Error(`${file} has no table that begins with ${header.join(", ")}`);
    }
    return rows;
}

function cells(line: string): readonly string[] {
    return line.startsWith("|")
        ? line
              .split("|")
              .slice(1, -1)
              .map((cell) => cell.trim())
        : [];
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(file: string): readonly string[] {
    const seen = new Map<string, number>();
    return [...withoutBlocks(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
        const slug = heading
            .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
            .replaceAll(" ", "-");
        const before = seen.get(slug) ?? 0;
        seen.set(slug, before + 1);
        return before === 0 ? slug : `${slug}-${before}`;
    });
}

/** Where the links of a page lead to, as they are written. */
export function links(file: string): readonly string[] {
    return [...withoutBlocks(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

function withoutBlocks(file: string): string {
    return readDocument(file).replace(/^ *```.*?^ *```$/gms, "");
}
