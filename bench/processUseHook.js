// Loaded by Node before a program (NODE_OPTIONS=--require): writes, as it exits, the peak of its resident memory in KiB
// and the processor time that it took in microseconds. Of all Node processes under the engine only the one that runs the
// Pulumi program does.
"use strict";

const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const file = process.env.BENCH_PROCESS_USE_FILE;

if (file && /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "")) {
    process.on("exit", () => {
        const { user, system } = process.cpuUsage();
        writeFileSync(file, JSON.stringify({ memory: peak(), processor: user + system }));
    });
}

/** A process inherits the ru_maxrss of its parent on Linux, where /proc has the figure of this program alone. */
function peak() {
    const status = "/proc/self/status";
    const line = existsSync(status) ? /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, "utf8")) : undefined;
    return line === undefined || line === null ? process.resourceUsage().maxRSS : Number(line[1]);
}
