import { fstatSync } from "node:fs";

/**
 * Calls `stop` when the engine that started this process is gone: its end of the standard input closes, or the
 * process gets another parent. The engine stops its plug-ins itself; this is for when it was killed.
 */
export function whenEngineIsGone(stop: () => void): void {
    // A terminal or an empty file is nobody's other end: whoever attaches by hand has the process to himself.
    const input = fstatSync(0);
    if (input.isFIFO() || input.isSocket()) {
        process.stdin.once("end", stop).once("close", stop).once("error", stop).resume();
    }
    const parent = process.ppid;
    setInterval(() => {
        if (process.ppid !== parent) {
            stop();
        }
    }, 1000).unref();
}
