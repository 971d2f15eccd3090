import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { callName } from "../../../../../sandbox/proxy/callName";
import type { Side } from "../../../../../operations/aws/side";

/** Leaves the request without an answer. */
export const nothing = { nothing: true } as const;

/** What the server answers: a good answer, one of AWS's errors, or nothing at all. */
export type Answer =
    string | { readonly json: unknown } | { readonly status: number; readonly code: string } | typeof nothing;

/** Answers by the operation, or by the side and the operation. Several are given one after the other, the last for good. */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

const regions: Readonly<Record<string, Side>> = { "ap-northeast-1": "destination" };

/** A server that answers for all services of AWS, and writes down what it was asked. */
export class FakeAws {
    readonly asked: string[] = [];
    answers: Record<string, Answer | readonly Answer[]> = {};
    /** How many requests were without an answer at once. */
    mostAtOnce = 0;
    /** How long an answer takes. */
    milliseconds = 0;
    endpoint = "";
    private atOnce = 0;
    private server: Server | undefined;

    async start(): Promise<void> {
        this.server = createServer((request, response) => {
            this.atOnce += 1;
            this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
            void request.toArray().then((chunks) => {
                const operation = operationOf(request, Buffer.concat(chunks).toString());
                const answer = this.answerTo(sideOf(request), operation);
                setTimeout(() => {
                    this.atOnce -= 1;
                    if (!isNothing(answer)) {
                        const { status, body } = written(request, answer);
                        response.writeHead(status, {
                            "content-type": body.startsWith("{") ? "application/x-amz-json-1.0" : "text/xml",
                            "x-amz-bucket-region":
                                sideOf(request) === "source" ? "ap-northeast-2" : "ap-northeast-1",
                        });
                        response.end(request.method === "HEAD" ? undefined : body);
                    }
                }, this.milliseconds);
            });
        }).listen(0, "127.0.0.1");
        await once(this.server, "listening");
        const address = this.server.address();
        assert.ok(typeof address === "object" && address !== null);
        this.endpoint = `http://127.0.0.1:${address.port}`;
    }

    stop(): void {
        this.server?.closeAllConnections();
        this.server?.close();
    }

    private answerTo(side: Side, operation: string): Answer {
        const name = `${side} ${operation}`;
        const before = this.asked.filter((one) => one === name).length;
        this.asked.push(name);
        const answer = this.answers[name] ?? this.answers[operation];
        assert.ok(answer !== undefined, `no answer to ${name}`);
        const row = isRow(answer) ? answer : [answer];
        return row[Math.min(before, row.length - 1)] ?? nothing;
    }
}

export function isRow(answer: Answer | readonly Answer[]): answer is readonly Answer[] {
    return Array.isArray(answer);
}

function isNothing(answer: Answer): answer is typeof nothing {
    return typeof answer === "object" && "nothing" in answer;
}

function sideOf({ headers }: IncomingMessage): Side {
    const region = /\/(\w+-\w+-\d)\//.exec(headers.authorization ?? "")?.[1] ?? "";
    return regions[region] ?? "source";
}

function operationOf({ method = "", url = "", headers }: IncomingMessage, body: string): string {
    const target = headers["x-amz-target"];
    return callName({ method, url, body, target: typeof target === "string" ? target : undefined });
}

function written({ headers }: IncomingMessage, answer: Exclude<Answer, typeof nothing>) {
    if (typeof answer === "string") {
        return { status: 200, body: answer };
    }
    if ("json" in answer) {
        return { status: 200, body: JSON.stringify(answer.json) };
    }
    const { status, code } = answer;
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error>`;
    const isQuery = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const body =
        headers["x-amz-target"] !== undefined
            ? JSON.stringify({ __type: code, message: "no" })
            : isQuery
              ? `<ErrorResponse>${error}</ErrorResponse>`
              : error;
    return { status, body };
}
