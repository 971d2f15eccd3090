import { S3Client } from "@aws-sdk/client-s3";
import * as assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Bucket } from "../../../../operations/verify/bucket";
import { httpOptions } from "../../../../operations/aws/httpOptions";
import { S3Bucket } from "../../../../operations/verify/s3Bucket";
import { within } from "../../../../operations/aws/time";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const stalled: Answer = () => undefined;
const reset: Answer = (_, { socket }) => socket.destroy();
const answer =
    (status: number, headers: Readonly<Record<string, string>> = {}, body = ""): Answer =>
    (response) => {
        response.writeHead(status, headers).end(body);
    };
/** Less than the answer says that it is. */
const cutShort =
    (then: (response: ServerResponse) => void): Answer =>
    (response) => {
        response.writeHead(200, { "content-length": "100" }).write("abc");
        setTimeout(() => {
            then(response);
        }, 10);
    };
const broken = cutShort((response) => response.destroy());
const silent = cutShort(() => undefined);

describe("a bucket on S3 whose connection is at fault", () => {
    let server: Server;
    let answers: Answer[];
    let bucket: S3Bucket;
    let seconds: number;

    beforeEach(async () => {
        answers = [];
        // Longer than what counts as stalled, however busy the machine is.
        seconds = 1.1;
        server = createServer((request, response) => {
            request.resume();
            (answers.length > 1 ? answers.shift() : answers[0])?.(response, request);
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        const client = new S3Client({
            region: "eu-west-1",
            endpoint: `http://127.0.0.1:${address.port}`,
            forcePathStyle: true,
            credentials: { accessKeyId: "a", secretAccessKey: "b" },
            ...httpOptions(0.2),
        });
        bucket = new S3Bucket(client, "source", "here", "111111111111", "eu-west-1");
    });

    afterEach(() => {
        server.closeAllConnections();
        server.close();
    });

    const inStep = <T>(work: (bucket: Bucket) => Promise<T>, interruption?: AbortSignal) =>
        within(seconds, "a step", () => work(bucket), interruption);
    const content = (body: Uint8Array) => ({
        body,
        contentType: "text/plain",
        headers: {},
        metadata: {},
        tags: {},
    });
    const text = content(Buffer.from("x"));
    const large = content(new Uint8Array(10 * 1024 * 1024));
    const calls: Readonly<Record<string, (bucket: Bucket) => Promise<unknown>>> = {
        HeadObject: (one) => one.state("k", "v"),
        GetObject: (one) => one.read("k", "v"),
        PutObject: (one) => one.put("k", text),
        UploadPart: (one) => one.put("k", large, 2),
        ListObjectVersions: (one) => one.versions("p/"),
    };
    const upload = answer(
        200,
        {},
        "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>",
    );

    for (const [operation, work] of Object.entries(calls)) {
        const before = operation === "UploadPart" ? [upload] : [];

        it(`ends a stalled ${operation} when the time is up, and says so`, async () => {
            answers = [...before, stalled];
            const started = performance.now();
            await assert.rejects(inStep(work), {
                unserved: true,
                message: new RegExp(
                    `^${operation} on bucket here of account 111111111111, the source, failed(, \\d+ times; the last time)?: ` +
                        "the connection stalled: no byte came or went any more$",
                ),
            });
            assert.ok(performance.now() - started < 3000);
        });

        it(`ends a stalled ${operation} at an interruption`, async () => {
            seconds = 60;
            const interruption = new AbortController();
            const interrupt: Answer = () => {
                interruption.abort(new Error("interrupted"));
            };
            answers = [...before, interrupt];
            const started = performance.now();
            await assert.rejects(inStep(work, interruption.signal), /^Error: interrupted$/);
            assert.ok(performance.now() - started < 1000);
        });
    }

    it("is read again where an answer was cut short, stalled, or is not what its checksum says", async () => {
        const wrong = answer(200, { "x-amz-checksum-crc32": "AAAAAA==" }, "hello");
        answers = [broken, reset, silent, wrong, answer(503), answer(200, {}, "hello")];
        seconds = 10;
        const { body } = await inStep((one) => one.read("k", "v"));
        assert.equal(Buffer.from(body).toString(), "hello");
    });

    for (const [what, fault, words] of [
        ["a cut answer", broken, "the connection broke within the answer"],
        ["a HEAD without words", answer(502), "HTTP 502"],
        [
            "a wrong checksum",
            answer(200, { "x-amz-checksum-crc32": "AAAAAA==" }, "hello"),
            'the answer\'s body is not what S3 sent (Checksum mismatch: expected "AAAAAA==" but received "NhCmhg==" in ' +
                'response header "x-amz-checksum-crc32".)',
        ],
        ["an answer that is no XML", answer(500, {}, "hello"), "HTTP 500"],
        ["a page of a proxy", answer(502, {}, "<html><body>Bad <gateway</body></html>"), "HTTP 502"],
    ] as const) {
        it(`says in words what was wrong: ${what}`, async () => {
            answers = [fault];
            seconds = 0.8;
            const work = (one: Bucket) => (what.includes("HEAD") ? one.state("k", "v") : one.read("k", "v"));
            await assert.rejects(inStep<unknown>(work), (error: Error) => {
                assert.equal(error.message.split(/, failed(?:, \d+ times; the last time)?: /)[1], words);
                return true;
            });
        });
    }

    it("counts the writes that may have taken effect, and none that was refused", async () => {
        const version = answer(200, { "x-amz-version-id": "v1" });
        answers = [reset, answer(500), answer(403), version];
        await assert.rejects(
            inStep((one) => one.put("k", text)),
            { unserved: false },
        );
        assert.equal(bucket.unansweredWrites, 2);
        answers = [broken, version];
        assert.equal(await inStep((one) => one.put("k", text)), "v1");
        assert.equal(bucket.unansweredWrites, 3);
    });
});
