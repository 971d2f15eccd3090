import * as assert from "node:assert/strict";
import * as path from "node:path";
import type { Deployment } from "../support/deployment";
import type { Operation } from "../support/operation";
import { inSandbox } from "../support/inSandbox";

describe("both sides in one program with two providers", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stack: Deployment;
    let made: Operation;

    before(async () => {
        const workDir = path.join(__dirname, "programs", "bothSides");
        stack = await world().stack("both", undefined, { workDir });
        made = await stack.up();
    });

    it("are made at once, each in its account", async () => {
        const ofSides = made.changes.filter((change) => / (originals|replicas)/.test(change));
        assert.equal(ofSides.filter((change) => change.includes(" replicas")).length, 7);
        assert.equal(ofSides.filter((change) => change.includes(" originals")).length, 10);
        assert.deepEqual(await world().everything(), [
            "destination: bucket both-destination",
            "source: bucket both-source",
            "source: role both-replication",
        ]);
        assert.deepEqual(await stack.outputs(), { originals: "both-source", replicas: "both-destination" });
    });

    it("are in order: the replication configuration after the destination's versioning and policy", () => {
        const { sequence } = made;
        const configuration = sequence.indexOf("create BucketReplicationConfig originals-replication");
        for (const earlier of ["BucketVersioning replicas-versioning", "BucketPolicy replicas-policy"]) {
            const begun = sequence.indexOf(`create ${earlier}`);
            assert.ok(begun >= 0 && begun < configuration, sequence.join("\n"));
        }
    });

    it("have nothing to do afterwards", async () => {
        assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
    });

    it("replicate an object, and go again as one", async () => {
        const { s3 } = world().as("source");
        const original = { Bucket: "both-source", Key: "report.txt" };
        await s3.putObject({ ...original, Body: "as written" });
        assert.equal((await s3.headObject(original)).ReplicationStatus, "COMPLETED");
        const there = world().as("destination").s3;
        const replica = { Bucket: "both-destination", Key: "report.txt" };
        const { Body, ReplicationStatus, VersionId } = await there.getObject(replica);
        assert.deepEqual([await Body?.transformToString(), ReplicationStatus], ["as written", "REPLICA"]);

        const { VersionId: ofOriginal } = await s3.headObject(original);
        await s3.deleteObject({ ...original, VersionId: ofOriginal });
        await there.deleteObject({ ...replica, VersionId });
        const { sequence } = await stack.destroy();
        const replication = sequence.indexOf("delete BucketReplicationConfig originals-replication");
        const bucket = sequence.indexOf("delete Bucket replicas-bucket");
        assert.ok(replication >= 0 && bucket > replication, sequence.join("\n"));
        assert.deepEqual(await world().everything(), []);
    });
});
