/** Breaks what is longer than a line and has no space to break at, as a key or an ARN. */
export function breakable(text: string, width: number): string {
    return text.replaceAll(new RegExp(`\\S{${width}}(?=\\S)`, "gu"), "$&\n");
}
