import * as assert from "node:assert/strict";
import { served } from "../../../../operations/aws/served";
import { eachWithin, within } from "../../../../operations/aws/time";

const call = { side: "source", service: "s3", operation: "HeadObject", target: "bucket here" } as const;

function answered(name: string, httpStatusCode?: number, message = "UnknownError"): Error {
    return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** Fails so often with these errors, one after the other, before it is served. */
function after(...errors: readonly Error[]) {
    let tries = 0;
    return () => {
        const error = errors[tries++];
        return error === undefined ? Promise.resolve(tries) : Promise.reject(error);
    };
}

const never = () => new Promise<never>(() => undefined);

/** A call in a step that has so many seconds. */
const inStep = <T>(seconds: number, attempt: () => Promise<T>, signal = new AbortController().signal) =>
    within(seconds, "a step", () => served(call, attempt), signal);

describe("a call to AWS", () => {
    for (const error of [
        answered("Unknown", 500),
        answered("SlowDown", 503),
        answered("Unknown", 429),
        answered("RequestTimeout", 400),
        answered("InternalError", 200),
        answered("Error", 200, "XML parse error: unexpected content."),
        answered("TimeoutError"),
        Object.assign(new Error("aborted"), { code: "ECONNRESET" }),
        Object.assign(new Error("Parse Error: Expected HTTP/"), { code: "HPE_INVALID_CONSTANT" }),
        new Error('Checksum mismatch: expected "A" but received "B".'),
        Object.assign(answered("RequestTimeTooSkewed", 403), { $metadata: { clockSkewCorrected: true } }),
    ]) {
        it(`is made again after ${error.name} ${error.message}`, async () => {
            assert.equal(await inStep(5, after(error)), 2);
        });
    }

    it("has its own time in work that has no end, and ends with what was answered last", async () => {
        const busy = () => Promise.reject(answered("SlowDown", 503, "Reduce your request rate."));
        let calls = 0;
        const work = async () => {
            // Longer than one call may take.
            while (calls < 4) {
                await served(call, () => new Promise<void>((resolve) => setTimeout(resolve, 150)));
                calls += 1;
            }
            await served(call, busy);
        };
        await assert.rejects(
            eachWithin(0.5, work, new AbortController().signal),
            /^OperationError: HeadObject on bucket here, the source, failed, \d+ times; the last time: HTTP 503, SlowDown/,
        );
        assert.equal(calls, 4);
    });

    it("is made again, twice, where a refusal has no code, as one whose body broke off", async () => {
        const read = { ...call, operation: "GetObjectTagging" };
        const broken = answered("Unknown", 404);
        const tried = (...errors: readonly Error[]) =>
            within(5, "a step", () => served(read, after(...errors)));
        assert.equal(await tried(broken, broken), 3);
        await assert.rejects(tried(broken, broken, broken), {
            unserved: false,
            message: "GetObjectTagging on bucket here, the source, failed, 3 times; the last time: HTTP 404",
        });
    });

    it("is waited for as long as there is time, and then told with the last answer and its status", async () => {
        const error = answered("Unknown", 503);
        await assert.rejects(inStep(0.5, after(answered("Unknown", 500), ...Array<Error>(99).fill(error))), {
            unserved: true,
            message: /^HeadObject on bucket here, the source, failed, \d times; the last time: HTTP 503$/,
        });
    });

    for (const [error, message] of [
        [
            answered("AccessDenied", 403, "no"),
            /may not do s3:GetObjectVersion on bucket here \(HTTP 403, AccessDenied: no\)/,
        ],
        [answered("NotFound", 404), /^HeadObject on bucket here, the source, failed: HTTP 404, NotFound$/],
        [answered("NotImplemented", 501, "no"), /failed: HTTP 501, NotImplemented: no$/],
        [
            Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
            /failed: no answer \(DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate\)$/,
        ],
    ] as const) {
        it(`is made once where waiting is of no use: ${error.name} ${error.message}`, async () => {
            await assert.rejects(inStep(5, after(error)), { unserved: false, message });
        });
    }

    it("is stalled where nothing comes, and not where the time was up at once", async () => {
        await assert.rejects(inStep(1.1, never), {
            unserved: true,
            message:
                "HeadObject on bucket here, the source, failed: the connection stalled: no byte came or went any more",
        });
        await assert.rejects(inStep(0.1, never), {
            name: "OperationError",
            message: "a step: not within 0.1 s",
        });
    });

    it("is named where the time is up after it was served at last", async () => {
        const work = async () => {
            await served(call, after(answered("SlowDown", 503)));
            await served(call, never);
        };
        await assert.rejects(within(0.5, "a step", work), {
            message:
                "a step: not within 0.5 s; 1 calls failed meanwhile, the last: HeadObject, HTTP 503, SlowDown",
        });
    });

    it("ends at an interruption, whatever it is doing", async () => {
        for (const attempt of [never, after(...Array<Error>(99).fill(answered("SlowDown", 503)))]) {
            const interruption = new AbortController();
            setTimeout(() => {
                interruption.abort(new Error("interrupted"));
            }, 20);
            const started = performance.now();
            await assert.rejects(inStep(60, attempt, interruption.signal), /^Error: interrupted$/);
            assert.ok(performance.now() - started < 1000);
        }
    });
});
