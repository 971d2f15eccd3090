import * as assert from "node:assert/strict";

/** An element of a page, with the text in it: a line for each piece. */
export interface ParsedElement {
    readonly tag: string;
    readonly attributes: Readonly<Record<string, string>>;
    text: string;
}

const withoutEnd = new Set(["meta", "link"]);

const entities: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
};

/** The elements of a page in their order. What does not end where it should is a failure. */
export function parsed(page: string): readonly ParsedElement[] {
    const all: ParsedElement[] = [];
    const open: ParsedElement[] = [];
    for (const [piece, end = "", tag = "", attributes = ""] of page.matchAll(
        /<(\/?)([a-z0-9]+)((?:\s+[\w-]+="[^"<>]*")*)\s*\/?>|<!doctype html>|[^<]+/gi,
    )) {
        if (tag === "") {
            addText(open, piece);
        } else if (end === "/") {
            assert.equal(open.pop()?.tag, tag);
        } else {
            const element = { tag, attributes: attributesOf(attributes), text: "" };
            all.push(element);
            if (!withoutEnd.has(tag) && !piece.endsWith("/>")) {
                open.push(element);
            }
        }
    }
    assert.deepEqual(open, []);
    return all;
}

/** The texts of the elements of a kind, and of a class. */
export function textsOf(
    elements: readonly ParsedElement[],
    tag: string,
    cssClass?: string,
): readonly string[] {
    return elements
        .filter((each) => each.tag === tag && (cssClass === undefined || each.attributes.class === cssClass))
        .map(({ text }) => text);
}

function addText(open: readonly ParsedElement[], piece: string): void {
    const text = piece.trim().replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? "");
    if (text !== "") {
        for (const element of open) {
            element.text += element.text === "" ? text : `\n${text}`;
        }
    }
}

function attributesOf(text: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
        [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
    );
}
