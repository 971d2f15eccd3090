import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { startSandbox, stopSandbox } from "../../../sandbox/sandbox";

/** Starts, or stops, a sandbox that stays, and is killed the moment that its directory holds, or has lost, something. */
const [operation = "", directory = "", state = "", name = "", text = ""] = process.argv.slice(2);

function reached(): boolean {
    const file = path.join(directory, name);
    if (state === "lost") {
        return !existsSync(file);
    }
    return existsSync(file) && (text === "" || readFileSync(file, "utf8").includes(text));
}

function look(): void {
    if (reached()) {
        process.kill(process.pid, "SIGKILL");
    }
    setImmediate(look);
}

look();
void (operation === "start" ? startSandbox({ directory, detached: true }) : stopSandbox(directory));
