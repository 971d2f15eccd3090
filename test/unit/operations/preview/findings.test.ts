import * as assert from "node:assert/strict";
import { exitCode, lostBuckets, redirected } from "../../../../operations/preview/findings";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { diagnostic, replacement, replicationConfig, step } from "./events";

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

describe("the exit code of preview", () => {
    const fine = stackChanges("a", [step("same", bucket, "b", { before: {}, after: {} })]);
    const failed = stackChanges("b", [], "failed");

    it("is 0 where nothing is wrong, 1 where a preview failed", () => {
        assert.equal(exitCode([fine, fine], false), 0);
        assert.equal(exitCode([fine, failed], false), 1);
    });

    for (const [what, events] of [
        ["replaced", replacement(false)],
        ["replaced though protected", replacement(true)],
        ["deleted", [step("delete", bucket, "b", { before: {} })]],
        ["deleted though protected", [step("delete", bucket, "b", { before: {}, protect: true })]],
        ["deleted under its former type", [step("delete", "aws:s3/bucketV2:BucketV2", "b", { before: {} })]],
    ] as const) {
        it(`is 3 where a bucket would be ${what}, failure or not`, () => {
            const stacks = [fine, stackChanges("c", events, "refused"), failed];
            assert.equal(exitCode(stacks, true), 3);
            assert.deepEqual(
                lostBuckets(stacks).map(({ stack, name, id, protected: refused }) => [
                    stack,
                    name,
                    id,
                    refused,
                ]),
                [["c", "b", "id-of-b", what.endsWith("protected")]],
            );
        });
    }

    it("is 0 where a bucket is made or updated, or something else of a bucket goes", () => {
        const changes = stackChanges("a", [
            step("create", bucket, "b", { after: {} }),
            step("update", bucket, "c", { before: {}, after: {} }),
            step("delete", policy, "p", { before: {} }),
            step("replace", versioning, "v", { before: {}, after: {} }),
        ]);
        assert.equal(exitCode([changes], true), 0);
    });

    it("is 3 where replication would be turned elsewhere, whatever else fails", () => {
        const turned = stackChanges("a", [replicationConfig("update", { all: "one" }, { all: "other" })]);
        assert.equal(exitCode([failed, turned], true), 3);
        // Nor is it 0 where that cannot be told.
        const unclear = stackChanges("a", [
            replicationConfig("update", { all: "[secret]" }, { all: "[secret]" }),
        ]);
        assert.equal(exitCode([unclear], false), 3);
        assert.deepEqual(
            redirected([failed, turned]).map(({ stack, rule }) => [stack, rule]),
            [["a", "all"]],
        );
    });

    it("is 4 where there are warnings and none is to be, unless a preview failed", () => {
        const warned = stackChanges("a", [diagnostic("warning", "mind")]);
        const noticed = stackChanges("a", [diagnostic("info", "by the way")]);
        const codes = [[warned], [warned, failed], [noticed]].map((stacks) => [
            exitCode(stacks, true),
            exitCode(stacks, false),
        ]);
        assert.deepEqual(codes, [
            [4, 0],
            [1, 1],
            [0, 0],
        ]);
    });
});
