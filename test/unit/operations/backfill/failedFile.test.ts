import * as assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { FailedFile } from "../../../../operations/backfill/failedFile";

describe("the file of what failed", () => {
    let folder: string;
    let file: string;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "failed-"));
        file = path.join(folder, "failed.csv");
    });

    afterEach(() => rm(folder, { recursive: true }));

    const row = { bucket: "here", key: "k", status: "failed" } as const;

    it("has a row of each, quoted where it has to be, and nothing that a spreadsheet would run", async () => {
        const failed = await FailedFile.open(file);
        await failed.add({
            ...row,
            key: 'a "b",\nc.csv',
            versionId: "v1",
            errorCode: "SrcObjectNotEligible",
            httpStatus: 500,
            message: "not eligible",
        });
        for (const key of ['=cmd|"/c calc"!A1', "+1", "-1", "@sum", "\tx", "\rx", "'=1", "a=b", "한국어"]) {
            await failed.add({ ...row, key });
        }
        await failed.write();
        await failed.remove();
        assert.equal(
            await readFile(file, "utf8"),
            "Bucket,Key,VersionId,ErrorCode,HTTPStatus,Message\n" +
                'here,"a ""b"",\nc.csv",v1,SrcObjectNotEligible,500,not eligible\n' +
                `here,"'=cmd|""/c calc""!A1",,,,\n` +
                "here,'+1,,,,\nhere,'-1,,,,\nhere,'@sum,,,,\nhere,'\tx,,,,\nhere,\"'\rx\",,,,\n" +
                "here,''=1,,,,\nhere,a=b,,,,\nhere,한국어,,,,\n",
        );
        assert.deepEqual(await readdir(folder), ["failed.csv"]);
    });

    it("leaves what was there where it is not written", async () => {
        await writeFile(file, "earlier");
        const failed = await FailedFile.open(file);
        await failed.add(row);
        await failed.remove();
        assert.equal(await readFile(file, "utf8"), "earlier");
        assert.deepEqual(await readdir(folder), ["failed.csv"]);
    });

    it("is refused where it could not be written, before anything is done", async () => {
        await assert.rejects(FailedFile.open(folder), {
            message: `${folder} is a folder; allowed: a new file, or one to replace`,
        });
    });
});
