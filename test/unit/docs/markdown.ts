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

/** The fenced blocks of a document in one language, with the line that each begins at. */
export function blocks(file: string, language: string): readonly { at: string; text: string }[] {
    const text = readDocument(file);
    const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms");
    return [...text.matchAll(fence)].map((found) => ({
        at: `${file}:${text.slice(0, found.index).split("\n").length}`,
        text: found[1] ?? "",
    }));
}

/** The cells of the rows of a document's table whose header begins with these cells. */
export function rowsOfTable(file: string, ...header: readonly string[]): readonly (readonly string[])[] {
    const lines = readDocument(file).split("\n").map(cells);
    const from = lines.findIndex((line) => header.every((cell, index) => line[index] === cell));
    if (from < 0) {
        throw new Error(`${file} has no table that begins with ${header.join(", ")}`);
    }
    const rest = lines.slice(from + 2);
    const end = rest.findIndex((line) => line.length === 0);
    return end < 0 ? rest : rest.slice(0, end);
}

function cells(line: string): readonly string[] {
    return line.startsWith("|")
        ? line
              .split("|")
              .slice(1, -1)
              .map((cell) => cell.trim())
        : [];
}
