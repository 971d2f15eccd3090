import { charactersIn } from "./text";

/** What of a comment may be left out, by how much it matters: the last of these goes first. */
const ranks = ["top", "error", "warning", "finding", "row", "request", "grant", "value"] as const;
type Rank = (typeof ranks)[number];

/** A part of a comment that is there as a whole or not at all. */
export interface Item {
    readonly rank: Rank;
    readonly text: string;
}

/** Items one below the other, between a beginning and an end that are there if one of them is. */
export interface Block {
    readonly open?: string;
    readonly items: readonly Item[];
    readonly close?: string;
}

/** A block of one item. */
export function block(rank: Rank, text: string): Block {
    return { items: [{ rank, text }] };
}

/** How a note calls what it says is left out. */
const names: Readonly<Record<Rank, string>> = {
    top: "of the first lines",
    error: "of the errors",
    warning: "of the messages",
    finding: "of the findings",
    row: "rows of tables",
    request: "rows of requests",
    grant: "values of policies, roles and rules",
    value: "other values",
};

/** How much of a comment each may take as long as others have no room. */
const share = 0.25;

/**
 * The blocks in as many characters as there may be. What matters least is left out, which a note says after as many blocks.
 */
export function within(blocks: readonly Block[], most: number, noteAfter: number): string {
    const items = blocks
        .flatMap((of) => of.items.map((item) => ({ item, of })))
        .toSorted((one, other) => ranks.indexOf(one.item.rank) - ranks.indexOf(other.item.rank));
    const open = new Set<Block>();
    const kept = new Set<Item>();
    const used = new Map<Rank, number>();
    let left = most - longestNote;
    const keep = (ofEach: number) => {
        for (const { item, of } of items.filter((each) => !kept.has(each.item))) {
            const frame = open.has(of) ? 0 : charactersIn(`${of.open ?? ""}${of.close ?? ""}`) + 2;
            const needed = frame + charactersIn(item.text) + 1;
            const ofRank = (used.get(item.rank) ?? 0) + needed;
            if (needed <= left && (item.rank === "top" || ofRank <= ofEach)) {
                left -= needed;
                used.set(item.rank, ofRank);
                open.add(of);
                kept.add(item);
            }
        }
    };
    keep(most * share);
    keep(most);
    const shown = (some: readonly Block[]) =>
        some
            .filter((each) => open.has(each))
            .map(({ open: begin = "", items: of, close = "" }) => {
                const texts = of.filter((item) => kept.has(item)).map(({ text }) => text);
                return `${begin}${texts.join("\n")}${close}`;
            });
    const missing = items.flatMap(({ item }) => (kept.has(item) ? [] : item.rank));
    return `${[
        ...shown(blocks.slice(0, noteAfter)),
        ...(missing.length > 0 ? [noteOf(missing)] : []),
        ...shown(blocks.slice(noteAfter)),
    ].join("\n\n")}\n`;
}

const longestNote = 600;

function noteOf(missing: readonly Rank[]): string {
    const counts = ranks.flatMap((rank) => {
        const count = missing.filter((one) => one === rank).length;
        return count === 0 ? [] : [`${count} ${names[rank]}`];
    });
    return `**Left out, for a comment has a limit:** ${counts.join(", ")}. \`--json\` has all.`;
}
