import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { RowsFile } from "../../../../operations/backfill/rowsFile";

const line = "a,ü,1";

async function fileOf(count: number): Promise<RowsFile> {
    const rows = await RowsFile.open();
    for (let index = 0; index < count; index++) {
        await rows.add(line);
    }
    return rows;
}

describe("a file of rows", () => {
    it("holds every line, and says how many bytes they are and their hash", async () => {
        const rows = await fileOf(20_000);
        try {
            const text = `${line}\n`.repeat(20_000);
            assert.equal(await rows.end(), createHash("sha256").update(text).digest("base64"));
            assert.deepEqual([rows.rows, rows.bytes], [20_000, Buffer.byteLength(text)]);
            assert.equal((await rows.read().setEncoding("utf8").toArray()).join(""), text);
        } finally {
            await rows.remove();
        }
    });

    it("goes while lines are being written, as where the reading of a report breaks off, and nothing fails later", async () => {
        const rows = await fileOf(0);
        await setTimeout(20);
        await rows.add(line.repeat(1000));
        await rows.remove();
        const [error] = (await once(rows.read(), "error")) as [NodeJS.ErrnoException];
        assert.equal(error.code, "ENOENT");
        await setTimeout(20);
    });
});
