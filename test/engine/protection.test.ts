import * as assert from "node:assert/strict";
import { versionsOf } from "../support/bucketState";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

type Side = "source" | "destination";
const components = { source: "ReplicationSource", destination: "ReplicationDestination" };
const urnOfBucket = (side: Side) =>
    `urn:pulumi:kept-${side}::s3-cross-account-replication` +
    `::s3-cross-account-replication:index:${components[side]}` +
    `$aws:s3/bucket:Bucket::replication-bucket`;
/** A destruction forgets what the source's stack refers to; nothing of it exists outside of the state. */
const ofTheReference = /^(StackReference|pulumi default)/;
const bothSides = ["source", "destination"] as const;

describe("a bucket that holds objects", function () {
    this.timeout(120_000);
    const world = inSandbox();

    /** Both stacks deployed, with an object that was overwritten, and so two versions on both sides. */
    async function deployed(name: string, settings: object = {}) {
        const pair = pairSettings(name);
        const destination = await world().stack(`${name}-destination`, { ...pair.destination, ...settings });
        const source = await world().stack(`${name}-source`, { ...pair.source, ...settings });
        await destination.up();
        await source.up();
        const { s3 } = world().as("source");
        for (const body of ["first", "second"]) {
            await s3.putObject({ Bucket: `${name}-source`, Key: "kept.txt", Body: body });
        }
        return { source, destination };
    }

    const versions = (side: Side, bucket: string) => versionsOf(world().as(side).s3, bucket);

    describe("in a stack as it ships", () => {
        const pair = pairSettings("kept");
        let stacks: Record<Side, Deployment>;
        before(async () => {
            stacks = await deployed("kept");
        });

        /** Nothing of the bucket's, of its objects and of the state may be another than before. */
        async function unharmed(side: Side, attempt: () => Promise<void>): Promise<void> {
            const bucket = `kept-${side}`;
            const look = async () => ({
                versions: await versions(side, bucket),
                bucket: await world().bucket(side, bucket),
                everything: await world().everything(),
                resources: (await stacks[side].resources()).filter(
                    (resource) => !ofTheReference.test(resource),
                ),
            });
            const earlier = await look();
            assert.equal(earlier.versions.length, 2);
            await attempt();
            assert.deepEqual(await look(), earlier);
        }

        for (const side of bothSides) {
            it(`is not destroyed: ${side}`, () =>
                unharmed(side, async () => {
                    const { diagnostics } = await stacks[side].refused("destroy");
                    // The engine comes to the bucket last, after what depends on it.
                    const refusals = diagnostics.filter((text) => text !== "update failed");
                    assert.ok(refusals.length > 0);
                    for (const refusal of refusals) {
                        assert.match(
                            refusal,
                            /^resource "urn:\S+" cannot be deleted\nbecause it is protected\./,
                        );
                    }
                }));

            it(`is not replaced when bucketName changes, and the preview says so already: ${side}`, () =>
                unharmed(side, async () => {
                    await stacks[side].settings({ ...pair[side], bucketName: `renamed-${side}` });
                    try {
                        for (const operation of ["preview", "up"] as const) {
                            const { diagnostics } = await stacks[side].refused(operation);
                            assert.equal(
                                diagnostics[0]?.split(" To unprotect")[0],
                                `unable to replace resource "${urnOfBucket(side)}"\nas it is currently marked for protection.`,
                                operation,
                            );
                        }
                    } finally {
                        await stacks[side].settings(pair[side]);
                    }
                }));
        }
    });

    describe("in a stack with protectBucket: false", () => {
        it("is not destroyed by AWS, loses no version, and is whole again after an update", async () => {
            const { source, destination } = await deployed("open", { protectBucket: false });
            const earlier = {
                source: await versions("source", "open-source"),
                destination: await versions("destination", "open-destination"),
                buckets: await Promise.all(bothSides.map((side) => world().bucket(side, `open-${side}`))),
            };
            for (const stack of [source, destination]) {
                const { diagnostics } = await stack.refused("destroy");
                assert.match(diagnostics.join("\n"), /BucketNotEmpty/);
            }
            assert.deepEqual(await versions("source", "open-source"), earlier.source);
            assert.deepEqual(await versions("destination", "open-destination"), earlier.destination);

            await destination.up();
            await source.up();
            assert.deepEqual(
                await Promise.all(bothSides.map((side) => world().bucket(side, `open-${side}`))),
                earlier.buckets,
            );
            const { s3 } = world().as("source");
            const key = { Bucket: "open-source", Key: "later.txt" };
            await s3.putObject({ ...key, Body: "x" });
            assert.equal((await s3.headObject(key)).ReplicationStatus, "COMPLETED");
        });

        it("outlives its replacement when bucketName changes", async () => {
            const settings = { ...pairSettings("old").destination, protectBucket: false };
            const stack = await world().stack("old-destination", settings);
            await stack.up();
            const { s3 } = world().as("destination");
            await s3.putObject({ Bucket: "old-destination", Key: "kept.txt", Body: "x" });
            const earlier = await versions("destination", "old-destination");

            await stack.settings({ ...settings, bucketName: "new-destination" });
            const { diagnostics } = await stack.refused("up");
            assert.match(diagnostics.join("\n"), /BucketNotEmpty/);
            assert.deepEqual(await versions("destination", "old-destination"), earlier);
            assert.equal((await world().bucket("destination", "new-destination")).versioning, "Enabled");
        });
    });
});
