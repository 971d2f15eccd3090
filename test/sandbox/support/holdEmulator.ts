import { startEmulator } from "../../../sandbox/emulator/emulator";

/** A process of its own that starts an emulator, says which, and then waits to be killed. */
async function main(directory: string, ending: string): Promise<void> {
    const emulator = await startEmulator({ directory });
    if (ending === "detached") {
        await emulator.detach();
    }
    console.log(JSON.stringify(emulator.identity));
    if (ending === "throw") {
        throw new Error("as asked");
    }
    if (ending === "wait") {
        setInterval(() => undefined, 1000);
    }
}

void main(process.argv[2] ?? "", process.argv[3] ?? "");
