import * as assert from "node:assert/strict";
import type { judge } from "../../../../operations/preview/judge";
import { replicationConfig, step } from "./events";
import { judged } from "./judged";

describe("a side that is not previewed", () => {
    const unknown = ({ findings }: ReturnType<typeof judge>) =>
        findings.filter(({ id }) => id === "not-known").map(({ stack, where }) => [stack, where]);
    const source = (op: "same" | "update") => [
        replicationConfig(op, { a: "arn:aws:s3:::copies" }, { a: "arn:aws:s3:::copies" }),
    ];
    const policy = [
        step("same", "aws:s3/bucket:Bucket", "b", {
            before: { bucket: "copies" },
            after: { bucket: "copies" },
        }),
        step("update", "aws:s3/bucketPolicy:BucketPolicy", "p", {
            before: { bucket: "copies", policy: "{}" },
            after: { bucket: "copies", policy: "{}" },
        }),
    ];

    it("is said to be unknown, be it the destination or the source", () => {
        assert.deepEqual(unknown(judged({ source: source("update") })), [["source", "bucket copies"]]);
        assert.deepEqual(unknown(judged({ destination: policy })), [
            ["destination", "source of destination"],
        ]);
    });

    it("is not looked for where both are there, nothing changes, or a preview failed", () => {
        for (const [events, failure] of [
            [{ destination: policy, source: source("update") }],
            [{ source: source("same") }],
            [{ source: source("update") }, "failed"],
            [{ destination: policy }, "failed"],
        ] as const) {
            assert.deepEqual(unknown(judged(events, failure)), []);
        }
    });
});
