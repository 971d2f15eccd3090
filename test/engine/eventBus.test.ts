import * as assert from "node:assert/strict";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { Pipes } from "@aws-sdk/client-pipes";
import { SQS } from "@aws-sdk/client-sqs";
import * as v from "valibot";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import type { Operation } from "../support/operation";
import { pairSettings } from "../support/pair";

const own = "incidents-source-replication-events";
const arn = (service: string, resource: string) =>
    `arn:aws:${service}:ap-northeast-2:111111111111:${resource}`;
const queueArn = arn("sqs", own);
const roleArn = `arn:aws:iam::111111111111:role/${own}`;
const filterSchema = v.object({
    filterCriteria: v.object({ filters: v.tuple([v.object({ pattern: v.string() })]) }),
});

const stateSchema = v.looseObject({ resources: v.array(v.looseObject({ type: v.string() })) });

describe("events to an event bus", function () {
    this.timeout(180_000);
    const world = inSandbox();
    const pair = pairSettings("incidents");
    const settings = {
        ...pair.source,
        protectBucket: false,
        monitoring: { events: { eventBusName: "incidents" } },
    };
    let stacks: Record<"source" | "destination", Deployment>;
    let made: Operation;

    const sqs = () => new SQS(world().client("source"));
    const pipes = () => new Pipes(world().client("source"));
    const eventBridge = () => new EventBridge(world().client("source"));
    const documentOf = (text = "") => JSON.parse(text) as unknown;
    /** A document as the program gives it, which the unit tests hold to the letter. */
    const given = (resource: string, input: string) => documentOf(String(made.inputs(resource)[input]));

    /** The queue that the bucket's events go to. */
    async function queueOfEvents() {
        const { QueueConfigurations = [] } = await world()
            .as("source")
            .s3.getBucketNotificationConfiguration({ Bucket: "incidents-source" });
        return QueueConfigurations.map(({ QueueArn }) => QueueArn);
    }

    before(async () => {
        stacks = {
            destination: await world().stack("incidents-destination", {
                ...pair.destination,
                protectBucket: false,
            }),
            source: await world().stack("incidents-source", settings),
        };
        await stacks.destination.up();
    });

    it("are refused at preview where the bus is not there", async () => {
        const { diagnostics, changes } = await stacks.source.refused("preview");
        assert.match(
            diagnostics.join("\n"),
            /monitoring\.events\.eventBusName is "incidents"; allowed: the name of an event bus that exists in the bucket's account and region\. AWS was asked for it: .*[^.]\. Of a bus that this program makes, give the name as an output\./,
        );
        assert.ok(!changes.includes("create Pipe replication-pipe"));
    });

    it("go to a queue, from which a pipe takes them to the bus", async () => {
        await eventBridge().createEventBus({ Name: "incidents" });
        made = await stacks.source.up();
        assert.deepEqual(await queueOfEvents(), [queueArn]);
        const { CurrentState, Source, Target, RoleArn } = await pipes().describePipe({ Name: own });
        assert.deepEqual(
            { CurrentState, Source, Target, RoleArn },
            {
                CurrentState: "RUNNING",
                Source: queueArn,
                Target: arn("events", "event-bus/incidents"),
                RoleArn: roleArn,
            },
        );
    });

    it("have a queue with its policy, which keeps them for 14 days", async () => {
        const { QueueUrl } = await sqs().getQueueUrl({ QueueName: own });
        const { Attributes = {} } = await sqs().getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
        assert.equal(Attributes.MessageRetentionPeriod, "1209600");
        assert.equal(Attributes.SqsManagedSseEnabled, "true");
        assert.deepEqual(documentOf(Attributes.Policy), given("replication-queue", "policy"));
    });

    it("have a pipe whose role has its trust and its policy before the pipe is made", async () => {
        const { iam } = world().as("source");
        const { Role } = await iam.getRole({ RoleName: own });
        assert.deepEqual(
            documentOf(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")),
            given("replication-pipe-role", "assumeRolePolicy"),
        );
        const { PolicyDocument } = await iam.getRolePolicy({ RoleName: own, PolicyName: "pipe" });
        assert.deepEqual(
            documentOf(decodeURIComponent(PolicyDocument ?? "")),
            given("replication-pipe-policy", "policy"),
        );
        const { sequence } = made;
        const policy = sequence.indexOf("create RolePolicy replication-pipe-policy");
        assert.ok(
            policy >= 0 && policy < sequence.indexOf("create Pipe replication-pipe"),
            sequence.join("\n"),
        );
    });

    it("are let through by the pipe, and what S3 sends to try the queue is not", async () => {
        const {
            filterCriteria: {
                filters: [{ pattern }],
            },
        } = v.parse(filterSchema, made.inputs("replication-pipe").sourceParameters);
        const passes = async (body: object) => {
            const Event = JSON.stringify({
                id: "1",
                account: "111111111111",
                source: "queue",
                time: "2024-01-01T00:00:00Z",
                region: "ap-northeast-2",
                resources: [],
                "detail-type": "message",
                body,
            });
            return (await eventBridge().testEventPattern({ EventPattern: pattern, Event })).Result;
        };
        const record = {
            eventVersion: "2.2",
            eventSource: "aws:s3",
            eventName: "s3:Replication:OperationFailedReplication",
            s3: { bucket: { name: "incidents-source" } },
        };
        assert.equal(await passes({ Records: [record] }), true);
        assert.equal(
            await passes({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "incidents-source" }),
            false,
        );
    });

    it("have their pipe made anew where it failed, which another update alone would not put right", async () => {
        const { stack } = stacks.source;
        const deployed = await stack.exportStack();
        const state = v.parse(stateSchema, deployed.deployment);
        const failed = state.resources.map((resource) =>
            resource.type === "aws:pipes/pipe:Pipe"
                ? { ...resource, initErrors: ["the role does not have permissions"] }
                : resource,
        );
        await stack.importStack({
            ...deployed,
            deployment: { ...state, resources: failed },
        });
        assert.deepEqual((await stacks.source.up()).changes, [
            "create-replacement Pipe replication-pipe: #initerror",
            "delete-replaced Pipe replication-pipe",
            "replace Pipe replication-pipe: #initerror",
        ]);
        assert.equal((await pipes().describePipe({ Name: own })).CurrentState, "RUNNING");
    });

    it("are left as they are by a further update", async () => {
        const { changes, drift } = await stacks.source.preview({ expectNoChanges: true, refresh: true });
        assert.deepEqual([changes, drift], [[], []]);
    });

    it("go to a queue that is given, in place of queue, pipe and role", async () => {
        await sqs().createQueue({
            QueueName: "given",
            Attributes: {
                Policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { Service: "s3.amazonaws.com" },
                        Action: "sqs:SendMessage",
                        Resource: arn("sqs", "given"),
                    },
                }),
            },
        });
        await stacks.source.settings({
            ...settings,
            monitoring: { events: { queueArn: arn("sqs", "given") } },
        });
        assert.deepEqual((await stacks.source.up()).changes, [
            "delete MetricAlarm replication-undelivered",
            "delete Pipe replication-pipe",
            "delete Queue replication-queue",
            "delete Role replication-pipe-role",
            "delete RolePolicy replication-pipe-policy",
            "update BucketNotification replication-events: queues[0].queueArn",
        ]);
        assert.deepEqual(await queueOfEvents(), [arn("sqs", "given")]);
        assert.deepEqual((await pipes().listPipes({})).Pipes, []);
    });

    it("go with the stacks", async () => {
        await stacks.source.settings(settings);
        await stacks.source.up();
        await stacks.source.destroy();
        await stacks.destination.destroy();
        assert.deepEqual(await world().everything(), []);
        assert.deepEqual((await pipes().listPipes({})).Pipes, []);
        const { QueueUrls = [] } = await sqs().listQueues({});
        assert.deepEqual(
            QueueUrls.map((url) => url.replace(/^.*\//, "")),
            ["given"],
        );
    });
});
