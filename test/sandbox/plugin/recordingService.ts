import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";

export interface Recorded {
    /** `POST /v1/pipes/events`, or the operation where a service has but one address. */
    readonly call: string;
    readonly body: unknown;
}

export interface Answer {
    /** The code of an error. */
    readonly error?: string;
    readonly body?: object;
}

/** In the place of a service of AWS: keeps what it is sent, and answers as the test says. */
export class RecordingService {
    readonly requests: Recorded[] = [];
    readonly #server: Server;

    constructor(answer: (request: Recorded) => Answer) {
        this.#server = createServer((request, response) => {
            void recorded(request).then((call) => {
                this.requests.push(call);
                const { error, body = {} } = answer(call);
                const failed = error !== undefined && { "x-amzn-errortype": error };
                response.writeHead(failed ? 400 : 200, { "content-type": "application/json", ...failed });
                response.end(JSON.stringify(body));
            });
        });
    }

    /** Answers its address. */
    async start(): Promise<string> {
        this.#server.listen(0, "127.0.0.1");
        await once(this.#server, "listening");
        const address = this.#server.address();
        assert.ok(typeof address === "object" && address !== null);
        return `http://127.0.0.1:${address.port}`;
    }

    stop(): void {
        this.#server.closeAllConnections();
        this.#server.close();
    }

    calls(): string[] {
        return this.requests.map(({ call }) => call);
    }

    /** The bodies that came with a call. */
    bodies(call: string): unknown[] {
        return this.requests.filter((request) => request.call === call).map(({ body }) => body);
    }
}

async function recorded(request: IncomingMessage): Promise<Recorded> {
    const target = request.headers["x-amz-target"];
    const call = typeof target === "string" ? target : `${request.method} ${request.url}`;
    const body = await text(request);
    return { call, body: body === "" ? undefined : JSON.parse(body) };
}
