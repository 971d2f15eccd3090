import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { get } from "node:https";
import { connect } from "node:net";
import * as path from "node:path";
import { startEmulator, type Emulator } from "../../sandbox/emulator/emulator";
import { findPython } from "../../sandbox/python";
import { identify, isRunning, type ProcessIdentity } from "../../sandbox/processes";
import { temporaryFolder, writeExecutable } from "./support/folders";
import { becomesTrue } from "./support/waiting";

function request(url: string, ca?: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
        get(url, { ca, agent: false }, (response) => {
            let body = "";
            response.on("data", (data: Buffer) => (body += data.toString()));
            response.on("end", () => {
                resolve({ status: response.statusCode ?? 0, body });
            });
        }).on("error", reject);
    });
}

function connectionTo(host: string, port: number): Promise<string> {
    return new Promise((resolve) => {
        const socket = connect({ host, port });
        socket.on("connect", () => {
            socket.destroy();
            resolve("connected");
        });
        socket.on("error", (error: NodeJS.ErrnoException) => {
            resolve(error.code ?? error.message);
        });
    });
}

/** Addresses and ports, as /proc/net/tcp has them, on which a process listens. */
function listeners(pid: number): string[] {
    const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    return ["tcp", "tcp6"].flatMap((table) =>
        readFileSync(`/proc/${pid}/net/${table}`, "utf8")
            .split("\n")
            .map((line) => line.trim().split(/\s+/))
            .filter((fields) => fields[3] === "0A" && sockets.includes(`socket:[${fields[9]}]`))
            .map((fields) => fields[1] ?? ""),
    );
}

describe("the emulator", function () {
    this.timeout(60_000);
    const folder = temporaryFolder();
    const started: Emulator[] = [];

    async function start(name = "one"): Promise<Emulator> {
        const emulator = await startEmulator({ directory: path.join(folder(), name) });
        started.push(emulator);
        return emulator;
    }

    afterEach(async () => {
        await Promise.all(started.splice(0).map((emulator) => emulator.stop()));
    });

    it("listens on 127.0.0.1, on one port and on nothing else", async () => {
        const { endpoint, pid } = await start();
        const port = Number(new URL(endpoint).port);
        assert.equal(endpoint, `https://127.0.0.1:${port}`);
        assert.equal(await connectionTo("127.0.0.1", port), "connected");
        assert.notEqual(await connectionTo("127.0.0.2", port), "connected");
        if (existsSync("/proc/self/net/tcp")) {
            const hexadecimal = port.toString(16).toUpperCase().padStart(4, "0");
            assert.deepEqual(listeners(pid), [`0100007F:${hexadecimal}`]);
        }
    });

    it("is trusted by its own authority alone, by address and by name", async () => {
        const { endpoint, caFile } = await start();
        const ca = await readFile(caFile, "utf8");
        assert.equal((await request(`${endpoint}/_ministack/ready`, ca)).status, 200);
        const byName = endpoint.replace("127.0.0.1", "localhost");
        assert.equal((await request(`${byName}/_ministack/ready`, ca)).status, 200);
        await assert.rejects(request(`${endpoint}/_ministack/ready`), {
            code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        });
    });

    it("runs twice side by side, each with a port and an authority of its own", async () => {
        const [one, two] = await Promise.all([start("one"), start("two")]);
        assert.notEqual(one.endpoint, two.endpoint);
        const ofOne = await readFile(one.caFile, "utf8");
        assert.equal((await request(`${one.endpoint}/_ministack/ready`, ofOne)).status, 200);
        await assert.rejects(request(`${two.endpoint}/_ministack/ready`, ofOne));
        assert.equal(
            (await request(`${two.endpoint}/_ministack/ready`, await readFile(two.caFile, "utf8"))).status,
            200,
        );
    });

    it("leaves no process when it is stopped, and can be stopped again", async () => {
        const emulator = await start();
        assert.equal(isRunning(emulator.identity), true);
        await emulator.stop();
        assert.equal(isRunning(emulator.identity), false);
        await emulator.stop();
    });

    const endings: { title: string; ending: string; signal?: NodeJS.Signals }[] = [
        { title: "is killed", ending: "wait", signal: "SIGKILL" },
        { title: "is interrupted", ending: "wait", signal: "SIGINT" },
        { title: "is terminated", ending: "wait", signal: "SIGTERM" },
        { title: "throws", ending: "throw" },
        { title: "ends", ending: "end" },
    ];
    for (const { title, ending, signal } of endings) {
        it(`ends with the process that started it when that ${title}`, async () => {
            const identity = await holdEmulator(folder(), ending, signal);
            assert.equal(await becomesTrue(() => !isRunning(identity)), true);
        });
    }

    it("goes on without the process that started it when it is detached", async () => {
        const identity = await holdEmulator(folder(), "detached");
        try {
            assert.deepEqual(identify(identity.pid), identity);
        } finally {
            process.kill(identity.pid, "SIGTERM");
        }
        assert.equal(await becomesTrue(() => !isRunning(identity)), true);
    });
});

/** Starts an emulator in another process, ends that process, and says which emulator it was. */
async function holdEmulator(
    directory: string,
    ending: string,
    signal?: NodeJS.Signals,
): Promise<ProcessIdentity> {
    const script = path.join(__dirname, "support", "holdEmulator.ts");
    const holder = spawn(
        process.execPath,
        ["-r", "ts-node/register/transpile-only", script, directory, ending],
        {
            stdio: ["ignore", "pipe", "ignore"],
        },
    );
    const closed = new Promise<void>((resolve) =>
        holder.once("close", () => {
            resolve();
        }),
    );
    const line = await new Promise<string>((resolve, reject) => {
        holder.stdout.once("data", (data: Buffer) => {
            resolve(data.toString());
        });
        holder.once("exit", (code) => {
            reject(new Error(`The holder ended with ${code} and said nothing.`));
        });
    });
    if (signal) {
        holder.kill(signal);
    }
    await closed;
    const { pid, started } = JSON.parse(line) as ProcessIdentity;
    return { pid, started };
}

describe("the emulator's Python", () => {
    const folder = temporaryFolder();

    it("is the first on PATH that is new enough and has venv and ensurepip", async () => {
        await writeExecutable(path.join(folder(), "python3"), "echo 3 9");
        await writeExecutable(path.join(folder(), "python3.13"), "echo 3 13 ensurepip");
        await writeExecutable(path.join(folder(), "python3.12"), "echo 3 12");
        assert.equal(await findPython("MiniStack", folder()), "python3.12");
    });

    it("says what there is and what to install where none will do", async () => {
        await writeExecutable(path.join(folder(), "python3"), "echo 3 9");
        await writeExecutable(path.join(folder(), "python3.13"), "echo 3 13 venv ensurepip");
        await assert.rejects(findPython("MiniStack", folder()), {
            message:
                "Python 3.10 or newer with its venv module is needed for MiniStack. Found on PATH: python3 is Python 3.9; " +
                "python3.13 (Python 3.13) has no venv and ensurepip: install python3.13-venv. " +
                "Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python3) and try again.",
        });
    });

    it("says so where there is none", async () => {
        await assert.rejects(findPython("MiniStack", folder()), /Found on PATH: no python3\. Install it/);
    });
});
