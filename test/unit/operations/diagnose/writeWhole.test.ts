import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
    chmod,
    lstat,
    mkdir,
    mkdtemp,
    readdir,
    readFile,
    rm,
    stat,
    symlink,
    writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { checkWritable, writeWhole } from "../../../../operations/diagnose/writeWhole";

describe("a file that is written whole or not at all", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "whole-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("replaces what was there, keeps its mode, and leaves nothing else", async () => {
        const file = path.join(folder, "a.html");
        await checkWritable(file);
        assert.deepEqual(await readdir(folder), []);
        await writeWhole(file, "one");
        await chmod(file, 0o640);
        await checkWritable(file);
        assert.equal(await readFile(file, "utf8"), "one");
        await writeWhole(file, "two");
        assert.equal(await readFile(file, "utf8"), "two");
        assert.equal((await stat(file)).mode & 0o7777, 0o640);
        assert.deepEqual(await readdir(folder), ["a.html"]);
    });

    it("replaces what a link leads to, and the link stays", async () => {
        const [file, link] = [path.join(folder, "a.html"), path.join(folder, "link")];
        await writeFile(file, "one");
        await symlink("a.html", link);
        await checkWritable(link);
        await writeWhole(link, "two");
        assert.equal(await readFile(file, "utf8"), "two");
        assert.equal((await lstat(link)).isSymbolicLink(), true);
        assert.deepEqual((await readdir(folder)).sort(), ["a.html", "link"]);
    });

    const refused = async (file: string, why: string) => {
        for (const attempt of [checkWritable(file), writeWhole(file, "one")]) {
            await assert.rejects(attempt, { name: "OperationError", message: `${file} ${why}` });
        }
    };

    it("is not put in the place of what is no file", async () => {
        const at = (name: string) => path.join(folder, name);
        await mkdir(at("taken"));
        execFileSync("bash", ["--norc", "-c", `mkfifo "$0"`, at("fifo")]);
        await symlink("taken", at("link"));
        await symlink("nothing", at("dangling"));
        await refused(at("taken"), "is a folder; allowed: a new file, or one to replace");
        await refused(at("link"), "is a folder; allowed: a new file, or one to replace");
        await refused(at("fifo"), "is no regular file; allowed: a new file, or one to replace");
        await refused("/dev/null", "is no regular file; allowed: a new file, or one to replace");
        await refused(at("dangling"), "cannot be written: no such file or directory");
        await refused(at("none/a.html"), "cannot be written: no such file or directory");
        assert.deepEqual((await readdir(folder)).sort(), ["dangling", "fifo", "link", "taken"]);
    });

    it("is named as the user names it, from where npm was called", async () => {
        const { INIT_CWD } = process.env;
        try {
            process.env.INIT_CWD = folder;
            await mkdir(path.join(folder, "taken"));
            await refused("./taken", "is a folder; allowed: a new file, or one to replace");
            await writeWhole("a.html", "one");
            assert.equal(await readFile(path.join(folder, "a.html"), "utf8"), "one");
        } finally {
            process.env.INIT_CWD = INIT_CWD;
            if (INIT_CWD === undefined) {
                delete process.env.INIT_CWD;
            }
        }
    });

    it("is not written where nobody may write", async () => {
        const file = path.join(folder, "a.html");
        await writeFile(file, "one", { mode: 0o444 });
        await chmod(folder, 0o777);
        // Root may write everything.
        const isRoot = process.geteuid?.() === 0;
        try {
            process.seteuid?.(isRoot ? 65_534 : (process.geteuid?.() ?? 0));
            await assert.rejects(checkWritable(file), {
                name: "OperationError",
                message: `${file} cannot be written: permission denied`,
            });
        } finally {
            if (isRoot) {
                process.seteuid?.(0);
            }
        }
        assert.equal(await readFile(file, "utf8"), "one");
    });
});
