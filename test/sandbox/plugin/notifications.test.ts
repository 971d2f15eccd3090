import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { refusal } from "./answers";
import { openToS3 } from "./cases/case";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { NOTIFICATION } from "./types";

describe("the stand-in AWS plug-in: notifications of a bucket", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const bucket = "notifying";
    const events = ["s3:Replication:OperationFailedReplication"];

    beforeEach(async () => {
        await here.aws.s3.createBucket({
            Bucket: bucket,
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
    });

    /** By hand: a queue is none of the types that the stand-in knows. Each one changes the policy of what it made. */
    const topicWith = async (Policy: string) => {
        const { TopicArn } = await here.aws.sns.createTopic({ Name: "listening", Attributes: { Policy } });
        return (AttributeValue: string) =>
            here.aws.sns.setTopicAttributes({ TopicArn, AttributeName: "Policy", AttributeValue });
    };
    const queueWith = async (Policy: string) => {
        const { QueueUrl } = await here.aws.sqs.createQueue({
            QueueName: "listening",
            Attributes: { Policy },
        });
        return (changed: string) =>
            here.aws.sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: changed } });
    };
    const kinds = [
        { made: topicWith, member: "topics", arnMember: "topicArn", action: "sns:Publish" },
        { made: queueWith, member: "queues", arnMember: "queueArn", action: "sqs:SendMessage" },
    ];
    for (const { made, member, arnMember, action } of kinds) {
        const [service] = action.split(":");
        const arn = `arn:aws:${service}:${REGION}:${ACCOUNT}:listening`;
        const inputs = { bucket, [member]: [{ [arnMember]: arn, events }] };
        const closed = `${service}:Get*`;
        const found = async () => {
            const answer = await here.aws.s3.getBucketNotificationConfiguration({ Bucket: bucket });
            return [...(answer.TopicConfigurations ?? []), ...(answer.QueueConfigurations ?? [])];
        };

        it(`get an id from S3 where they are given none: ${member}`, async () => {
            await made(openToS3(action));
            const { state } = await here.plugin.create(NOTIFICATION, inputs);
            const id = (await found())[0]?.Id ?? "";
            assert.match(id, /^\S{10,}$/);
            assert.deepEqual(state[member], [{ [arnMember]: arn, events, id }]);
            assert.deepEqual((await here.plugin.diff(NOTIFICATION, state, inputs)).paths, {});
        });

        it(`wait for the policy to let S3 in: ${member}`, async () => {
            const change = await made(openToS3(closed));
            const call = here.plugin.create(NOTIFICATION, inputs);
            await setTimeout(300);
            assert.deepEqual(await found(), []);
            await change(openToS3(action));
            assert.equal((await call).id, bucket);
        });

        it(`are refused in the end where the policy does not let S3 in: ${member}`, async () => {
            await made(openToS3(closed));
            assert.equal(
                await refusal(here.plugin.create(NOTIFICATION, inputs)),
                `creating ${NOTIFICATION} (thing): InvalidArgument: Unable to validate the following ` +
                    `destination configurations: ${arn}`,
            );
        });
    }

    it("reach the queue", async () => {
        const { QueueUrl } = await here.aws.sqs.createQueue({
            QueueName: "new-objects",
            Attributes: { Policy: openToS3("sqs:SendMessage") },
        });
        const queueArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:new-objects`;
        const queues = [{ queueArn, events: ["s3:ObjectCreated:*"] }];
        await here.plugin.create(NOTIFICATION, { bucket, queues });
        await here.aws.s3.putObject({ Bucket: bucket, Key: "new", Body: "new" });
        const { Messages = [] } = await here.aws.sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
        const bodies = Messages.map(({ Body = "" }): unknown => JSON.parse(Body));
        assert.partialDeepStrictEqual(bodies, [
            { Event: "s3:TestEvent", Bucket: bucket },
            { Records: [{ eventName: "ObjectCreated:Put", s3: { object: { key: "new" } } }] },
        ]);
    });
});
