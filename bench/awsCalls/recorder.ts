import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { runPaths } from "../../sandbox/paths";
import type { Sandbox } from "../../sandbox/sandbox";
import { callName } from "./callName";

export interface AwsCall {
    readonly name: string;
    readonly status: number;
    /** When the request came and when its answer had been given, in milliseconds since the recording began. */
    readonly start: number;
    readonly end: number;
}

/**
 * How long each answer is held back. The emulator answers so fast that of two calls made at once one may be over before
 * the other has its connection, and would look like the first of a chain. With AWS's own distance they overlap.
 */
const distance = 200;

/** A proxy before the emulator, on loopback and with its certificate, which notes every call that passes. */
export interface Recorder {
    /** The environment of a process whose calls are to be noted, from that of one whose calls are not. */
    env(direct: Readonly<Record<string, string>>): Record<string, string>;
    /** What was called since the last time that this was asked. */
    take(): AwsCall[];
    stop(): void;
}

export async function startRecorder(sandbox: Sandbox): Promise<Recorder> {
    const files = runPaths(sandbox.directory);
    const [ca, cert, key] = await Promise.all([
        readFile(files.ca),
        readFile(files.certificate),
        readFile(files.key),
    ]);
    const agent = new Agent({ ca, keepAlive: true });
    let calls: AwsCall[] = [];
    let origin: number | undefined;

    const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
        const began = performance.now();
        origin ??= began;
        const { method = "GET", url = "/", headers } = incoming;
        const body = Buffer.concat(await incoming.toArray());
        const forwarded = request(new URL(url, sandbox.endpoint), { method, headers, agent }).end(body);
        const [answer] = (await once(forwarded, "response")) as [IncomingMessage];
        const content = Buffer.concat(await answer.toArray());
        const status = answer.statusCode ?? 0;
        await sleep(distance);
        calls.push({
            name: callName({ method, url, body: body.toString() }),
            status,
            start: began - origin,
            end: performance.now() - origin,
        });
        outgoing.writeHead(status, answer.rawHeaders).end(content);
    };
    const server = createServer({ cert, key }, (incoming, outgoing) => {
        pass(incoming, outgoing).catch((error: unknown) =>
            outgoing.destroy(error instanceof Error ? error : undefined),
        );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;

    return {
        env: (direct) =>
            Object.fromEntries(
                Object.entries(direct).map(([name, value]) => [
                    name,
                    name.startsWith("AWS_ENDPOINT_URL") ? `https://127.0.0.1:${port}` : value,
                ]),
            ),
        take: () => {
            const taken = calls;
            calls = [];
            origin = undefined;
            return taken.sort((one, other) => one.start - other.start);
        },
        stop: () => {
            server.close();
            server.closeAllConnections();
            agent.destroy();
        },
    };
}
