import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import type { Operation } from "../support/operation";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

describe("the destruction of two stacks whose buckets are empty and unprotected", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stacks: Record<"source" | "destination", Deployment>;
    let destroyed: Record<"source" | "destination", Operation>;

    before(async () => {
        const { source, destination } = pairSettings("gone");
        const open = { protectBucket: false };
        stacks = {
            destination: await world().stack("gone-destination", { ...destination, ...open }),
            source: await world().stack("gone-source", { ...source, ...open }),
        };
        await stacks.destination.up();
        await stacks.source.up();
        destroyed = {
            source: await stacks.source.destroy(),
            destination: await stacks.destination.destroy(),
        };
    });

    it("leaves nothing in AWS and in the state", async () => {
        assert.deepEqual(await world().everything(), []);
        assert.deepEqual(await stacks.source.resources(), []);
        assert.deepEqual(await stacks.destination.resources(), []);
    });

    it("removes each of the resources", () => {
        assert.equal(destroyed.source.changes.filter((change) => change.startsWith("delete ")).length, 14);
        assert.equal(
            destroyed.destination.changes.filter((change) => change.startsWith("delete ")).length,
            10,
        );
    });

    it("ends the replication first, and the buckets last", () => {
        const { source, destination } = destroyed;
        follows(
            source,
            "BucketVersioning replication-versioning",
            "BucketReplicationConfig replication-replication",
        );
        follows(
            source,
            "RolePolicy replication-role-policy",
            "BucketReplicationConfig replication-replication",
        );
        follows(source, "Role replication-role", "RolePolicy replication-role-policy");
        for (const { sequence } of [source, destination]) {
            const ofBucket = sequence.filter((step) => step.startsWith("delete Bucket"));
            assert.equal(ofBucket.at(-1), "delete Bucket replication-bucket");
        }
    });
});

function follows({ sequence }: Operation, later: string, earlier: string): void {
    const [first, second] = [sequence.indexOf(`delete ${earlier}`), sequence.indexOf(`delete ${later}`)];
    assert.ok(first >= 0 && second > first, `${later} after ${earlier}:\n${sequence.join("\n")}`);
}
