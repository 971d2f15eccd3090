import * as assert from "node:assert/strict";
import { diagnoseEvents } from "../../../../../operations/diagnose/events/eventsDiagnosis";
import { contentOf } from "../../../../../operations/diagnose/events/message";
import { refused, sqsAnswering, type Answers } from "../object/clients";

const url = "https://sqs.eu-west-1.amazonaws.com/111111111111/failures";

/** An event as Amazon S3 sends it. */
const failure = (
    reason = "DstPutObjectNotPermitted",
    eventTime = "2026-01-02T00:00:00.5Z",
    more: object = {},
) => ({
    eventVersion: "2.2",
    eventSource: "aws:s3",
    eventTime,
    eventName: "Replication:OperationFailedReplication",
    s3: {
        bucket: { name: "here", arn: "arn:aws:s3:::here" },
        object: { key: "a+b%2Bc", size: 1, versionId: "v1" },
    },
    replicationEventData: {
        replicationRuleId: "all",
        destinationBucket: "arn:aws:s3:::there",
        s3Operation: "OBJECT_PUT",
        requestTime: "2026-01-01T23:59:59Z",
        failureReason: reason,
    },
    ...more,
});
const message = (...records: readonly object[]) => JSON.stringify({ Records: records });

const read = {
    reason: "DstPutObjectNotPermitted",
    rule: "all",
    destination: "arn:aws:s3:::there",
    operation: "OBJECT_PUT",
    time: "2026-01-02T00:00:00.500Z",
    bucket: "here",
    key: "a b+c",
    versionId: "v1",
};

describe("a message of a queue of failure events", () => {
    for (const [from, body] of [
        ["S3", message(failure())],
        ["SNS", JSON.stringify({ Type: "Notification", MessageId: "1", Message: message(failure()) })],
        ["EventBridge", JSON.stringify({ "detail-type": "any", source: "aws.s3", detail: failure() })],
        [
            "SNS, from EventBridge",
            JSON.stringify({
                Type: "Notification",
                Message: JSON.stringify({ "detail-type": "any", detail: { Records: [failure()] } }),
            }),
        ],
    ] as const) {
        it(`is read from ${from}`, () => {
            assert.deepEqual(contentOf(body), { failures: [read], others: [] });
        });
    }

    for (const [what, body, others] of [
        ["nothing", "", ["no event of S3"]],
        ["no JSON", "<xml/>", ["no event of S3"]],
        ["a number", "7", ["no event of S3"]],
        ["null", "null", ["no event of S3"]],
        ["another service's event", '{"hello":"world"}', ["no event of S3"]],
        ["records that are none", '{"Records":[1,null,{"eventName":7}]}', Array(3).fill("no event of S3")],
        ["a test", '{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"here"}', ["test event of S3"]],
        ["another event", message({ eventName: "ObjectCreated:Put" }), ["ObjectCreated:Put"]],
        [
            "a failure without what it is of",
            message({ eventName: "s3:Replication:OperationFailedReplication" }),
            ["Replication:OperationFailedReplication"],
        ],
        ["a name that is none", message({ eventName: "\u001b[31m" }), ["an event without a proper name"]],
        [
            "an envelope in an envelope, and so on",
            [1, 2, 3, 4].reduce(
                (Message) => JSON.stringify({ Type: "Notification", Message }),
                message(failure()),
            ),
            ["no event of S3"],
        ],
    ] as const) {
        it(`may hold ${what}`, () => {
            assert.deepEqual(contentOf(body), { failures: [], others });
        });
    }

    it("keeps a key that is not encoded as it should be, and no time that is none", () => {
        const odd = failure("R", "yesterday", {
            s3: { bucket: { name: "here" }, object: { key: "100%" } },
            replicationEventData: {},
        });
        assert.deepEqual(contentOf(message(odd)), {
            failures: [{ reason: "", rule: "", destination: "", operation: "", bucket: "here", key: "100%" }],
            others: [],
        });
    });
});

/** Gives these messages, ten at a time. */
function queue(bodies: readonly string[], more: Answers = {}) {
    let given = 0;
    const { sqs, asked } = sqsAnswering({
        GetQueueAttributes: () => ({}),
        ReceiveMessage: ({ MaxNumberOfMessages }) => {
            const first = given;
            given += Number(MaxNumberOfMessages);
            return {
                Messages: bodies
                    .slice(first, given)
                    .map((Body, index) => ({ MessageId: `m${first + index}`, Body })),
            };
        },
        ...more,
    });
    return { queue: { client: sqs, side: "source", url } as const, asked };
}

const explained = (name: string) => ({ name, text: `why ${name}`, findings: [] });
const left =
    "No message was removed. Other readers do not see those that were received until 30 s after, and each of them counts as " +
    "received once more.";

describe("the diagnosis of a queue of failure events", () => {
    it("groups failures, and asks for nothing but messages", async () => {
        const other = failure("DstBucketUnversioned", "2026-01-01T00:00:00Z");
        const { queue: asking, asked } = queue([
            message(failure(), other),
            message(failure("DstPutObjectNotPermitted", "2026-01-01T00:00:00Z")),
            message({ eventName: "ObjectCreated:Put" }),
            "garbage",
        ]);
        const example = { bucket: "here", key: "a b+c", versionId: "v1" };
        const alike = { rule: "all", destination: "arn:aws:s3:::there", operation: "OBJECT_PUT", example };
        assert.deepEqual(await diagnoseEvents(asking, explained), {
            queue: url,
            messages: 4,
            groups: [
                {
                    ...alike,
                    reason: "DstPutObjectNotPermitted",
                    count: 2,
                    first: "2026-01-01T00:00:00.000Z",
                    last: "2026-01-02T00:00:00.500Z",
                    explanation: explained("DstPutObjectNotPermitted"),
                },
                {
                    ...alike,
                    reason: "DstBucketUnversioned",
                    count: 1,
                    first: "2026-01-01T00:00:00.000Z",
                    last: "2026-01-01T00:00:00.000Z",
                    explanation: explained("DstBucketUnversioned"),
                },
            ],
            others: [
                { what: "ObjectCreated:Put", count: 1 },
                { what: "no event of S3", count: 1 },
            ],
            notes: [left],
        });
        const receipt = { QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 30, WaitTimeSeconds: 2 };
        assert.deepEqual(asked, [
            { operation: "GetQueueAttributes", input: { QueueUrl: url, AttributeNames: ["RedrivePolicy"] } },
            { operation: "ReceiveMessage", input: receipt },
            { operation: "ReceiveMessage", input: receipt },
        ]);
    });

    it("reads no more than a thousand messages", async () => {
        const { queue: asking } = queue(Array.from({ length: 1100 }, () => message(failure())));
        const { messages, groups, notes } = await diagnoseEvents(asking, explained);
        assert.deepEqual(
            [messages, groups.map(({ count }) => count), notes],
            [1000, [1000], [left, "No more than 1000 messages are read: there may be more."]],
        );
    });

    it("reads no longer than twenty seconds", async () => {
        const { queue: asking } = queue(Array.from({ length: 100 }, () => message(failure())));
        let seconds = 0;
        const { messages, notes } = await diagnoseEvents(asking, explained, () => (seconds += 6) * 1000);
        assert.deepEqual([messages, notes], [20, [left, "No longer than 20 s is read: there may be more."]]);
    });

    it("counts a message once that comes twice, and tells of a queue that moves what is read often", async () => {
        let times = 0;
        const { queue: asking } = queue([], {
            GetQueueAttributes: () => ({
                Attributes: { RedrivePolicy: '{"deadLetterTargetArn":"arn:dead","maxReceiveCount":"3"}' },
            }),
            ReceiveMessage: () => ({
                Messages: times++ < 2 ? [{ MessageId: "m", Body: message(failure()) }] : undefined,
            }),
        });
        const { messages, notes } = await diagnoseEvents(asking, explained);
        assert.deepEqual(
            [messages, notes],
            [
                1,
                [
                    left,
                    "The queue moves a message that was received 3 times to arn:dead: do not read it here that often.",
                ],
            ],
        );
    });

    it("says that nothing came", async () => {
        const { queue: asking } = queue([], { GetQueueAttributes: () => refused("AccessDenied", 403) });
        assert.deepEqual(await diagnoseEvents(asking, explained), {
            queue: url,
            messages: 0,
            groups: [],
            others: [],
            notes: ["No message came: others may be reading the queue."],
        });
    });

    it("tells what the credentials lack", async () => {
        const { queue: asking } = queue([], { ReceiveMessage: () => refused("AccessDenied", 403) });
        await assert.rejects(diagnoseEvents(asking, explained), {
            name: "OperationError",
            message:
                `The credentials of the source may not do sqs:ReceiveMessage on queue ${url} (HTTP 403, AccessDenied: words of ` +
                "AWS). Allow it to them, or name others: --source-profile <profile> or --source-role <role ARN>",
        });
    });
});
