import * as assert from "node:assert/strict";
import { removeProbes } from "../../../../operations/verify/removal";
import { twoBuckets } from "./twoBuckets";

const content = { body: Buffer.from("x"), contentType: "text/plain", headers: {}, metadata: {}, tags: {} };

describe("the removal of the probes", () => {
    it("removes all versions and markers under the run's prefix on both sides, and nothing else", async () => {
        const { context, source, destination } = twoBuckets({ deleteMarkersArrive: true });
        await source.put("replication-probe/1/a", content);
        await source.put("replication-probe/1/a", content);
        await source.remove("replication-probe/1/a");
        await source.put("replication-probe/10/a", content);
        await source.put("report", content);
        assert.equal(
            await removeProbes(context),
            "source: 3 versions and markers removed; destination: 3 versions and markers removed",
        );
        const keys = ["report", "replication-probe/10/a"];
        assert.deepEqual(
            source.stored.map(({ key }) => key),
            keys,
        );
        assert.deepEqual(
            destination.stored.map(({ key }) => key),
            keys,
        );
    });

    it("tidies the destination although the source refuses, and says so", async () => {
        const { context, source, destination } = twoBuckets();
        await source.put("replication-probe/1/a", content);
        source.fails = { purge: new Error("refused") };
        await assert.rejects(removeProbes(context), {
            name: "OperationError",
            message:
                "source: refused; destination: 1 versions and markers removed. " +
                "Remove by hand what is left under replication-probe/1/",
        });
        assert.deepEqual(destination.stored, []);
    });

    it("notices what it could not remove", async () => {
        const { context, source, destination } = twoBuckets();
        await source.put("replication-probe/1/a", content);
        destination.purge = () => Promise.resolve();
        await assert.rejects(removeProbes(context), {
            message:
                "source: 1 versions and markers removed; destination: 1 versions and markers are still there. " +
                "Remove by hand what is left under replication-probe/1/",
        });
    });

    it("tells where an object may still arrive", async () => {
        const { context, source } = twoBuckets({ status: () => "PENDING", arrives: () => false });
        await source.put("replication-probe/1/a", content);
        assert.equal(
            await removeProbes(context),
            "source: 1 versions and markers removed; destination: 0 versions and markers removed. " +
                "1 objects were still on their way: look once more under replication-probe/1/ in there",
        );
    });

    it("ends uploads that were begun, and looks once more where the answer to a write was lost", async () => {
        const { context, source } = twoBuckets();
        source.openUploads = ["replication-probe/1/a", "replication-probe/10/a"];
        source.unansweredWrites = 2;
        const purge = source.purge.bind(source);
        source.purge = async (versions) => {
            await purge(versions);
            source.purge = purge;
            // S3 does only now what it was asked for before.
            setTimeout(() => {
                void source.put("replication-probe/1/late", content);
                source.openUploads.push("replication-probe/1/late");
            }, 10);
        };
        await source.put("replication-probe/1/a", content);
        assert.equal(
            await removeProbes(context, 0.1),
            "source: 2 versions and markers removed, 2 uploads ended; destination: 2 versions and markers removed. " +
                "2 writes had no answer: look once more under replication-probe/1/ in here",
        );
        assert.deepEqual([source.stored, source.openUploads], [[], ["replication-probe/10/a"]]);
    });

    it("tells the first cause where uploads cannot be ended", async () => {
        const { context, source } = twoBuckets();
        source.fails = { abortUploads: new Error("refused") };
        await assert.rejects(removeProbes(context), {
            message:
                "source: refused; destination: 0 versions and markers removed. " +
                "Remove by hand what is left under replication-probe/1/",
        });
    });
});
