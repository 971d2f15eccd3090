import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { openToS3 } from "./cases/case";
import { refusal } from "./plugin";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { NOTIFICATION } from "./types";

describe("the stand-in AWS plug-in: notifications of a bucket", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const bucket = "notifying";
    const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:listening`;
    const topics = [{ topicArn, events: ["s3:Replication:OperationFailedReplication"] }];
    const created = () => here.plugin.create(NOTIFICATION, { bucket, topics });

    const topicThatLetsS3 = (action: string) =>
        here.aws.sns.createTopic({ Name: "listening", Attributes: { Policy: openToS3(action) } });

    beforeEach(async () => {
        await here.aws.s3.createBucket({
            Bucket: bucket,
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
    });

    it("get an id from S3 where they are given none", async () => {
        await topicThatLetsS3("sns:Publish");
        const { state } = await created();
        const found = await here.aws.s3.getBucketNotificationConfiguration({ Bucket: bucket });
        const id = found.TopicConfigurations?.[0]?.Id ?? "";
        assert.match(id, /^\S{10,}$/);
        assert.deepEqual(state.topics, [{ ...topics[0], id }]);
        assert.deepEqual((await here.plugin.diff(NOTIFICATION, state, { bucket, topics })).paths, {});
    });

    it("wait for the topic's policy to let S3 in", async () => {
        await topicThatLetsS3("sns:GetTopicAttributes");
        const call = created();
        await setTimeout(300);
        const before = await here.aws.s3.getBucketNotificationConfiguration({ Bucket: bucket });
        assert.equal(before.TopicConfigurations, undefined);
        await here.aws.sns.setTopicAttributes({
            TopicArn: topicArn,
            AttributeName: "Policy",
            AttributeValue: openToS3("sns:Publish"),
        });
        assert.equal((await call).id, bucket);
    });

    it("are refused in the end where the topic does not let S3 in", async () => {
        await topicThatLetsS3("sns:GetTopicAttributes");
        assert.equal(
            await refusal(created()),
            `creating ${NOTIFICATION} (thing): InvalidArgument: Unable to validate the following destination ` +
                `configurations: ${topicArn}`,
        );
    });
});
