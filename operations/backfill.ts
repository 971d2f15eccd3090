import { ask } from "./backfill/ask";
import { parseCommandLine, type BackfillOptions } from "./backfill/commandLine";
import { couldNotRun, exitCodes } from "./backfill/exitCodes";
import type { Backfill, FailedBackfill } from "./backfill/outcome";
import { planned, textOf } from "./backfill/print/text";
import { runBackfill } from "./backfill/run";
import type { Talk } from "./backfill/talk";
import { withProgress } from "./diagnose/progress";
import { openStacks } from "./diagnose/read/openStacks";
import { onInterruption } from "./interruption";
import { messageOf } from "./operationError";
import { end } from "./terminal";
import { visible, visibleJson, visibleLines } from "./visible";

/** `npm run backfill`: replicates what live replication has left. */
function main(options: BackfillOptions, signal: AbortSignal): Promise<Backfill> {
    const isThere = process.stdin.isTTY && process.stderr.isTTY;
    const talk: Talk = {
        withProgress: (title, run) => withProgress({ title, run }),
        say: (text) => process.stderr.write(`${visible(text)}\n`),
        showPlan: (backfill) => {
            // The document has it.
            if (!options.json || isThere) {
                process.stderr.write(`\n${planned(backfill)}\n\n`);
            }
        },
        ...(isThere && {
            ask: (question: string) =>
                ask(question, { input: process.stdin, output: process.stderr }, signal),
        }),
        everyLook: process.stderr.isTTY,
    };
    const stacks = () => openStacks(options.projectDirectory);
    return runBackfill({ ...options, openStacks: stacks, signal }, talk);
}

function inJson(backfill: Backfill | FailedBackfill): string {
    return visibleJson(JSON.stringify(backfill, undefined, 2));
}

const options = parseCommandLine(process.argv.slice(2));
const signal = onInterruption(undefined, exitCodes.unknown);
main(options, signal)
    .then((backfill) => {
        const text = options.json ? inJson(backfill) : textOf(backfill, process.stdout.columns);
        end(process.stdout, text, exitCodes[backfill.result]);
    })
    .catch((error: unknown) => {
        const message = signal.aborted ? "Interrupted: nothing was started." : messageOf(error);
        if (options.json) {
            end(process.stdout, inJson({ result: "unknown", error: message }), couldNotRun);
        } else {
            end(process.stderr, visibleLines(message), couldNotRun);
        }
    });
