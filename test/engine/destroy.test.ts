import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
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
        assert.equal(destroyed.source.changes.filter((change) => change.startsWith("delete ")).length, 13);
        assert.equal(
            destroyed.destination.changes.filter((change) => change.startsWith("delete ")).length,
            9,
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

describe("the destruction of a stack that made a KMS key", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const Bucket = "sealed-destination";
    let stack: Deployment;

    before(async () => {
        stack = await world().stack(Bucket, {
            ...pairSettings("sealed").destination,
            protectBucket: false,
            encryption: { createKmsKey: true },
        });
    });

    /** The key that the bucket's new objects are encrypted with. */
    async function keyOfBucket(): Promise<string> {
        const answer = await world().as("destination").s3.getBucketEncryption({ Bucket });
        const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
        return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "";
    }
    async function stateOfKey(KeyId: string): Promise<string | undefined> {
        const { KeyMetadata } = await new KMS(world().client("destination")).describeKey({ KeyId });
        return KeyMetadata?.KeyState;
    }

    it("leaves the key, and nothing else", async () => {
        await stack.up();
        const key = await keyOfBucket();
        await stack.destroy();
        assert.deepEqual([await world().everything(), await stack.resources()], [[], []]);
        assert.equal(await stateOfKey(key), "Enabled");
    });

    it("leaves the key where AWS refuses to delete the bucket, whose objects can still be read", async () => {
        await stack.up();
        const key = await keyOfBucket();
        const { s3 } = world().as("destination");
        await s3.putObject({ Bucket, Key: "kept.txt", Body: "x" });
        const { diagnostics } = await stack.refused("destroy");
        assert.match(diagnostics.join("\n"), /BucketNotEmpty/);
        assert.deepEqual([await keyOfBucket(), await stateOfKey(key)], [key, "Enabled"]);
    });

    it("knows that key no longer: the next update makes another, for new objects", async () => {
        const key = await keyOfBucket();
        const { changes } = await stack.up();
        assert.ok(changes.includes("create Key replication-key"), changes.join("\n"));
        const another = await keyOfBucket();
        assert.notEqual(another, key);
        assert.deepEqual([await stateOfKey(key), await stateOfKey(another)], ["Enabled", "Enabled"]);
    });
});

function follows({ sequence }: Operation, later: string, earlier: string): void {
    const [first, second] = [sequence.indexOf(`delete ${earlier}`), sequence.indexOf(`delete ${later}`)];
    assert.ok(first >= 0 && second > first, `${later} after ${earlier}:\n${sequence.join("\n")}`);
}
