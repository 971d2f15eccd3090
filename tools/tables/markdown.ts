/** A table in Markdown, not yet aligned. A pipe in a cell would end the cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

export function code(text: string): string {
    return `\`${text}\``;
}
