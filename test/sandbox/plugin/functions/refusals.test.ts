import assert from "node:assert/strict";
import { refusal } from "../answers";
import { inSurroundings } from "../surroundings";

const GET_KEY = "aws:kms/getKey:getKey";
const GET_BUCKET = "aws:s3/getBucket:getBucket";

describe("the stand-in AWS plug-in: functions and arguments that it does not know", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("refuses a function that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:s3/getBuckets:getBuckets", {})),
            "the stand-in AWS plug-in does not know the function aws:s3/getBuckets:getBuckets. It knows: " +
                "aws:index/getCallerIdentity:getCallerIdentity, aws:index/getPartition:getPartition, " +
                "aws:index/getRegion:getRegion, aws:iam/getRole:getRole, aws:kms/getKey:getKey, " +
                "aws:s3/getBucket:getBucket, aws:s3/getBucketNotification:getBucketNotification, " +
                "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration, " +
                "aws:s3/getBucketPolicy:getBucketPolicy, " +
                "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration, " +
                "aws:cloudcontrol/getResource:getResource. " +
                "To use any other function, install the official plug-in: pulumi plugin install resource aws",
        );
    });

    it("refuses an argument that is missing, or of another type", async () => {
        assert.equal(await refusal(here.plugin.invoke(GET_KEY, {})), `${GET_KEY}: "keyId" is required`);
        assert.equal(
            await refusal(here.plugin.invoke(GET_BUCKET, { bucket: 1 })),
            `${GET_BUCKET}: "bucket" must be a string, got 1`,
        );
    });

    it("refuses an argument that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:index/getRegion:getRegion", { endpoint: "x" })),
            'aws:index/getRegion:getRegion: the stand-in does not support the argument "endpoint"',
        );
    });
});
