import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";
import { deployPair } from "./deployPair";

const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" } as const;
const sides = ["source", "destination"] as const;
type Side = (typeof sides)[number];

const uploads = {
    ID: "incomplete-uploads",
    Status: "Enabled",
    Filter: { Prefix: "" },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};

describe("lifecycle and access logging", function () {
    this.timeout(180_000);
    const world = inSandbox();
    let pair: Awaited<ReturnType<typeof deployPair>>;

    async function optionsOf(side: Side) {
        const { s3 } = world().as(side);
        const bucket = { Bucket: `kept-${side}` };
        return {
            lifecycle: (await s3.getBucketLifecycleConfiguration(bucket)).Rules,
            logging: (await s3.getBucketLogging(bucket)).LoggingEnabled,
        };
    }

    before(async () => {
        for (const side of sides) {
            await world()
                .as(side)
                .s3.createBucket({
                    Bucket: `logs-${side}`,
                    CreateBucketConfiguration: { LocationConstraint: regions[side] },
                });
        }
        pair = await deployPair(world(), "kept", {
            destination: {
                protectBucket: false,
                lifecycle: { abortIncompleteMultipartUploadDays: 7 },
                accessLogging: { bucketName: "logs-destination" },
            },
            source: {
                protectBucket: false,
                lifecycle: {
                    noncurrentVersionExpirationDays: 30,
                    noncurrentVersionsToKeep: 2,
                    abortIncompleteMultipartUploadDays: 7,
                },
                accessLogging: { bucketName: "logs-source", prefix: "s3/" },
            },
        });
    });

    it("are what each side says", async () => {
        assert.deepEqual(await optionsOf("destination"), {
            lifecycle: [uploads],
            logging: { TargetBucket: "logs-destination", TargetPrefix: "kept-destination/" },
        });
        assert.deepEqual(await optionsOf("source"), {
            lifecycle: [
                {
                    ID: "noncurrent-versions",
                    Status: "Enabled",
                    Filter: { Prefix: "" },
                    NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
                },
                uploads,
            ],
            logging: { TargetBucket: "logs-source", TargetPrefix: "s3/" },
        });
    });

    it("let the lifecycle begin after the replication", () => {
        const { sequence } = pair.source.made;
        const configuration = sequence.indexOf("create BucketReplicationConfig replication-replication");
        const lifecycle = sequence.indexOf("create BucketLifecycleConfiguration replication-lifecycle");
        assert.ok(configuration >= 0 && configuration < lifecycle, sequence.join("\n"));
    });

    it("are left as they are by a further update", async () => {
        for (const side of sides) {
            const { changes, drift } = await pair[side].stack.preview({
                expectNoChanges: true,
                refresh: true,
            });
            assert.deepEqual([changes, drift], [[], []]);
        }
    });

    it("leave the log buckets where they are when the stacks go", async () => {
        await pair.source.stack.destroy();
        await pair.destination.stack.destroy();
        assert.deepEqual(await world().everything(), [
            "destination: bucket logs-destination",
            "source: bucket logs-source",
        ]);
    });
});
