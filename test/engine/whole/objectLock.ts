import * as assert from "node:assert/strict";
import type { inSandbox } from "../../support/inSandbox";
import { statementsNamed } from "../asStored";

/** Tests of the Object Lock of the pair `whole`. The emulator replicates no retention and no legal hold. */
export function describeObjectLock(world: ReturnType<typeof inSandbox>): void {
    describe("has two buckets with Object Lock. They", () => {
        for (const side of ["source", "destination"] as const) {
            it(`have it at the ${side}`, async () => {
                const { ObjectLockConfiguration } = await world()
                    .as(side)
                    .s3.getObjectLockConfiguration({ Bucket: `whole-${side}` });
                assert.equal(ObjectLockConfiguration?.ObjectLockEnabled, "Enabled");
            });
        }

        it("have a role that may read retentions and legal holds", async () => {
            assert.deepEqual(
                await statementsNamed(world().as("source"), "whole-replication", "ReadSourceObjects"),
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
                        Resource: "arn:aws:s3:::whole-source/*",
                    },
                ],
            );
        });
    });
}
