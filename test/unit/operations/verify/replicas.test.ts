import * as assert from "node:assert/strict";
import type { ObjectContent } from "../../../../operations/verify/bucket";
import { seen } from "./runSteps";

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
});
