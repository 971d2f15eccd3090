import * as assert from "node:assert/strict";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { diagnostic, violation } from "./events";

const urn = "urn:pulumi:dev::project::aws:s3/bucketPolicy:BucketPolicy::a::policy";
const stack = "urn:pulumi:dev::project::pulumi:pulumi:Stack::project-dev";

describe("what a preview says beside its changes", () => {
    it("is warnings before notices, each once, with the id and the resource that each has", () => {
        const { diagnostics } = stackChanges("dev", [
            diagnostic("info", "put these there [policy-elsewhere]\n", urn),
            diagnostic("info#err", "(node:1) a warning of Node\n", stack),
            diagnostic("warning", "statements go:\n  Own [statements-lost]\n", urn),
            diagnostic("warning", "statements go:\n  Own [statements-lost]\n", urn),
            diagnostic("warning", "of the plug-in's [secret]", ""),
            diagnostic("error", "stop"),
        ]);
        assert.deepEqual(diagnostics, [
            {
                severity: "warning",
                id: "statements-lost",
                resource: "a::policy",
                message: "statements go:\n  Own",
            },
            { severity: "warning", message: "of the plug-in's [secret]" },
            { severity: "info", id: "policy-elsewhere", resource: "a::policy", message: "put these there" },
            { severity: "info", message: "(node:1) a warning of Node" },
        ]);
    });

    it("is without colours, progress, debugging and what is empty", () => {
        const { diagnostics } = stackChanges("dev", [
            diagnostic("warning", "<{%fg 3%}>mind<{%reset%}> \u001b[31mthis\u001b[0m\n"),
            diagnostic("info", "waiting", urn, { ephemeral: true }),
            diagnostic("info", "\n"),
            diagnostic("debug", "Registering resource"),
        ]);
        assert.deepEqual(diagnostics, [{ severity: "warning", message: "mind this" }]);
    });

    it("is what the organization's policies advise; what they demand is an error", () => {
        const told = stackChanges(
            "dev",
            [violation("warning", "no owner"), violation("mandatory", "no team")],
            "255",
        );
        assert.deepEqual(told.diagnostics, [
            { severity: "warning", resource: "logs", message: "house-rules tags: no owner" },
        ]);
        assert.deepEqual(told.errors, ["house-rules tags: no team"]);
    });
});
