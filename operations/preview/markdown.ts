import {
    lostBuckets,
    type LostBucket,
    type Operation,
    type ResourceChange,
    type StackChanges,
} from "./stackChanges";
import type { ValueChange } from "./valueChanges";

/** The previews as Markdown, for a terminal, a file, or a comment on a pull request. */
export function markdown(stacks: readonly StackChanges[]): string {
    const lost = lostBuckets(stacks);
    const blocks = [...(lost.length > 0 ? [warning(lost)] : []), ...stacks.flatMap(stackBlocks)];
    return `${blocks.join("\n\n")}\n`;
}

function warning(lost: readonly LostBucket[]): string {
    const lines = lost.map(({ id, stack, name, operation, protected: refused }) => {
        const what = operation === "replace" ? "replaced" : "deleted";
        const refusal = refused ? " It is protected: Pulumi refuses." : "";
        return `> - ${code(id)} would be ${what} (resource ${code(name)} of stack ${code(stack)}).${refusal}`;
    });
    // The form that GitHub sets off: https://docs.github.com/en/get-started/writing-on-github
    return [
        "> [!CAUTION]",
        "> **A bucket would be replaced or deleted.** Its objects do not move to another one.",
        ">",
        ...lines,
    ].join("\n");
}

function stackBlocks(preview: StackChanges): readonly string[] {
    const { stack, changes, errors } = preview;
    return [
        `## ${stack}`,
        summary(preview),
        ...(errors.length > 0 ? [`**The preview failed.**`, fenced("text", errors.join("\n"))] : []),
        ...(changes.length > 0 ? [table(changes)] : []),
        ...changes.filter(({ values }) => values.length > 0).flatMap(details),
    ];
}

const order: readonly Operation[] = ["create", "import", "update", "replace", "delete"];

/** As `2 to create, 1 to update, 14 unchanged`. */
function summary({ changes, unchanged }: Pick<StackChanges, "changes" | "unchanged">): string {
    const counts = order
        .map((operation) => ({
            operation,
            count: changes.filter((one) => one.operation === operation).length,
        }))
        .filter(({ count }) => count > 0)
        .map(({ operation, count }) => `${count} to ${operation}`);
    return [...counts, `${unchanged} unchanged`].join(", ");
}

function table(changes: readonly ResourceChange[]): string {
    const rows = changes.map(({ operation, type, name, properties }) => {
        const changed = properties.map(
            ({ path, forcesReplacement }) =>
                `${code(path)}${forcesReplacement ? " (forces replacement)" : ""}`,
        );
        const cells = [operation, code(type), code(name), changed.join(", ")];
        // A bar ends a cell, in code too.
        return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    });
    return ["| Operation | Type | Name | Changed properties |", "| --- | --- | --- | --- |", ...rows].join(
        "\n",
    );
}

function details({ operation, name, values }: ResourceChange): readonly string[] {
    return [`${code(name)}, ${operation}:`, fenced("diff", values.map(lines).join("\n"))];
}

function lines({ path, removed, added }: ValueChange): string {
    return [`  ${path}`, ...removed.map(marked("-")), ...added.map(marked("+"))].join("\n");
}

function marked(mark: "-" | "+"): (value: unknown) => string {
    return (value) =>
        JSON.stringify(value, undefined, 2)
            .split("\n")
            .map((line) => `${mark} ${line}`)
            .join("\n");
}

function fenced(language: string, text: string): string {
    const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return `${fence}${language}\n${text}\n${fence}`;
}

function code(text: string): string {
    const mark = "`".repeat(longestRun(text) + 1);
    return `${mark}${text}${mark}`;
}

/** Code is set off by more back-ticks than it has in a row. */
function longestRun(text: string): number {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
