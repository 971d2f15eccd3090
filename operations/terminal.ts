import { ListrLogger, ProcessOutput } from "listr2";

/** Options of a task list whose progress goes to stderr, so that stdout has the result alone. */
export function progressOnStderr() {
    return {
        fallbackRendererCondition: () => !process.stderr.isTTY,
        rendererOptions: { logger: stderrLogger() },
        fallbackRendererOptions: { logger: stderrLogger() },
    };
}

function stderrLogger(): ListrLogger {
    return new ListrLogger({
        useIcons: true,
        toStderr: [],
        processOutput: new ProcessOutput(process.stderr, process.stderr),
    });
}
