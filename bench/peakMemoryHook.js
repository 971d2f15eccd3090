// Loaded by Node before a program (NODE_OPTIONS=--require): writes the peak of its resident memory, in KiB, as it exits.
// Of all Node processes under the engine only the one that runs the Pulumi program does.
"use strict";

const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const file = process.env.BENCH_PEAK_MEMORY_FILE;

if (file && /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "")) {
    process.on("exit", () => writeFileSync(file, String(peak())));
}

/** A process inherits the ru_maxrss of its parent on Linux, where /proc has the figure of this program alone. */
function peak() {
    const status = "/proc/self/status";
    const line = existsSync(status) ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, "utf8")) : undefined;
    return line?.[1] ?? process.resourceUsage().maxRSS;
}
