import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { identify, isRunning, stopProcess } from "../../sandbox/processes";

function sleeper(script = "setInterval(() => {}, 1000); console.log('up')") {
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const up = new Promise<void>((resolve) =>
        child.stdout.once("data", () => {
            resolve();
        }),
    );
    const pid = child.pid;
    assert.ok(pid !== undefined);
    return { up, pid, kill: () => child.kill("SIGKILL") };
}

describe("processes", () => {
    it("tells a process from another one with the same id", () => {
        const own = identify(process.pid);
        assert.equal(isRunning(own), true);
        assert.equal(isRunning({ ...own, started: `${own.started}0` }), false);
    });

    it("does not know a process that is not there", () => {
        assert.throws(() => identify(2 ** 30), new Error("There is no process 1073741824."));
    });

    it("leaves a process alone that only has the id of the one to stop", async () => {
        const other = sleeper();
        try {
            await other.up;
            await stopProcess({ pid: other.pid, started: "another time" });
            assert.equal(isRunning(identify(other.pid)), true);
        } finally {
            other.kill();
        }
    });

    it("insists where a process does not heed SIGTERM", async () => {
        const stubborn = sleeper(
            "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
        );
        try {
            await stubborn.up;
            const identity = identify(stubborn.pid);
            await stopProcess(identity, 300);
            assert.equal(isRunning(identity), false);
        } finally {
            stubborn.kill();
        }
    });
});
