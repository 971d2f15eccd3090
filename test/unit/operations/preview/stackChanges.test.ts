import * as assert from "node:assert/strict";
import { lostBuckets } from "../../../../operations/preview/findings";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { diagnostic, replacement, step } from "./events";

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

describe("what a preview's events come to", () => {
    it("is what changes, and how many do not", () => {
        const changes = stackChanges("dev", [
            step("same", "pulumi:pulumi:Stack", "project-dev", { before: {}, after: {} }),
            step("read", "pulumi:pulumi:StackReference", "other", { after: {} }),
            step("same", bucket, "b", { before: {}, after: {} }),
            step("create", versioning, "v", { after: { status: "Enabled" } }),
            step("update", policy, "p", {
                before: { policy: '{"a":1}' },
                after: { policy: '{"a":2}' },
                diffs: { policy: "update" },
            }),
        ]);
        assert.deepEqual(changes, {
            stack: "dev",
            changes: [
                {
                    operation: "create",
                    urn: `urn:pulumi:dev::project::parent$${versioning}::v`,
                    type: versioning,
                    name: "v",
                    properties: [],
                    values: [],
                    protected: false,
                    id: "",
                },
                {
                    operation: "update",
                    urn: `urn:pulumi:dev::project::parent$${policy}::p`,
                    type: policy,
                    name: "p",
                    properties: [{ path: "policy", forcesReplacement: false }],
                    values: [{ path: "policy.a", removed: [1], added: [2] }],
                    protected: false,
                    id: "id-of-p",
                },
            ],
            unchanged: 2,
            errors: [],
            diagnostics: [],
            redirections: [],
        });
    });

    it("is one replacement where the engine announces three steps", () => {
        const { changes, unchanged } = stackChanges("dev", replacement(false));
        assert.equal(unchanged, 0);
        assert.deepEqual(
            changes.map(({ operation, properties, values, id }) => ({ operation, properties, values, id })),
            [
                {
                    operation: "replace",
                    properties: [{ path: "bucket", forcesReplacement: true }],
                    values: [{ path: "bucket", removed: ["old"], added: ["new"] }],
                    id: "id-of-b",
                },
            ],
        );
    });

    it("counts as protected only what the program still protects, or what is left of it", () => {
        const of = (options: Parameters<typeof step>[3]) =>
            stackChanges("dev", [step("replace", bucket, "b", options)]).changes[0]?.protected;
        const both = { before: {}, after: {}, protect: true };
        assert.equal(of(both), true);
        assert.equal(of({ ...both, unprotect: true }), false);
        assert.equal(of({ before: {}, protect: true }), true);
    });

    it("names properties by the plain list where a provider sends no detailed one", () => {
        const [change] = stackChanges("dev", [
            step("replace", versioning, "v", {
                before: {},
                after: {},
                shortDiffs: ["bucket", "status"],
                keys: ["bucket"],
            }),
        ]).changes;
        assert.deepEqual(change?.properties, [
            { path: "bucket", forcesReplacement: true },
            { path: "status", forcesReplacement: false },
        ]);
    });

    it("tells new and deleted grants in full, and of a provider nothing", () => {
        const { changes } = stackChanges("dev", [
            step("create", policy, "p", { after: { policy: '{"a":1}' } }),
            step("delete", policy, "q", { before: { policy: '{"a":1}' } }),
            step("update", "pulumi:providers:aws", "x", {
                before: { profile: "a" },
                after: { profile: "b" },
            }),
        ]);
        assert.deepEqual(
            changes.map(({ values }) => values),
            [
                [{ path: "policy", removed: [], added: [{ a: 1 }] }],
                [{ path: "policy", removed: [{ a: 1 }], added: [] }],
                [],
            ],
        );
    });

    it("has the engine's reasons for a failure, each once, else what was said otherwise", () => {
        const events = [
            diagnostic("warning", "mind"),
            diagnostic("error", "no such thing\n"),
            diagnostic("error", "no such thing\n"),
            diagnostic("error", "preview failed\n"),
        ];
        assert.deepEqual(stackChanges("dev", events, "exit code 255").errors, ["no such thing"]);
        assert.deepEqual(stackChanges("dev", [], "error: no stack").errors, ["error: no stack"]);
        assert.deepEqual(stackChanges("dev", [diagnostic("error", "survived")]).errors, []);
    });
});

describe("a bucket whose replacement the engine refuses before it announces it", () => {
    const urn = "urn:pulumi:s::p::x:index:C$aws:s3/bucket:Bucket::logs-bucket";
    const refusal = 'unable to replace resource "…"\nas it is currently marked for protection.';

    it("counts as one that would be replaced, and is lost", () => {
        const changes = stackChanges("s", [diagnostic("error", refusal, urn)], "failed");
        assert.deepEqual(
            changes.changes.map(({ operation, type, name, protected: kept }) => [
                operation,
                type,
                name,
                kept,
            ]),
            [["replace", "aws:s3/bucket:Bucket", "logs-bucket", true]],
        );
        assert.equal(lostBuckets([changes]).length, 1);
    });

    it("does not where the error is another", () => {
        const changes = stackChanges("s", [diagnostic("error", "no such region", urn)], "failed");
        assert.deepEqual(changes.changes, []);
    });
});
