import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";
import { statementsNamed } from "./asStored";
import { deployPair } from "./deployPair";

/** The emulator replicates no retention and no legal hold. */
describe("two buckets with Object Lock", function () {
    this.timeout(120_000);
    const world = inSandbox();

    before(async () => {
        const both = { objectLock: true };
        await deployPair(world(), "locked", { destination: both, source: both });
    });

    for (const side of ["source", "destination"] as const) {
        it(`have it at the ${side}`, async () => {
            const { ObjectLockConfiguration } = await world()
                .as(side)
                .s3.getObjectLockConfiguration({ Bucket: `locked-${side}` });
            assert.equal(ObjectLockConfiguration?.ObjectLockEnabled, "Enabled");
        });
    }

    it("have a role that may read retentions and legal holds", async () => {
        assert.deepEqual(
            await statementsNamed(world().as("source"), "locked-replication", "ReadSourceObjects"),
            [
                {
                    Sid: "ReadSourceObjects",
                    Effect: "Allow",
                    Action: [
                        "s3:GetObjectVersionForReplication",
                        "s3:GetObjectVersionAcl",
                        "s3:GetObjectVersionTagging",
                        "s3:GetObjectRetention",
                        "s3:GetObjectLegalHold",
                    ],
                    Resource: "arn:aws:s3:::locked-source/*",
                },
            ],
        );
    });
});
