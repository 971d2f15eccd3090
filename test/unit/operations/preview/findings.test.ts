import * as assert from "node:assert/strict";
import { lostBuckets, redirected } from "../../../../operations/preview/findings";
import { stackChanges } from "../../../../operations/preview/stackChanges";
import { replacement, replicationConfig, step } from "./events";

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

describe("the buckets that a deployment would take away", () => {
    const fine = stackChanges("a", [step("same", bucket, "b", { before: {}, after: {} })]);

    for (const [what, events] of [
        ["replaced", replacement(false)],
        ["replaced though protected", replacement(true)],
        ["deleted", [step("delete", bucket, "b", { before: {} })]],
        ["deleted though protected", [step("delete", bucket, "b", { before: {}, protect: true })]],
        ["deleted under its former type", [step("delete", "aws:s3/bucketV2:BucketV2", "b", { before: {} })]],
    ] as const) {
        it(`are those that would be ${what}`, () => {
            assert.deepEqual(
                lostBuckets([fine, stackChanges("c", events, "refused")]).map(
                    ({ stack, name, id, protected: refused }) => [stack, name, id, refused],
                ),
                [["c", "b", "id-of-b", what.endsWith("protected")]],
            );
        });
    }

    it("are none that are made or updated, and nothing else of a bucket", () => {
        const changes = stackChanges("a", [
            step("create", bucket, "b", { after: {} }),
            step("update", bucket, "c", { before: {}, after: {} }),
            step("delete", policy, "p", { before: {} }),
            step("replace", versioning, "v", { before: {}, after: {} }),
        ]);
        assert.deepEqual(lostBuckets([changes]), []);
    });
});

describe("replication that would be turned elsewhere", () => {
    it("is told with its stack, also where it cannot be told whether it is", () => {
        const to = (stack: string, bucketThen: string, bucketNow: string) =>
            stackChanges(stack, [replicationConfig("update", { all: bucketThen }, { all: bucketNow })]);
        assert.deepEqual(
            redirected([to("a", "one", "other"), to("b", "[secret]", "[secret]")]).map(
                ({ stack, rule, unclear = false }) => [stack, rule, unclear],
            ),
            [
                ["a", "all", false],
                ["b", "all", true],
            ],
        );
    });
});
