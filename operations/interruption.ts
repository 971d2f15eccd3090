/** npm hands on the Ctrl-C that the terminal has sent to the process already: one key, two signals. */
const onePressMilliseconds = 500;

/**
 * A signal that is set at the first Ctrl-C, or request to end, so that what was begun can be tidied; a later one ends the
 * process, with the exit code given. The message is printed at once; without one, who heeds the signal says something.
 */
export function onInterruption(message?: string, exitCode = 1): AbortSignal {
    const interruption = new AbortController();
    let first: number | undefined;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => {
            if (first === undefined) {
                first = performance.now();
                process.stderr.write(message === undefined ? "" : `${message}\n`);
                interruption.abort(new Error("interrupted"));
            } else if (performance.now() - first > onePressMilliseconds) {
                process.exit(exitCode);
            }
        });
    }
    return interruption.signal;
}
