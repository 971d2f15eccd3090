import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { refusal, text } from "./answers";
import { openToS3 } from "./cases/case";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { NOTIFICATION, QUEUE, TOPIC } from "./types";

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

    const kinds = [
        { type: TOPIC, member: "topics", arnMember: "topicArn", service: "sns", action: "sns:Publish" },
        { type: QUEUE, member: "queues", arnMember: "queueArn", service: "sqs", action: "sqs:SendMessage" },
    ];
    for (const { type, member, arnMember, service, action } of kinds) {
        const arn = `arn:aws:${service}:${REGION}:${ACCOUNT}:listening`;
        const inputs = { bucket, [member]: [{ [arnMember]: arn, events }] };
        const closed = `${service}:Get*`;
        const listenerThatLetsS3 = async (allowed: string) => {
            const wanted = await here.plugin.accepted(type, { name: "listening", policy: openToS3(allowed) });
            return { wanted, ...(await here.plugin.create(type, wanted)) };
        };
        const found = async () => {
            const answer = await here.aws.s3.getBucketNotificationConfiguration({ Bucket: bucket });
            return [...(answer.TopicConfigurations ?? []), ...(answer.QueueConfigurations ?? [])];
        };

        it(`get an id from S3 where they are given none: ${member}`, async () => {
            await listenerThatLetsS3(action);
            const { state } = await here.plugin.create(NOTIFICATION, inputs);
            const id = (await found())[0]?.Id ?? "";
            assert.match(id, /^\S{10,}$/);
            assert.deepEqual(state[member], [{ [arnMember]: arn, events, id }]);
            assert.deepEqual((await here.plugin.diff(NOTIFICATION, state, inputs)).paths, {});
        });

        it(`wait for the policy to let S3 in: ${member}`, async () => {
            const listener = await listenerThatLetsS3(closed);
            const call = here.plugin.create(NOTIFICATION, inputs);
            await setTimeout(300);
            assert.deepEqual(await found(), []);
            const open = { ...listener.wanted, policy: openToS3(action) };
            await here.plugin.update(type, listener.id, listener.state, open);
            assert.equal((await call).id, bucket);
        });

        it(`are refused in the end where the policy does not let S3 in: ${member}`, async () => {
            await listenerThatLetsS3(closed);
            assert.equal(
                await refusal(here.plugin.create(NOTIFICATION, inputs)),
                `creating ${NOTIFICATION} (thing): InvalidArgument: Unable to validate the following ` +
                    `destination configurations: ${arn}`,
            );
        });
    }

    it("reach the queue", async () => {
        const wanted = await here.plugin.accepted(QUEUE, { policy: openToS3("sqs:SendMessage") });
        const { id: QueueUrl, state } = await here.plugin.create(QUEUE, wanted);
        const queues = [{ queueArn: text(state.arn), events: ["s3:ObjectCreated:*"] }];
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
