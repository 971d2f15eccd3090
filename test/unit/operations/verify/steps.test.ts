import * as assert from "node:assert/strict";
import { verifySteps } from "../../../../operations/verify/steps";
import { allOf, outcome, runAll, seen } from "./runSteps";
import { twoBuckets } from "./twoBuckets";

describe("the steps of verify", () => {
    it("pass where replication works, delete markers included", async () => {
        const { context, destination } = twoBuckets({ deleteMarkersArrive: true });
        const results = await runAll(context);
        assert.deepEqual(outcome(results), allOf("passed"));
        assert.deepEqual(
            results.map(({ seen: words }) => words),
            [
                "arn:aws:iam::111111111111:role/replication to arn:aws:s3:::there, replicas owned by 222222222222; " +
                    "probed: rule all (every object)",
                "a rule applies to the first object",
                "4 objects under replication-probe/1/",
                "COMPLETED; there has replication-probe/1/object.json",
                "replica: 222222222222 (owner-222222…); original: 111111111111 (owner-111111…)",
                "52 bytes of application/json, 2 metadata, 2 tags; status REPLICA",
                "2 parts, 10485760 bytes, equal",
                "한국어 & ünïcode/🗂 a+b=c.txt",
                "0 bytes",
                "2 versions; the latest is the new one, the old one (destination-2) is unchanged",
                "delete marker; 2 older versions are still there",
            ],
        );
        assert.deepEqual(
            destination.calls.filter((call) => call.startsWith("put ") || call.startsWith("remove ")),
            [],
        );
    });

    it("pass where the rule keeps deletions back, and a later object has arrived", async () => {
        const { context, source } = twoBuckets({ deleteMarkersArrive: false });
        const results = await runAll(context);
        assert.deepEqual(outcome(results), allOf("passed"));
        assert.equal(
            results.at(-1)?.seen,
            "no delete marker, after a later object has arrived; the object is still there",
        );
        assert.deepEqual(
            source.calls.filter((call) => /^(put|remove) /.test(call)),
            [
                "put replication-probe/1/first in 1",
                "put replication-probe/1/object.json in 1",
                "put replication-probe/1/multipart.bin in 2",
                "put replication-probe/1/한국어 & ünïcode/🗂 a+b=c.txt in 1",
                "put replication-probe/1/empty in 1",
                "put replication-probe/1/object.json in 1",
                "remove replication-probe/1/object.json",
                "put replication-probe/1/after-deletion.json in 1",
            ],
        );
    });

    it("carry the tags that the rule asks for, on each object", async () => {
        const { context, source } = twoBuckets(
            {},
            { rule: { id: "t", prefix: "", tags: { a: "b" }, deleteMarkers: false } },
        );
        await runAll(context);
        assert.deepEqual(
            [...new Set(source.stored.flatMap(({ content }) => (content ? [content.tags.a] : [])))],
            ["b"],
        );
    });

    it("say what a FAILED may come from, and skip what needs the object", async () => {
        const results = await runAll(twoBuckets({ status: () => "FAILED" }).context);
        assert.deepEqual(outcome(results), {
            ...allOf("skipped"),
            configuration: "passed",
            effect: "passed",
            upload: "passed",
            arrival: "failed",
        });
        assert.equal(
            results[3]?.seen,
            "replication status FAILED. Likely reasons: versioning is off or suspended at the destination; the destination's " +
                "bucket policy does not let this role in, or denies it; the role may not read the source or write to the " +
                "destination, or does not trust s3.amazonaws.com; a KMS key at either end does not let the role in",
        );
        assert.equal(results[4]?.seen, "needs: An object arrives");
    });

    it("tell in what the configuration is not as deployed", async () => {
        assert.equal(
            await seen({}, "configuration", {
                replication: { Role: "arn:aws:iam::111111111111:role/other", Rules: [] },
            }),
            "the role is arn:aws:iam::111111111111:role/other, expected arn:aws:iam::111111111111:role/replication. " +
                "Put it right: pulumi up --refresh --stack prod-source",
        );
    });

    it("wait for all uploads, also where one fails at once", async () => {
        const { context, source } = twoBuckets();
        source.fails = { put: new Error("no room") };
        const [, , upload] = verifySteps(context);
        await assert.rejects(async () => upload?.run(), /^Error: no room$/);
        assert.equal(source.calls.length, 4);
    });

    it("are skipped once interrupted, and a wait ends", async () => {
        const interruption = new AbortController();
        const { context } = twoBuckets(
            {
                status: () => {
                    interruption.abort(new Error("interrupted"));
                    return "PENDING";
                },
            },
            { signal: interruption.signal, timeoutSeconds: 60 },
        );
        const results = await runAll(context);
        assert.deepEqual(outcome(results), {
            ...allOf("skipped"),
            configuration: "passed",
            effect: "failed",
        });
        assert.deepEqual(new Set(results.slice(1).map(({ seen: words }) => words)), new Set(["interrupted"]));
    });
});
