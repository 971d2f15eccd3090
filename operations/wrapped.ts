const columns = 118;

/** A line of a list in a help text, broken between words. */
export function wrapped(line: string): readonly string[] {
    const lines: string[] = [];
    let current = "   ";
    for (const word of line.split(" ")) {
        if (current.length + 1 + word.length > columns) {
            lines.push(current);
            current = "     ";
        }
        current = `${current} ${word}`;
    }
    return [...lines, current];
}
