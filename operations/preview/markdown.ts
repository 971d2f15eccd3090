import type { Diagnostic } from "./diagnostics";
import { lostBuckets, redirected, type LostBucket, type Redirected } from "./findings";
import { code, fenced } from "./markdownText";
import type { Destination } from "./replicationRules";
import type { Operation, ResourceChange } from "./resourceChange";
import type { StackChanges } from "./stackChanges";
import type { ValueChange } from "./valueChanges";
import { visible } from "../visible";

/** The previews as Markdown, for a terminal, a file, or a comment on a pull request. */
export function markdown(stacks: readonly StackChanges[]): string {
    const [lost, turned] = [lostBuckets(stacks), redirected(stacks)];
    const unclear = turned.filter((one) => one.unclear);
    const clear = turned.filter((one) => !one.unclear);
    const blocks = [
        ...(lost.length > 0 ? [lostCaution(lost)] : []),
        ...(clear.length > 0 ? [redirectedCaution(clear)] : []),
        ...(unclear.length > 0 ? [unclearCaution(unclear)] : []),
        ...stacks.flatMap(stackBlocks),
    ];
    return `${blocks.join("\n\n")}\n`;
}

/** The form that GitHub sets off: https://docs.github.com/en/get-started/writing-on-github */
function caution(title: string, lines: readonly string[]): string {
    return ["> [!CAUTION]", `> ${title}`, ">", ...lines.map((line) => `> - ${line}`)].join("\n");
}

function lostCaution(lost: readonly LostBucket[]): string {
    return caution(
        "**A bucket would be replaced or deleted.** Its objects do not move to another one.",
        lost.map(({ id, stack, name, operation, protected: refused }) => {
            const what = operation === "replace" ? "replaced" : "deleted";
            const refusal = refused ? " It is protected: Pulumi refuses." : "";
            return `${code(id)} would be ${what} (resource ${code(name)} of stack ${code(stack)}).${refusal}`;
        }),
    );
}

function redirectedCaution(turned: readonly Redirected[]): string {
    return caution(
        "**Objects would be replicated to another bucket or account.** Whoever owns it can read them.",
        turned.map(redirection),
    );
}

function unclearCaution(unclear: readonly Redirected[]): string {
    return caution(
        "**Whether objects would be replicated to another bucket or account cannot be told.** " +
            "The preview does not show where to.",
        unclear.map(redirection),
    );
}

function redirection({ stack, name, rule, before, after }: Redirected): string {
    const what = rule === undefined ? code(name) : `Rule ${code(rule)} of ${code(name)}`;
    return `${what} of stack ${code(stack)}: from ${place(before)} to ${place(after)}.`;
}

function place({ bucket = unknown, account = unknown }: Destination): string {
    return `${code(bucket)} in account ${code(account)}`;
}

const unknown = "(known after deployment)";

function stackBlocks(preview: StackChanges): readonly string[] {
    const { stack, changes, errors, diagnostics } = preview;
    return [
        `## ${visible(stack)}${warningCount(diagnostics)}`,
        summary(preview),
        ...(errors.length > 0 ? [`**The preview failed.**`, fenced("text", errors.join("\n"))] : []),
        ...(diagnostics.length > 0 ? [diagnostics.map(said).join("\n")] : []),
        ...(changes.length > 0 ? [table(changes)] : []),
        ...changes.filter(({ values }) => values.length > 0).flatMap(details),
    ];
}

/** As ` (2 warnings, 1 notice)`, or nothing. */
function warningCount(diagnostics: readonly Diagnostic[]): string {
    const counts = [
        ["warning", diagnostics.filter(({ severity }) => severity === "warning").length],
        ["notice", diagnostics.filter(({ severity }) => severity === "info").length],
    ] as const;
    const told = counts
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${count} ${what}${count === 1 ? "" : "s"}`);
    return told.length > 0 ? ` (${told.join(", ")})` : "";
}

/** An item of a list. A message of several lines is a block of its own in it. */
function said({ severity, id, resource, message }: Diagnostic): string {
    const title = [
        `**${severity === "warning" ? "Warning" : "Notice"}**`,
        ...(id === undefined ? [] : [code(id)]),
        ...(resource === undefined ? [] : [`of ${code(resource)}`]),
    ].join(" ");
    return message.includes("\n")
        ? `- ${title}:\n${fenced("text", message).replace(/^/gm, "  ")}`
        : `- ${title}: ${code(message)}`;
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
    return [`  ${visible(path)}`, ...removed.map(marked("-")), ...added.map(marked("+"))].join("\n");
}

function marked(mark: "-" | "+"): (value: unknown) => string {
    return (value) =>
        JSON.stringify(value, undefined, 2)
            .split("\n")
            .map((line) => `${mark} ${line}`)
            .join("\n");
}
