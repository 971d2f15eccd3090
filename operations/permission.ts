import type { Side } from "./aws/side";

/** An action that the credentials of a side need for a command. */
export interface Permission<On extends string = string> {
    readonly action: string;
    /** What it is done on. */
    readonly on: On;
    /** The option that it is needed for; absent where the command needs it in any case. */
    readonly option?: string;
}

/** The permissions of a side in words, for a help text: a line for what they are on, broken between words. */
export function permissionLines(side: Side, permissions: readonly Permission[]): string {
    const groups = new Map<string, string[]>();
    for (const { action, on, option } of permissions) {
        const title = option === undefined ? `on ${on}` : `for ${option}, on ${on}`;
        groups.set(title, [...(groups.get(title) ?? []), action]);
    }
    const lines = [...groups].flatMap(([title, actions]) => wrapped(`${title}: ${actions.join(", ")}`));
    return [`  ${side}`, ...lines].join("\n");
}

const columns = 118;

/** A line of a list in a help text, broken between words. */
function wrapped(line: string): readonly string[] {
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
