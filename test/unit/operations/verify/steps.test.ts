import * as assert from "node:assert/strict";
import { verifySteps } from "../../../../operations/verify/steps";
import { allOf, outcome, runAll, seen } from "./runSteps";
import { probedRule, twoBuckets } from "./twoBuckets";

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
                "52 bytes of application/json, 4 more headers, 2 metadata, 2 tags; STANDARD; status REPLICA",
                "2 parts, 10485760 bytes, equal",
                "한국어 & ünïcode/🗂 a+b=c.txt",
                "0 bytes",
                "2 versions, as at the source; the latest is the same, and so are the older ones",
                "delete marker; 2 older versions are still there, unchanged",
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
            "no delete marker, after a later object has arrived; the object is still there, unchanged",
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
        const { context, source } = twoBuckets({}, { rule: probedRule({ tags: { a: "b" } }) });
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

    it("do not pass over a first object that FAILED, where later ones arrive", async () => {
        const status = (key: string) => (key.endsWith("first") ? "FAILED" : "COMPLETED");
        assert.match(
            await seen({ status }, "arrival"),
            /^the object written first, before this one: replication status FAILED\. Likely reasons: /,
        );
    });

    for (const encryption of ["aws:kms", "aws:kms:dsse"]) {
        it(`name ${encryption} at once where the bucket puts objects under a key and the rule leaves those out`, async () => {
            const kmsKeyArn = "arn:aws:kms:ap-northeast-2:111111111111:key/1";
            const behaviour = { status: () => undefined, encryption: { encryption, kmsKeyArn } };
            assert.equal(
                await seen(behaviour, "effect", { timeoutSeconds: 60 }),
                `bucket here put the object under a KMS key (${encryption}, ${kmsKeyArn}), and rule all leaves out what is ` +
                    "under one: S3 replicates no such object, and gives it no status. Tell the source of the key, after the " +
                    "destination has one too, and take kmsEncryptedObjects: false out of the rule: pulumi config set --path " +
                    `encryption.kmsKeyArn ${kmsKeyArn} --stack prod-source. The key has to be one of your own: no other ` +
                    "account may use aws/s3",
            );
            const rule = probedRule({ kmsEncryptedObjects: true });
            assert.match(
                await seen(behaviour, "effect", { timeoutSeconds: 0.2, rule }),
                /^a replication status: not within 0\.2 s \(no rule applies yet/,
            );
        });
    }

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
