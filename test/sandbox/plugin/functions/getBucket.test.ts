import assert from "node:assert/strict";
import { refusal } from "../answers";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "../surroundings";

const GET_BUCKET = "aws:s3/getBucket:getBucket";

describe("the stand-in AWS plug-in: getBucket", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("finds a bucket, and where it is", async () => {
        await here.aws.s3.createBucket({
            Bucket: "there",
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        assert.deepEqual(await here.plugin.invoke(GET_BUCKET, { bucket: "there" }), {
            id: "there",
            bucket: "there",
            arn: "arn:aws:s3:::there",
            region: REGION,
            bucketRegion: REGION,
            bucketDomainName: "there.s3.amazonaws.com",
            bucketRegionalDomainName: `there.s3.${REGION}.amazonaws.com`,
            hostedZoneId: "Z3W03O7B5YMIYP",
        });
    });

    it("finds no bucket: there is none, it is in another region, it is another account's", async () => {
        const elsewhere = { CreateBucketConfiguration: { LocationConstraint: "eu-west-1" as const } };
        await here.surroundings
            .byHand(ACCOUNT, "eu-west-1")
            .s3.createBucket({ Bucket: "elsewhere", ...elsewhere });
        await here.surroundings.byHand(OTHER_ACCOUNT).s3.createBucket({
            Bucket: "theirs",
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        const reasons = {
            none: "there is none of that name",
            elsewhere: "PermanentRedirect: it is in another region",
            theirs: "AccessDenied: it belongs to another account, or these credentials do not let you see it",
        };
        for (const [bucket, reason] of Object.entries(reasons)) {
            assert.equal(
                await refusal(here.plugin.invoke(GET_BUCKET, { bucket })),
                `reading the S3 bucket ${bucket}: ${reason}`,
            );
        }
        const found = await here.plugin.invoke(GET_BUCKET, { bucket: "elsewhere", region: "eu-west-1" });
        assert.deepEqual([found.region, found.bucketRegion], ["eu-west-1", "eu-west-1"]);
    });
});
