/** One character, or a wildcard: any one, or any number of any. */
export type Piece = string | typeof one | typeof any;
const one: unique symbol = Symbol("?");
const any: unique symbol = Symbol("*");
export const wildcard: { readonly one: typeof one; readonly any: typeof any } = { one, any };

/** Whether some pieces take a text whole. */
export type Glob = (text: string) => boolean;

/** Makes ready for many texts. However many wildcards there are, none is tried at a place twice. */
export function globOf(pieces: readonly Piece[]): Glob {
    const literals = literalsBetween(pieces);
    if (literals === undefined) {
        return (text) => globOne(pieces, Array.from(text));
    }
    const [head = "", ...others] = literals;
    const tail = others.pop();
    if (tail === undefined) {
        return (text) => text === head;
    }
    return (text) => {
        const end = text.length - tail.length;
        let at = head.length;
        if (end < at || !text.startsWith(head) || !text.endsWith(tail)) {
            return false;
        }
        for (const literal of others) {
            const found = text.indexOf(literal, at);
            if (found < 0) {
                return false;
            }
            at = found + literal.length;
        }
        return at <= end;
    };
}

/** The texts before, between and after each `*`; none where characters have to be counted one by one. */
function literalsBetween(pieces: readonly Piece[]): readonly string[] | undefined {
    const literals = [""];
    for (const piece of pieces) {
        if (piece === any) {
            literals.push("");
        } else if (piece === one || /\p{Surrogate}/u.test(piece)) {
            return undefined;
        } else {
            literals.push(`${literals.pop() ?? ""}${piece}`);
        }
    }
    return literals;
}

/** Goes back to the last `*` alone, so that many of them cost no more than length times length. */
function globOne(pieces: readonly Piece[], text: readonly string[]): boolean {
    let piece = 0;
    let at = 0;
    let star = -1;
    let resume = 0;
    while (at < text.length) {
        if (pieces[piece] === any) {
            star = piece;
            resume = at;
            piece += 1;
        } else if (piece < pieces.length && (pieces[piece] === one || pieces[piece] === text[at])) {
            piece += 1;
            at += 1;
        } else if (star >= 0) {
            resume += 1;
            piece = star + 1;
            at = resume;
        } else {
            return false;
        }
    }
    return pieces.slice(piece).every((rest) => rest === any);
}
