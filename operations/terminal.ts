import { ListrLogger, ProcessOutput } from "listr2";

/** Options of a task list whose progress goes to stderr, so that stdout has the result alone. */
export function progressOnStderr() {
    return {
        fallbackRendererCondition: () => !process.stderr.isTTY,
        rendererOptions: { logger: stderrLogger() },
        fallbackRendererOptions: { logger: stderrLogger() },
    };
}

/** Prints the result and ends the process, also where a call that was given up still holds a connection. */
export function end(output: NodeJS.WriteStream, text: string, exitCode: number): void {
    output.write(`${text}\n`, () => {
        process.exit(exitCode);
    });
}

function stderrLogger(): ListrLogger {
    return new ListrLogger({
        useIcons: true,
        toStderr: [],
        processOutput: new ProcessOutput(process.stderr, process.stderr),
    });
}
