/**
 * Characters that are not seen, or that change how those after them are seen: controls, those that turn the direction of
 * writing, those without width, ends of lines and halves of characters.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A text from elsewhere, in one line: what cannot be seen is written out, as `\u202e`. */
export function visible(text: string): string {
    return text.replace(unseen, (character) =>
        Array.from({ length: character.length }, (_, index) => escaped(character.charCodeAt(index))).join(""),
    );
}

/** The same for a message of several lines. */
export function visibleLines(text: string): string {
    return text.split("\n").map(visible).join("\n");
}

function escaped(unit: number): string {
    return `\\u${unit.toString(16).padStart(4, "0")}`;
}
