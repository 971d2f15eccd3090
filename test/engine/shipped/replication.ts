import * as assert from "node:assert/strict";
import type { inSandbox } from "../../support/inSandbox";
import { destinationBucket, roleArn, sourceBucket } from "./stacks";

/** Tests of what the buckets of the two stacks do, which are deployed. */
export function describeReplication(world: ReturnType<typeof inSandbox>): void {
    describe("have buckets that", () => {
        it("replicate an object, which then belongs to the destination's account", async () => {
            const written = world().as("source").s3;
            await written.putObject({
                Bucket: sourceBucket,
                Key: "report.txt",
                Body: "as written",
                Metadata: { origin: "seoul" },
            });
            const original = await written.headObject({ Bucket: sourceBucket, Key: "report.txt" });
            assert.equal(original.ReplicationStatus, "COMPLETED");

            const { s3 } = world().as("destination");
            const replica = await s3.getObject({ Bucket: destinationBucket, Key: "report.txt" });
            assert.equal(replica.ReplicationStatus, "REPLICA");
            assert.deepEqual(replica.Metadata, { origin: "seoul" });
            assert.equal(await replica.Body?.transformToString(), "as written");
            const { Versions = [] } = await s3.listObjectVersions({
                Bucket: destinationBucket,
                Prefix: "report.txt",
            });
            const { Owner } = await s3.listBuckets();
            assert.deepEqual(
                Versions.map((version) => version.Owner?.ID),
                [Owner?.ID],
            );
            const ofTheSource = await written.listBuckets();
            assert.notEqual(Owner?.ID, ofTheSource.Owner?.ID);
        });

        it("replicate a deletion as a delete marker, above the version that stays", async () => {
            const { s3 } = world().as("source");
            await s3.putObject({ Bucket: sourceBucket, Key: "deleted.txt", Body: "x" });
            await s3.deleteObject({ Bucket: sourceBucket, Key: "deleted.txt" });
            const { Versions = [], DeleteMarkers = [] } = await world()
                .as("destination")
                .s3.listObjectVersions({ Bucket: destinationBucket, Prefix: "deleted.txt" });
            assert.deepEqual(
                Versions.map(({ IsLatest }) => IsLatest),
                [false],
            );
            assert.deepEqual(
                DeleteMarkers.map(({ IsLatest }) => IsLatest),
                [true],
            );
        });

        it("let nobody else in: not a third account, nor the source's account as itself", async () => {
            for (const side of ["outsider", "source"] as const) {
                const { s3 } = world().as(side);
                const key = { Bucket: destinationBucket, Key: `by-${side}.txt` };
                await assert.rejects(s3.putObject({ ...key, Body: "x" }), { name: "AccessDenied" }, side);
                await assert.rejects(
                    s3.listObjectsV2({ Bucket: destinationBucket }),
                    { name: "AccessDenied" },
                    side,
                );
            }
            const { s3 } = world().as("destination");
            const { Contents = [] } = await s3.listObjectsV2({ Bucket: destinationBucket, Prefix: "by-" });
            assert.deepEqual(Contents, []);
        });

        it("fail to replicate for another role than the one that the policy names", async () => {
            const { s3 } = world().as("source");
            const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket: sourceBucket });
            const status = async (role: string, key: string) => {
                await s3.putBucketReplication({
                    Bucket: sourceBucket,
                    ReplicationConfiguration: { Rules: ReplicationConfiguration?.Rules, Role: role },
                });
                await s3.putObject({ Bucket: sourceBucket, Key: key, Body: "x" });
                return (await s3.headObject({ Bucket: sourceBucket, Key: key })).ReplicationStatus;
            };
            assert.equal(await status("arn:aws:iam::111111111111:role/another", "by-another.txt"), "FAILED");
            assert.equal(await status(roleArn, "by-the-role.txt"), "COMPLETED");
        });
    });
}
