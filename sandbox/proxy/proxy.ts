import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request } from "node:https";
import { runPaths } from "../paths";
import type { Sandbox } from "../sandbox";
import { callName } from "./callName";

/** What the emulator, or whoever stands in for it, answers. */
export interface Answer {
    readonly status: number;
    /** Names and values by turns. */
    readonly headers: readonly string[];
    readonly content: Buffer;
}

/** A call on its way to the emulator. Whoever handles it passes it on or not, and answers it in one way or another. */
export interface PassingCall {
    /** As the API names it: `PutObject`. */
    readonly name: string;
    readonly method: string;
    /** Path and query. */
    readonly url: string;
    readonly body: string;
    /** Whose it is: the access key that signed it, which is an account's id here. */
    readonly account: string | undefined;
    /** The region that it was signed for. */
    readonly region: string | undefined;
    /** Whether its service speaks JSON, and no XML. */
    readonly isJson: boolean;
    /** Has the emulator do it. */
    pass(): Promise<Answer>;
    answer(answer: Answer): void;
    /** Announces the whole answer, sends its first half and breaks the connection. */
    cutShort(answer: Answer): void;
    /** Breaks the connection without an answer. */
    reset(): void;
    /** Resolves once the caller has gone: nothing that is answered arrives from then on. */
    readonly abandoned: Promise<void>;
}

/** A proxy before the emulator, on loopback and with its certificate. */
export interface Proxy {
    /** `https://127.0.0.1:<port>`. */
    readonly endpoint: string;
    /** The environment of a process whose calls are to come this way, from that of one whose calls do not. */
    env(direct: Readonly<Record<string, string>>): Record<string, string>;
    stop(): void;
}

export async function startProxy(
    sandbox: Sandbox,
    handle: (call: PassingCall) => Promise<void>,
): Promise<Proxy> {
    const files = runPaths(sandbox.directory);
    const [ca, cert, key] = await Promise.all([
        readFile(files.ca),
        readFile(files.certificate),
        readFile(files.key),
    ]);
    const agent = new Agent({ ca, keepAlive: true });

    const pass = async ({ method, url = "/", headers }: IncomingMessage, body: Buffer): Promise<Answer> => {
        // Who waits to be told to go on has been told so here.
        const { expect: _, ...others } = headers;
        const passed = request(new URL(url, sandbox.endpoint), { method, headers: others, agent }).end(body);
        const [answer] = (await once(passed, "response")) as [IncomingMessage];
        const content = Buffer.concat(await answer.toArray());
        return { status: answer.statusCode ?? 0, headers: answer.rawHeaders, content };
    };
    const server = createServer({ cert, key }, (incoming, outgoing) => {
        callOf(incoming, outgoing, pass)
            .then(handle)
            .catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const endpoint = `https://127.0.0.1:${typeof address === "object" ? address?.port : undefined}`;

    return {
        endpoint,
        env: (direct) =>
            Object.fromEntries(
                Object.entries(direct).map(([name, value]) => [
                    name,
                    name.startsWith("AWS_ENDPOINT_URL") ? endpoint : value,
                ]),
            ),
        stop: () => {
            server.close();
            server.closeAllConnections();
            agent.destroy();
        },
    };
}

async function callOf(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    pass: (incoming: IncomingMessage, body: Buffer) => Promise<Answer>,
): Promise<PassingCall> {
    const { method = "GET", url = "/", headers } = incoming;
    const abandoned = new Promise<void>((resolve) => outgoing.once("close", resolve));
    const bytes = Buffer.concat(await incoming.toArray());
    const body = bytes.toString();
    const header = headers["x-amz-target"];
    const target = typeof header === "string" ? header : undefined;
    const [, account, region] = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
    return {
        name: callName({ method, url, body, target }),
        isJson: target !== undefined,
        method,
        url,
        body,
        account,
        region,
        abandoned,
        pass: () => pass(incoming, bytes),
        answer: ({ status, headers: names, content }) => {
            outgoing.writeHead(status, [...names]).end(content);
        },
        cutShort: ({ status, headers: names, content }) => {
            outgoing.writeHead(status, [...names]);
            outgoing.write(content.subarray(0, Math.floor(content.length / 2)), () => outgoing.destroy());
        },
        reset: () => {
            outgoing.destroy();
        },
    };
}
