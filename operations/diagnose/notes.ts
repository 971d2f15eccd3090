import type { Side } from "../aws/side";
import { permissionLines } from "./read/permissions";

const columns = 118;

/** What follows the options in `--help`. */
export const notes = `
Credentials of a side are those that its flags name, else those of its stack's settings profile and assumeRole, else the
environment's. With credentials of one side alone the rest is diagnosed, and what could not be read is told. To read all of
it they need:
${list("source")}
${list("destination")}
A role named by a flag has to trust whoever calls: the profile's or the environment's identity.

Exit code: 0 it works, 1 it is broken, 2 it is not known whether it works, 3 the diagnosis could not run.
With --key it is the worse of the pair's and the object's: 1 where the object should have arrived and is not there, 2 where
S3 has not replicated it yet, or it is not known whether it arrived. "result" in --json says the same.`;

function list(side: Side): string {
    return [`  ${side}`, ...permissionLines(side).flatMap(wrapped)].join("\n");
}

/** A line for a terminal, broken between words. */
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
