import { visible } from "../../visible";
import type { Operation, ResourceChange } from "../resourceChange";
import type { StackChanges } from "../stackChanges";
import type { ValueChange } from "../valueChanges";
import { countsOf, details, row } from "./means";
import { blockOf, code, counted, fenced, fenceFor, htmlCode } from "./text";
import { block, type Block, type Item } from "./within";

/** What would change in a stack. */
export function stackBlocks(preview: StackChanges): readonly Block[] {
    const { stack, changes, errors, diagnostics } = preview;
    const said = countsOf(diagnostics);
    return [
        block("top", `## ${visible(stack)}${said === "" ? "" : ` (${said})`}\n\n${summary(preview)}`),
        ...(errors.length > 0
            ? [
                  block("top", "**The preview failed.**"),
                  { items: errors.map((error): Item => ({ rank: "error", text: fenced("text", error) })) },
              ]
            : []),
        ...(changes.length > 0 ? [tableOf(changes)] : []),
        ...changes.filter(({ values }) => values.length > 0).flatMap(valuesBlocks),
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

/** Beyond so many of one resource only how many more there are is told. */
const mostProperties = 20;

function tableOf(changes: readonly ResourceChange[]): Block {
    const items = changes.map(({ operation, type, name, properties }): Item => {
        const changed = properties
            .toSorted((one, other) => Number(other.forcesReplacement) - Number(one.forcesReplacement))
            .slice(0, mostProperties)
            .map(
                ({ path, forcesReplacement }) =>
                    `${code(path)}${forcesReplacement ? " (forces replacement)" : ""}`,
            );
        const more = properties.length - changed.length;
        const cells = [...changed, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
        return { rank: "row", text: row([operation, code(type), code(name), cells]) };
    });
    return {
        open: "| Operation | Type | Name | Changed properties |\n| --- | --- | --- | --- |\n",
        items,
    };
}

/** What matters most of the values: who may do what, and what is replicated. */
const grants = /:(BucketPolicy|RolePolicy|Role|BucketReplicationConfig|Key|TopicPolicy)$/;

/** Longer ones are folded. */
const longestOpen = 15;

/** A difference by statement and by rule. */
function valuesBlocks({ operation, type, name, values }: ResourceChange): readonly Block[] {
    const rank = grants.test(type) ? "grant" : "value";
    const items = values.map((value): Item => ({ rank, text: blockOf(lines(value)) }));
    const texts = items.map(({ text }) => text);
    const fence = fenceFor(texts);
    const frame = { open: `${fence}diff\n`, close: `\n${fence}` };
    return texts.join("\n").split("\n").length > longestOpen
        ? [details(`${htmlCode(name)}, ${operation}: ${counted(values.length, "value")}`, items, frame)]
        : [{ items, open: `${code(name)}, ${operation}:\n\n${frame.open}`, close: frame.close }];
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
