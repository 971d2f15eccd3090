import * as assert from "node:assert/strict";
import type { ObjectContent } from "../../../../operations/verify/bucket";
import { allOf, outcome, runAll, seen } from "./runSteps";
import { probedRule, twoBuckets } from "./twoBuckets";

describe("the steps of verify that look at replicas", () => {
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
        [
            "cache control",
            { headers: { "Cache-Control": "no-store" } },
            "Cache-Control is no-store, expected private, max-age=60; Content-Disposition is not set, expected " +
                'attachment; filename="probe.json"; Content-Language is not set, expected ko, en; ' +
                "Expires is not set, expected Wed, 01 Jan 2031 00:00:00 GMT",
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
            "of the object's 2 versions at the source the destination has 1",
        );
    });

    it("tell that a delete marker does not arrive where the rule replicates it, and arrives where it does not", async () => {
        assert.equal(
            await seen({ deleteMarkersArrive: false }, "deletion", {
                rule: probedRule({ deleteMarkers: true }),
            }),
            "the delete marker at the destination: not within 1 s (the object is still the latest version). " +
                "Wait longer with --timeout <seconds>",
        );
        assert.equal(
            await seen({ deleteMarkersArrive: true }, "deletion", {
                rule: probedRule(),
            }),
            "the destination has a delete marker, which the rule does not replicate",
        );
    });

    it("tell that a replica is stored as another class than its original, unless the rule says so", async () => {
        const behaviour = { storageClass: "STANDARD_IA" };
        assert.equal(
            await seen(behaviour, "equality"),
            "at the destination, storage class is STANDARD_IA, expected STANDARD",
        );
        const { context } = twoBuckets(behaviour, { rule: probedRule({ storageClass: "STANDARD_IA" }) });
        assert.equal(outcome(await runAll(context)).equality, "passed");
    });

    it("tell that an old version was altered at the destination after the deletion", async () => {
        for (const deleteMarkersArrive of [true, false]) {
            const alteredByDeletion = (content: ObjectContent) => ({ ...content, tags: { by: "somebody" } });
            assert.equal(
                await seen({ deleteMarkersArrive, alteredByDeletion }, "deletion"),
                'at the destination, tags is {"by":"somebody"}, expected {"purpose":"replication probe","team":"sre+ops"}',
            );
        }
    });

    it("take as many versions and markers as the source has, where answers to writes were lost", async () => {
        for (const deleteMarkersArrive of [true, false]) {
            const { context, source } = twoBuckets({ deleteMarkersArrive, answerLost: () => true });
            const results = await runAll(context);
            assert.deepEqual(outcome(results), allOf("passed"));
            assert.equal(
                results.find(({ id }) => id === "overwrite")?.seen,
                "4 versions, as at the source; the latest is the same, and so are the older ones",
            );
            assert.equal(source.stored.filter(({ content }) => content === undefined).length, 2);
        }
    });

    it("take a write that was long on its way, and comes after the deletion, for what it is", async () => {
        const { context, source } = twoBuckets({ deleteMarkersArrive: true });
        const remove = source.remove.bind(source);
        source.remove = async (key) => {
            const written = source.stored.find((version) => version.key === key)?.content;
            assert.ok(written);
            await remove(key);
            await source.put(key, written);
        };
        assert.deepEqual(outcome(await runAll(context)), allOf("passed"));
    });

    it("look twice at what differs, since it may have been spoilt on its way here alone", async () => {
        const { context, destination } = twoBuckets();
        const read = destination.read.bind(destination);
        let reads = 0;
        destination.read = async (key, versionId) => {
            const version = await read(key, versionId);
            return { ...version, body: reads++ === 0 ? new Uint8Array() : version.body };
        };
        assert.deepEqual(outcome(await runAll(context)), allOf("passed"));
    });
});
