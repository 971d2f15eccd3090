import * as assert from "node:assert/strict";
import { askedOnce } from "../../../../../operations/diagnose/read/askedOnce";

/** Credentials that are asked for through `askedOnce` three times, the first two at once; how often the provider was asked. */
async function timesAsked(minutesLeft: number | undefined, failing = 0): Promise<number> {
    let asked = 0;
    const provider = askedOnce(() => {
        asked += 1;
        const expiration =
            minutesLeft === undefined ? undefined : new Date(Date.now() + minutesLeft * 60_000);
        return asked <= failing
            ? Promise.reject(new Error("refused"))
            : Promise.resolve({ accessKeyId: "a", secretAccessKey: "b", expiration });
    });
    assert.ok(typeof provider === "function");
    const ask = () => provider().catch(() => undefined);
    await Promise.all([ask(), ask()]);
    await ask();
    return asked;
}

describe("credentials for several clients", () => {
    it("are asked for once", async () => {
        assert.equal(await timesAsked(undefined), 1);
        assert.equal(await timesAsked(60), 1);
    });

    it("are asked for again where that failed", async () => {
        assert.equal(await timesAsked(undefined, 1), 2);
    });

    it("are asked for again where they are about to expire", async () => {
        assert.equal(await timesAsked(1), 2);
    });

    it("are left as they are where they are no provider", () => {
        const credentials = { accessKeyId: "a", secretAccessKey: "b" };
        assert.equal(askedOnce(credentials), credentials);
    });
});
