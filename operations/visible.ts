/*
 * Characters that a terminal or a browser obeys instead of showing: control characters, those that change the direction of
 * what follows, those without width, other ends of a line, and halves of characters. They are shown by their numbers.
 * components/validation/visible.ts does so for the program, of which the commands import nothing: docs/architecture.md.
 */

const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** A text of one line: `a\u{202e}b`. */
export function visible(text: string): string {
    return text.replace(obeyed, byNumber);
}

/** A text of several lines, which may be indented. */
export function visibleLines(text: string): string {
    return text.replaceAll("\r\n", "\n").replace(obeyed, (one) => (/[\n\t]/.test(one) ? one : byNumber(one)));
}

/** JSON that means the same, with these characters written as JSON can have them. */
export function visibleJson(json: string): string {
    return json.replace(obeyed, (one) =>
        one === "\n"
            ? one
            : [...Array(one.length).keys()]
                  .map((index) => `\\u${one.charCodeAt(index).toString(16).padStart(4, "0")}`)
                  .join(""),
    );
}

function byNumber(character: string): string {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
