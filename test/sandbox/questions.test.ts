import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";

describe("what the emulator answers beside MiniStack", function () {
    this.timeout(60_000);
    const world = inSandbox();
    const bucket = { Bucket: "questioned" };

    before(async () => {
        await world()
            .as("source")
            .s3.createBucket({
                ...bucket,
                CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
            });
    });

    it("is who pays", async () => {
        const { s3 } = world().as("source");
        const payer = async () => (await s3.getBucketRequestPayment(bucket)).Payer;
        assert.equal(await payer(), "BucketOwner");
        await s3.putBucketRequestPayment({
            ...bucket,
            RequestPaymentConfiguration: { Payer: "Requester" },
        });
        assert.equal(await payer(), "Requester");
    });

    it("is whether a policy is public", async () => {
        const { s3 } = world().as("source");
        const isPublic = async () => (await s3.getBucketPolicyStatus(bucket)).PolicyStatus?.IsPublic;
        const allow = async (Principal: unknown) =>
            s3.putBucketPolicy({
                ...bucket,
                Policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal,
                            Action: "s3:GetObject",
                            Resource: "arn:aws:s3:::questioned/*",
                        },
                    ],
                }),
            });
        await assert.rejects(isPublic(), { name: "NoSuchBucketPolicy" });
        await s3.deletePublicAccessBlock(bucket);
        await allow({ AWS: "arn:aws:iam::222222222222:root" });
        assert.equal(await isPublic(), false);
        await allow("*");
        assert.equal(await isPublic(), true);
    });

    it("is nothing to another account", async () => {
        const { s3 } = world().as("outsider");
        await assert.rejects(s3.getBucketRequestPayment(bucket), { name: "AccessDenied" });
        await assert.rejects(s3.getBucketPolicyStatus(bucket), { name: "AccessDenied" });
    });
});
