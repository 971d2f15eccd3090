import * as assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { writeWhole } from "../../../../operations/diagnose/writeWhole";

describe("a file that is written whole or not at all", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "whole-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("replaces what was there, and leaves nothing else", async () => {
        const file = path.join(folder, "a.html");
        await writeWhole(file, "one");
        await writeWhole(file, "two");
        assert.equal(await readFile(file, "utf8"), "two");
        assert.deepEqual(await readdir(folder), ["a.html"]);
    });

    it("says why it could not, and leaves nothing", async () => {
        const file = path.join(folder, "taken");
        await mkdir(file);
        await assert.rejects(writeWhole(file, "one"), (error: Error) => {
            assert.equal(error.name, "OperationError");
            assert.match(error.message, /^\S+taken was not written: EISDIR: /);
            return true;
        });
        assert.deepEqual(await readdir(folder), ["taken"]);
    });

    it("says so of a folder that is not there", async () => {
        await assert.rejects(writeWhole(path.join(folder, "none", "a.html"), "one"), {
            name: "OperationError",
        });
        assert.deepEqual(await readdir(folder), []);
    });
});
