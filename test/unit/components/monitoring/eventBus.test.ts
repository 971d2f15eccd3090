import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { parsed } from "../../support/documents";
import { deploySource, inTokyo } from "../../support/sides";
import { deployWatched, madeTopics, namesOf, topicType } from "./watched";

const own = "originals-replication-events";
const queueArn = `arn:aws:sqs:ap-northeast-2:111111111111:${own}`;
const busArn = "arn:aws:events:ap-northeast-2:111111111111:event-bus/default";
const toTheBus = { alarms: false, events: { eventBusName: "default" } };

/** What the names of queue, pipe and role are for a bucket of that name. */
async function namesFor(bucketName: string): Promise<readonly string[]> {
    const deployed = await deployWatched(toTheBus, { bucketName });
    return ["copy-queue", "copy-pipe", "copy-pipe-role"].map((name) =>
        String(deployed.resource(name).inputs.name),
    );
}

describe("events to an event bus", () => {
    it("go to a queue that takes them from this bucket alone", async () => {
        const deployed = await deployWatched(toTheBus);
        assert.deepEqual(deployed.resource("copy-events").inputs, {
            bucket: "originals",
            queues: [{ id: "replication", events: ["s3:Replication:OperationFailedReplication"], queueArn }],
        });
        assert.ok(deployed.resource("copy-events").dependencies.includes("copy-queue"));
        const { policy, ...inputs } = deployed.resource("copy-queue").inputs;
        assert.deepEqual(inputs, {
            name: own,
            sqsManagedSseEnabled: true,
            messageRetentionSeconds: 1_209_600,
        });
        assert.deepEqual(parsed(policy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "EventsAreSent",
                    Effect: "Allow",
                    Principal: { Service: "s3.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: queueArn,
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "111111111111" },
                        ArnEquals: { "aws:SourceArn": "arn:aws:s3:::originals" },
                    },
                },
            ],
        });
    });

    it("are taken to the bus by a pipe, which has its role's policy before it is made", async () => {
        const deployed = await deployWatched(toTheBus);
        const { inputs, dependencies } = deployed.resource("copy-pipe");
        assert.deepEqual(inputs, {
            name: own,
            description: "Takes the replication events of a bucket from their queue to an event bus.",
            roleArn: `arn:aws:iam::111111111111:role/${own}`,
            source: queueArn,
            target: busArn,
            sourceParameters: {
                filterCriteria: { filters: [{ pattern: '{"body":{"Event":[{"exists":false}]}}' }] },
                sqsQueueParameters: { batchSize: 10 },
            },
            targetParameters: {
                eventbridgeEventBusParameters: {
                    source: "s3-replication",
                    detailType: "S3 Replication Event",
                    resources: ["arn:aws:s3:::originals"],
                },
                inputTemplate: '{"Records": <$.body.Records>}',
            },
        });
        assert.deepEqual(
            ["copy-pipe-policy", "copy-pipe-role", "copy-queue"].filter(
                (name) => !dependencies.includes(name),
            ),
            [],
        );
    });

    it("have a role that this pipe alone assumes, for the one queue and the one bus", async () => {
        const deployed = await deployWatched(toTheBus);
        const { assumeRolePolicy, ...role } = deployed.resource("copy-pipe-role").inputs;
        assert.deepEqual(role, {
            name: own,
            description:
                "EventBridge assumes this role to take replication events from a queue to an event bus.",
        });
        assert.deepEqual(parsed(assumeRolePolicy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "ThePipeAssumesTheRole",
                    Effect: "Allow",
                    Principal: { Service: "pipes.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "111111111111" },
                        ArnEquals: {
                            "aws:SourceArn": `arn:aws:pipes:ap-northeast-2:111111111111:pipe/${own}`,
                        },
                    },
                },
            ],
        });
        const { policy, ...attached } = deployed.resource("copy-pipe-policy").inputs;
        assert.deepEqual(attached, { name: "pipe", role: own });
        assert.deepEqual(parsed(policy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TakeFromTheQueue",
                    Effect: "Allow",
                    Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                    Resource: queueArn,
                },
                { Sid: "PutOntoTheBus", Effect: "Allow", Action: "events:PutEvents", Resource: busArn },
            ],
        });
    });

    it("make no topic of their own, and leave alarms theirs", async () => {
        const alone = await deployWatched(toTheBus);
        assert.deepEqual(namesOf(alone, topicType), []);
        assert.deepEqual(alone.outputs.topicArns, []);
        const beside = await deployWatched({ events: { eventBusName: "default" } });
        assert.deepEqual(beside.outputs.topicArns, [madeTopics.failures, madeTopics.latency]);
        assert.doesNotMatch(JSON.stringify(parsed(beside.resource("copy-failures").inputs.policy)), /Events/);
        assert.deepEqual(Object.keys(beside.resource("copy-events").inputs), ["bucket", "queues"]);
    });

    it("have an alarm where they do not arrive, beside the other alarms", async () => {
        const deployed = await deployWatched({ events: { eventBusName: "default" } });
        const { alarmDescription, ...inputs } = deployed.resource("copy-undelivered").inputs;
        assert.equal(alarmDescription, "Replication events of originals do not arrive on the event bus.");
        assert.deepEqual(inputs, {
            namespace: "AWS/SQS",
            metricName: "ApproximateAgeOfOldestMessage",
            dimensions: { QueueName: own },
            statistic: "Maximum",
            period: 60,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 900,
            evaluationPeriods: 3,
            treatMissingData: "notBreaching",
            region: "ap-northeast-2",
            alarmActions: [madeTopics.failures],
            okActions: [madeTopics.failures],
        });
        const names = (await deployWatched(toTheBus)).resources.map(({ name }) => name);
        assert.ok(!names.includes("copy-undelivered"));
    });

    it("find a bus that exists, or one that the same program makes", async () => {
        const target = "arn:aws:events:ap-northeast-2:111111111111:event-bus/incidents";
        for (const [eventBusName, eventBuses, asked] of [
            ["incidents", ["incidents"], [{ name: "incidents" }]],
            [pulumi.output("incidents"), [], []],
        ] as const) {
            const deployed = await deploySource(
                { destination: inTokyo, monitoring: { alarms: false, events: { eventBusName } } },
                { eventBuses },
            );
            assert.equal(deployed.resource("copy-pipe").inputs.target, target);
            assert.deepEqual(deployed.calls("aws:cloudwatch/getEventBus:getEventBus"), asked);
        }
        const deployed = await deployWatched(toTheBus);
        assert.deepEqual(deployed.calls("aws:cloudwatch/getEventBus:getEventBus"), []);
    });

    it("give the pipe's role path and boundary, beside an existing replication role too", async () => {
        const permissionsBoundary = "arn:aws:iam::111111111111:policy/bounds";
        const deployed = await deployWatched(toTheBus, { rolePath: "/copies/", permissionsBoundary });
        const { path, permissionsBoundary: boundary } = deployed.resource("copy-pipe-role").inputs;
        assert.deepEqual([path, boundary], ["/copies/", permissionsBoundary]);
        assert.equal(
            deployed.resource("copy-pipe").inputs.roleArn,
            `arn:aws:iam::111111111111:role/copies/${own}`,
        );
        const existing = await deploySource(
            {
                destination: inTokyo,
                roleName: undefined,
                existingRoleArn: "arn:aws:iam::111111111111:role/copies/replication",
                rolePath: "/pipes/",
                permissionsBoundary,
                monitoring: toTheBus,
            },
            { roles: { replication: { arn: "arn:aws:iam::111111111111:role/copies/replication" } } },
        );
        const beside = existing.resource("copy-pipe-role").inputs;
        assert.deepEqual([beside.path, beside.permissionsBoundary], ["/pipes/", permissionsBoundary]);
    });

    it("have names that AWS takes, whatever the bucket is called", async () => {
        for (const [bucketName, name] of [
            ["logs.example.com", /^logs_example_com-replication-events$/],
            ["a".repeat(36), /^a{36}-replication-events$/],
            ["a".repeat(37), /^a{37}-replication-event-[0-9a-f]{8}$/],
            ["a".repeat(63), /^a{55}-[0-9a-f]{8}$/],
        ] as const) {
            const [one = "", ...others] = await namesFor(bucketName);
            assert.match(one, name);
            assert.deepEqual(others, [one, one]);
        }
        const one = await namesFor(`${"a".repeat(62)}b`);
        assert.notDeepEqual(await namesFor(`${"a".repeat(62)}c`), one);
    });
});
