import { createInterface } from "node:readline/promises";
import { visible } from "../visible";

/** Where somebody is asked, and answers. */
interface Terminal {
    readonly input: NodeJS.ReadableStream;
    readonly output: NodeJS.WritableStream;
}

/** Asks on a terminal. No is what anything but a yes means, the end of the input (Ctrl-D) included. */
export async function ask(
    question: string,
    { input, output }: Terminal,
    signal: AbortSignal,
): Promise<boolean> {
    // Without a mode of its own, so that Ctrl-C comes as a signal, as everywhere else.
    const lines = createInterface({ input, output, terminal: false });
    // Where the input ends, no answer ever comes to a question.
    const ended = new Promise<string>((resolve) => {
        lines.once("close", () => {
            resolve("");
        });
    });
    try {
        const answer = await Promise.race([lines.question(`${visible(question)} [y/N] `, { signal }), ended]);
        return /^y(es)?$/i.test(answer.trim());
    } finally {
        lines.close();
    }
}
