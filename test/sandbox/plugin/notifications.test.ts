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

    it("are told by the function that reads them, with none and with each kind", async () => {
        const GET_NOTIFICATION = "aws:s3/getBucketNotification:getBucketNotification";
        const none = { topics: [], queues: [], lambdaFunctions: [], eventbridge: false };
        const told = { bucket, region: REGION };
        assert.deepEqual(await here.plugin.invoke(GET_NOTIFICATION, { bucket }), { ...told, ...none });
        await topicWith(openToS3("sns:Publish"));
        await queueWith(openToS3("sqs:SendMessage"));
        const arn = (service: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:listening`;
        const lambdaFunctionArn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:listening`;
        const images = { Key: { FilterRules: [{ Name: "prefix" as const, Value: "images/" }] } };
        await here.aws.s3.putBucketNotificationConfiguration({
            Bucket: bucket,
            SkipDestinationValidation: true,
            NotificationConfiguration: {
                TopicConfigurations: [{ Id: "a", TopicArn: arn("sns"), Events: ["s3:ObjectRemoved:*"] }],
                QueueConfigurations: [{ Id: "b", QueueArn: arn("sqs"), Events: ["s3:ObjectCreated:*"] }],
                LambdaFunctionConfigurations: [
                    {
                        Id: "c",
                        LambdaFunctionArn: lambdaFunctionArn,
                        Events: ["s3:ObjectCreated:*"],
                        Filter: images,
                    },
                ],
                EventBridgeConfiguration: {},
            },
        });
        const filter = { filterPrefix: "", filterSuffix: "" };
        const created = { events: ["s3:ObjectCreated:*"], ...filter };
        assert.deepEqual(await here.plugin.invoke(GET_NOTIFICATION, { bucket }), {
            ...told,
            topics: [{ id: "a", topicArn: arn("sns"), events: ["s3:ObjectRemoved:*"], ...filter }],
            queues: [{ id: "b", queueArn: arn("sqs"), ...created }],
            lambdaFunctions: [{ id: "c", lambdaFunctionArn, ...created, filterPrefix: "images/" }],
            eventbridge: true,
        });
    });

    it("are not told of a bucket that there is not", async () => {
        const asked = here.plugin.invoke("aws:s3/getBucketNotification:getBucketNotification", {
            bucket: "none",
        });
        assert.match(await refusal(asked), /^reading the notifications of the S3 bucket none: NoSuchBucket/);
    });
});
