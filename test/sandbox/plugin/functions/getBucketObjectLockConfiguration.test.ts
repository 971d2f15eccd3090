import assert from "node:assert/strict";
import { refusal } from "../answers";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "../surroundings";

const GET_LOCK = "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration";

describe("the stand-in AWS plug-in: getBucketObjectLockConfiguration", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("answers with a bucket's Object Lock, without and with a retention by default", async () => {
        const { s3 } = here.aws;
        const Bucket = "locked";
        await s3.createBucket({
            Bucket,
            CreateBucketConfiguration: { LocationConstraint: REGION },
            ObjectLockEnabledForBucket: true,
        });
        const locked = { bucket: Bucket, region: REGION, objectLockEnabled: "Enabled" };
        assert.deepEqual(await here.plugin.invoke(GET_LOCK, { bucket: Bucket }), { ...locked, rules: [] });
        for (const [retention, told] of [
            [
                { Mode: "GOVERNANCE", Days: 3 },
                { mode: "GOVERNANCE", days: 3 },
            ],
            [
                { Mode: "COMPLIANCE", Years: 1 },
                { mode: "COMPLIANCE", years: 1 },
            ],
        ] as const) {
            await s3.putObjectLockConfiguration({
                Bucket,
                ObjectLockConfiguration: {
                    ObjectLockEnabled: "Enabled",
                    Rule: { DefaultRetention: retention },
                },
            });
            assert.deepEqual(
                await here.plugin.invoke(GET_LOCK, { bucket: Bucket, expectedBucketOwner: ACCOUNT }),
                { ...locked, expectedBucketOwner: ACCOUNT, rules: [{ defaultRetentions: [told] }] },
            );
        }
    });

    it("finds no Object Lock: the bucket has none, there is no bucket, it is another account's", async () => {
        const open = { CreateBucketConfiguration: { LocationConstraint: REGION } } as const;
        await here.aws.s3.createBucket({ Bucket: "open", ...open });
        await here.surroundings.byHand(OTHER_ACCOUNT).s3.createBucket({ Bucket: "closed", ...open });
        const reasons = {
            open: /couldn't find resource$/,
            none: /couldn't find resource$/,
            closed: /AccessDenied/,
        };
        for (const [bucket, reason] of Object.entries(reasons)) {
            const told = await refusal(here.plugin.invoke(GET_LOCK, { bucket }));
            assert.ok(
                told.startsWith(`reading the Object Lock configuration of the S3 bucket ${bucket}: `),
                told,
            );
            assert.match(told, reason);
        }
    });
});
