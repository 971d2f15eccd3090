import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { projectRoot } from "../../../sandbox/paths";

describe("the cache of compiled modules", () => {
    it("is done without where Node has none, as before Node 22", () => {
        const program = `
            delete require("node:module").enableCompileCache;
            require("./stacks/compileCache");
            console.log("goes on");
        `;
        const args = ["--require", "ts-node/register", "--eval", program];
        assert.equal(
            execFileSync(process.execPath, args, { cwd: projectRoot, encoding: "utf8" }),
            "goes on\n",
        );
    });
});
