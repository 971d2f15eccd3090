import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { example, makeBucket, regions } from "./existingBuckets";

describe("existing buckets that are not as the program has them", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stack: Deployment;

    before(async () => {
        await makeBucket(world().as("destination"), "destination");
        stack = await world().stack("sandbox", { managePolicy: false }, example);
    });

    it("are refused at preview where one is not there", async () => {
        const { diagnostics } = await stack.refused("preview");
        assert.match(
            diagnostics.join("\n"),
            /ReplicationSource "originals": bucketName is "existing-source"; allowed: the name of a bucket that exists/,
        );
    });

    it("are refused at preview where one has Object Lock, and the program does not say so", async () => {
        await makeBucket(world().as("source"), "source");
        const Bucket = "locked-destination";
        await world()
            .as("destination")
            .s3.createBucket({
                Bucket,
                CreateBucketConfiguration: { LocationConstraint: regions.destination },
                ObjectLockEnabledForBucket: true,
            });
        await stack.settings({ managePolicy: false, destinationBucket: Bucket });
        const { diagnostics } = await stack.refused("preview");
        assert.match(
            diagnostics.join("\n"),
            /ReplicationDestination "replicas": objectLock is false; allowed: true, since the bucket locked-destination has Object Lock\./,
        );
    });
});
