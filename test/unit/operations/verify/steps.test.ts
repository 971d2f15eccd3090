import * as assert from "node:assert/strict";
import type { ObjectContent } from "../../../../operations/verify/bucket";
import type { Context } from "../../../../operations/verify/connect";
import { runStep, type StepResult } from "../../../../operations/verify/running";
import { verifySteps } from "../../../../operations/verify/steps";
import { twoBuckets, type Behaviour } from "./twoBuckets";

async function runAll(context: Context): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const step of verifySteps(context)) {
        results.push(await runStep(step, results, { signal: context.signal }));
    }
    return results;
}

const outcome = (results: readonly StepResult[]) =>
    Object.fromEntries(results.map(({ id, result }) => [id, result]));

async function seen(
    behaviour: Behaviour,
    id: string,
    changes?: Partial<Context>,
): Promise<StepResult["seen"]> {
    const results = await runAll(twoBuckets(behaviour, changes).context);
    const found = results.find((result) => result.id === id);
    assert.equal(found?.result, "failed");
    return found.seen;
}

const allOf = (result: StepResult["result"]) => ({
    configuration: result,
    effect: result,
    upload: result,
    arrival: result,
    owner: result,
    equality: result,
    multipart: result,
    unicode: result,
    empty: result,
    overwrite: result,
    deletion: result,
});

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

    it("wait while the status is PENDING", async () => {
        const told: string[] = [];
        const { context } = twoBuckets({ status: (_, asked) => (asked < 2 ? "PENDING" : "COMPLETED") });
        const [, , upload, arrival] = verifySteps(context);
        await upload?.run();
        await arrival?.run((words) => told.push(words));
        assert.deepEqual(told, Array(2).fill("waiting for replication status COMPLETED: PENDING"));
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

    it("give up after the timeout, and say what was seen last", async () => {
        assert.equal(
            await seen({ status: () => "PENDING" }, "arrival"),
            "replication status COMPLETED: not within 1 s (PENDING). Wait longer with --timeout <seconds>",
        );
    });

    it("tell that no rule applies where there is no status", async () => {
        assert.equal(
            await seen({ status: () => undefined }, "effect", { timeoutSeconds: 0.2 }),
            "a replication status: not within 0.2 s (no rule applies yet; a new configuration takes some minutes to take " +
                "effect). Wait longer with --timeout <seconds>",
        );
    });

    it("write again until the configuration is in effect", async () => {
        const { context, source } = twoBuckets({ status: (_, asked) => (asked < 3 ? undefined : "PENDING") });
        const [, effect] = verifySteps(context);
        assert.match((await effect?.run()) ?? "", /^after [2-4] objects$/);
        assert.ok(source.calls.filter((call) => call.startsWith("put ")).length >= 2);
    });

    it("tell that no rule applied to an object where others had one", async () => {
        assert.equal(
            await seen({ status: (key) => (key.endsWith("first") ? "PENDING" : undefined) }, "arrival", {
                timeoutSeconds: 1,
            }),
            "no replication status: no rule applied when the object was written, though one did to the object before",
        );
    });

    it("tell where S3 reports a replica that is not there", async () => {
        assert.equal(
            await seen({ arrives: () => false }, "arrival"),
            "S3 reports the object as replicated, and the destination has nothing under its key, " +
                "replication-probe/1/object.json",
        );
    });

    it("tell whose the replica is, where it is not the destination's", async () => {
        assert.equal(
            await seen({ replicaOwner: "owner-111111111111" }, "owner"),
            "the replica belongs to the source account, 111111111111; expected: the destination account, 222222222222. " +
                "The rule needs AccessControlTranslation, and the destination's Object Ownership should be " +
                "BucketOwnerEnforced",
        );
        assert.equal(
            await seen({ replicaOwner: "owner-333333333333" }, "multipart"),
            "at the destination, the owner is owner-333333333333, expected owner-222222222222",
        );
    });

    for (const [what, transform, expected] of [
        [
            "metadata",
            { metadata: { note: "other" } },
            'metadata is {"note":"other"}, expected {"written-by":"verify","note":"kept = replicated; 100%"}',
        ],
        [
            "content type",
            { contentType: "text/html" },
            "content type is text/html, expected application/json",
        ],
        ["tags", { tags: {} }, 'tags is {}, expected {"purpose":"replication probe","team":"sre+ops"}'],
    ] as const) {
        it(`tell that the ${what} differs`, async () => {
            const onTheWay = (content: ObjectContent): ObjectContent => ({ ...content, ...transform });
            assert.equal(await seen({ transform: onTheWay }, "equality"), `at the destination, ${expected}`);
        });
    }

    it("tell that a copy is not marked as a replica", async () => {
        assert.equal(
            await seen({ replicaStatus: "COMPLETED" }, "equality"),
            "at the destination, the replication status is COMPLETED, expected REPLICA",
        );
    });

    it("tell that the old version is gone after an overwrite", async () => {
        assert.equal(
            await seen({ forgetsOldVersions: true }, "overwrite"),
            "the destination has 1 versions of the object, expected 2",
        );
    });

    it("tell that a delete marker does not arrive where the rule replicates it, and arrives where it does not", async () => {
        const rule = { id: "all", prefix: "", tags: {} };
        assert.equal(
            await seen({ deleteMarkersArrive: false }, "deletion", {
                rule: { ...rule, deleteMarkers: true },
            }),
            "the delete marker at the destination: not within 1 s (the object is still the latest version). " +
                "Wait longer with --timeout <seconds>",
        );
        assert.equal(
            await seen({ deleteMarkersArrive: true }, "deletion", {
                rule: { ...rule, deleteMarkers: false },
            }),
            "the destination has a delete marker, which the rule does not replicate",
        );
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
