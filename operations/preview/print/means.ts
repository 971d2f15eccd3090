import type { Diagnostic } from "../diagnostics";
import { grouped } from "../grouped";
import type { JudgedStacks } from "../judge";
import { severities, type Kind } from "../meaning/catalogue";
import type { MeaningFinding } from "../meaning/finding";
import type { Order } from "../meaning/order";
import { code, counted, fenced, htmlCode, prose } from "./text";
import { block, type Block, type Item } from "./within";

/** How many lines of a screen findings, steps and warnings have. What is more is folded. */
const screen = { findings: 20, steps: 8, warnings: 4 };

/** The most of a finding that is not folded. */
const longestMessage = 320;

const titles: Readonly<Record<Kind, string>> = {
    lost: "Lost",
    fails: "Fails",
    skipped: "Skipped, or newly taken",
    wider: "Wider: newly allowed",
    narrower: "Narrower: no longer allowed",
    same: "The same in other words",
    costs: "Costs",
    unknown: "Not known",
};

/** What a deployment means, of one of so many groups of stacks. */
export function meansBlocks(judged: JudgedStacks, groups: number): readonly Block[] {
    const { findings, order } = judged;
    const stacks = judged.stacks.map(({ stack }) => code(stack));
    const heading = `## What it means${groups > 1 ? `: ${stacks.join(", ")}` : ""}`;
    const share = (lines: number) => Math.max(4, Math.floor(lines / groups));
    const first = firstOf(findings, share(screen.findings));
    const rest = findings.filter((finding) => !first.includes(finding));
    const nothing = findings.length === 0 && order.decision === "nothing";
    return [
        block("top", nothing ? `${heading}\n\nNothing: no stack would change.` : heading),
        ...grouped(first, ({ kind }) => kind).map((of) => block("top", kindOf(of))),
        ...folded(rest, first.filter(isCut)),
        ...(nothing ? [] : orderBlocks(order, share(screen.steps))),
        ...saidBlocks(judged, share(screen.warnings)),
        ...requestsBlocks(findings),
    ];
}

/** As many findings as have room, each kind with a title. They come with the most severe first. */
function firstOf(findings: readonly MeaningFinding[], lines: number): readonly MeaningFinding[] {
    const kindsIn = (some: readonly MeaningFinding[]) => new Set(some.map(({ kind }) => kind)).size;
    return findings.filter((_, index) => {
        const upToThis = findings.slice(0, index + 1);
        return index === 0 || upToThis.length + 2 * kindsIn(upToThis) <= lines;
    });
}

/** Findings of one kind. What is severe is set off: https://docs.github.com/en/get-started/writing-on-github */
function kindOf(findings: readonly MeaningFinding[]): string {
    const [first] = findings;
    const lines = [
        ...(first ? [`**${titles[first.kind]}**`, ""] : []),
        ...findings.map((finding) => itemOf(finding, longestMessage)),
    ];
    const severe = findings.some(({ severity }) => severity === "severe");
    return severe
        ? ["[!CAUTION]", ...lines].map((line) => `> ${line}`.trimEnd()).join("\n")
        : lines.join("\n");
}

function itemOf({ id, severity, stack, message }: MeaningFinding, most?: number): string {
    const mark = severity === "severe" ? "**severe**" : severity;
    const from = stack === undefined ? "" : ` of ${code(stack)}`;
    return `- ${mark} ${code(id)}${from}: ${prose(most === undefined ? message : beginning(message, most))}`;
}

function isCut({ message }: MeaningFinding): boolean {
    return message.length > longestMessage;
}

/** The words that there is room for. */
function beginning(text: string, most: number): string {
    return text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")} …` : text;
}

/** The findings that have no room, and those that have not in full. */
function folded(rest: readonly MeaningFinding[], cut: readonly MeaningFinding[]): readonly Block[] {
    const items = [...rest, ...cut].map((finding): Item => ({ rank: "finding", text: itemOf(finding) }));
    const counts = severities.flatMap((severity) => {
        const count = rest.filter((finding) => finding.severity === severity).length;
        return count === 0 ? [] : [`${count} ${severity}`];
    });
    const title = [
        ...(rest.length > 0 ? [`${counted(rest.length, "more finding")} (${counts.join(", ")})`] : []),
        ...(cut.length > 0 ? [`${counted(cut.length, "finding")} in full`] : []),
    ].join(", and ");
    return items.length === 0 ? [] : [details(title, items)];
}

export function details(
    title: string,
    items: readonly Item[],
    within: Pick<Block, "open" | "close"> = {},
): Block {
    return {
        open: `<details><summary>${title}</summary>\n\n${within.open ?? ""}`,
        items,
        close: `${within.close ?? ""}\n\n</details>`,
    };
}

/** What to do, one after the other. What is no command is told as a comment of the shell is. */
function orderBlocks({ decision, steps, why }: Order, most: number): readonly Block[] {
    const told = steps.map((step, index) => {
        const byHand = /^#\s*(.*)$/s.exec(step)?.[1];
        return `${index + 1}. ${byHand === undefined ? code(step) : prose(byHand, longestMessage * 2)}`;
    });
    const title = decision === "pause" ? "**Order: none is safe.**" : "**Order.**";
    const rest = told.slice(most).map((text): Item => ({ rank: "finding", text }));
    return [
        block(
            "top",
            [`${title} ${prose(why)}`, ...(told.length > 0 ? [""] : []), ...told.slice(0, most)].join("\n"),
        ),
        ...(rest.length > 0 ? [details(counted(rest.length, "more step"), rest)] : []),
    ];
}

/** What the programs say: warnings first, of every stack. */
function saidBlocks({ stacks }: JudgedStacks, most: number): readonly Block[] {
    const all = stacks.flatMap(({ stack, diagnostics }) => diagnostics.map((one) => ({ stack, ...one })));
    const inOrder = [
        ...all.filter(({ severity }) => severity === "warning"),
        ...all.filter(({ severity }) => severity === "info"),
    ];
    const isShort = ({ message }: Diagnostic) => !message.includes("\n") && message.length <= longestMessage;
    const open = inOrder.filter(isShort).slice(0, most);
    const rest = inOrder.filter((one) => !open.includes(one));
    return [
        ...(open.length > 0 ? [{ open: "**The programs say**\n\n", items: open.map(saidItem) }] : []),
        ...(rest.length > 0
            ? [
                  details(
                      `${open.length > 0 ? "More that the programs say" : "What the programs say"}: ${countsOf(rest)}`,
                      rest.map(saidItem),
                  ),
              ]
            : []),
    ];
}

/** As `2 warnings, 1 notice`. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
    const counts = [
        ["warning", diagnostics.filter(({ severity }) => severity === "warning").length],
        ["notice", diagnostics.filter(({ severity }) => severity === "info").length],
    ] as const;
    return counts
        .filter(([, count]) => count > 0)
        .map(([what, count]) => counted(count, what))
        .join(", ");
}

/** An item of a list. A message of several lines is a block of its own in it. */
function saidItem({ stack, severity, id, resource, message }: Diagnostic & { readonly stack: string }): Item {
    const title = [
        `**${severity === "warning" ? "Warning" : "Notice"}**`,
        ...(id === undefined ? [] : [code(id)]),
        `of ${resource === undefined ? "" : `${code(resource)} in `}${code(stack)}`,
    ].join(" ");
    return {
        rank: "warning",
        text: message.includes("\n")
            ? `- ${title}:\n${fenced("text", message).replace(/^/gm, "  ")}`
            : `- ${title}: ${prose(message)}`,
    };
}

/** Who may newly do what, or no longer: a table for each finding that has requests. */
function requestsBlocks(findings: readonly MeaningFinding[]): readonly Block[] {
    return findings.flatMap(({ id, where, requests = [] }) =>
        requests.length === 0
            ? []
            : [
                  details(
                      `${htmlCode(id)}, ${htmlCode(where)}: who, and what`,
                      requests.map(({ by, actions, on, with: circumstance = {} }): Item => {
                          const given = Object.entries(circumstance).map(
                              ([key, value]) => `${key}: ${value}`,
                          );
                          return {
                              rank: "request",
                              text: row([prose(by), codes(actions), codes(on), codes(given)]),
                          };
                      }),
                      { open: "| By | Actions | On | With |\n| --- | --- | --- | --- |\n" },
                  ),
              ],
    );
}

/** Beyond so many of a cell only how many more there are is told. */
const mostInCell = 20;

function codes(texts: readonly string[]): string {
    const more = texts.length > mostInCell ? [`and ${texts.length - mostInCell} more`] : [];
    return [...texts.slice(0, mostInCell).map(code), ...more].join(", ");
}

/** A bar ends a cell, in code too. */
export function row(cells: readonly string[]): string {
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
