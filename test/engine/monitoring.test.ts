import * as assert from "node:assert/strict";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import * as v from "valibot";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { deployPair } from "./deployPair";

const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" } as const;
const sides = ["source", "destination"] as const;
type Side = (typeof sides)[number];
const topicArn = (region: string, name: string) => `arn:aws:sns:${region}:111111111111:${name}`;
const failures = topicArn(regions.source, "watched-source-replication-failures");
const latency = topicArn(regions.destination, "watched-source-replication-latency");
const rules = [
    { id: "reports", priority: 2, prefix: "reports/", replicationTimeControl: true },
    { id: "rest", priority: 1 },
    { id: "paused", priority: 0, enabled: false },
];
const dashboardSchema = v.object({
    widgets: v.array(v.object({ properties: v.object({ metrics: v.array(v.unknown()) }) })),
});

describe("what tells of failures", function () {
    this.timeout(180_000);
    const world = inSandbox();
    const settings = {
        protectBucket: false,
        rules,
        monitoring: { latencyThresholdSeconds: 600, events: { thresholds: true }, dashboard: true },
    };
    let stacks: Record<Side, Deployment>;

    const cloudWatch = (side: Side) => new CloudWatch(world().client("source", regions[side]));
    const sns = (side: Side) => new SNS(world().client("source", regions[side]));
    /** The alarms of a region, named as in the program: Pulumi adds some characters of its own. */
    async function alarmsIn(side: Side) {
        const { MetricAlarms = [] } = await cloudWatch(side).describeAlarms({});
        return MetricAlarms.map((alarm) => ({
            name: alarm.AlarmName?.replace(/-[0-9a-f]{7}$/, "") ?? "",
            actions: [...(alarm.AlarmActions ?? []), ...(alarm.OKActions ?? [])],
            dimensions: Object.fromEntries(
                (alarm.Dimensions ?? []).map(({ Name, Value }) => [`${Name}`, Value]),
            ),
            settings: {
                Namespace: alarm.Namespace,
                MetricName: alarm.MetricName,
                Statistic: alarm.Statistic,
                Period: alarm.Period,
                EvaluationPeriods: alarm.EvaluationPeriods,
                Threshold: alarm.Threshold,
                ComparisonOperator: alarm.ComparisonOperator,
                TreatMissingData: alarm.TreatMissingData,
            },
        })).sort((one, other) => (one.name < other.name ? -1 : 1));
    }
    /** Where the source's events go, and which. */
    async function eventsTo() {
        const { TopicConfigurations = [], QueueConfigurations = [] } = await world()
            .as("source")
            .s3.getBucketNotificationConfiguration({ Bucket: "watched-source" });
        return [
            ...TopicConfigurations.map(({ TopicArn, Events = [] }) => [TopicArn, Events.toSorted()]),
            ...QueueConfigurations.map(({ QueueArn, Events = [] }) => [QueueArn, Events.toSorted()]),
        ];
    }
    const topicsIn = async (side: Side) =>
        ((await sns(side).listTopics({})).Topics ?? []).map(({ TopicArn }) => TopicArn);

    before(async () => {
        const { destination, source } = await deployPair(world(), "watched", {
            destination: { protectBucket: false },
            source: settings,
        });
        stacks = { destination: destination.stack, source: source.stack };
    });

    it("has an alarm for each enabled rule, where AWS publishes the metric", async () => {
        const common = {
            Namespace: "AWS/S3",
            Period: 60,
            ComparisonOperator: "GreaterThanThreshold",
            TreatMissingData: "notBreaching",
        };
        const alarm = (what: string, rule: string, topic: string, rest: object) => ({
            name: `replication-${what}-${rule}`,
            actions: [topic, topic],
            dimensions: {
                SourceBucket: "watched-source",
                DestinationBucket: "watched-destination",
                RuleId: rule,
            },
            settings: { ...common, ...rest },
        });
        assert.deepEqual(
            await alarmsIn("source"),
            ["reports", "rest"].map((rule) =>
                alarm("failed", rule, failures, {
                    MetricName: "OperationsFailedReplication",
                    Statistic: "Sum",
                    Threshold: 0,
                    EvaluationPeriods: 1,
                }),
            ),
        );
        assert.deepEqual(
            await alarmsIn("destination"),
            ["reports", "rest"].map((rule) =>
                alarm("latency", rule, latency, {
                    MetricName: "ReplicationLatency",
                    Statistic: "Maximum",
                    Threshold: 600,
                    EvaluationPeriods: 3,
                }),
            ),
        );
    });

    it("has a topic in each region, which alarms and the bucket's events may publish to", async () => {
        const publish = (Sid: string, service: string, topic: string, more: object) => ({
            Sid,
            Effect: "Allow",
            Principal: { Service: service },
            Action: "sns:Publish",
            Resource: topic,
            Condition: { StringEquals: { "aws:SourceAccount": "111111111111" }, ...more },
        });
        const policyOf = async (side: Side, TopicArn: string) =>
            JSON.parse(
                (await sns(side).getTopicAttributes({ TopicArn })).Attributes?.Policy ?? "",
            ) as unknown;
        assert.deepEqual(await policyOf("source", failures), {
            Version: "2012-10-17",
            Statement: [
                publish("AlarmsArePublished", "cloudwatch.amazonaws.com", failures, {}),
                publish("EventsArePublished", "s3.amazonaws.com", failures, {
                    ArnEquals: { "aws:SourceArn": "arn:aws:s3:::watched-source" },
                }),
            ],
        });
        assert.deepEqual(await policyOf("destination", latency), {
            Version: "2012-10-17",
            Statement: [publish("AlarmsArePublished", "cloudwatch.amazonaws.com", latency, {})],
        });
        const { topicArns } = await stacks.source.outputs();
        assert.deepEqual(topicArns, [failures, latency]);
    });

    it("has the bucket's events of failed and of late operations go there", async () => {
        assert.deepEqual(await eventsTo(), [
            [
                failures,
                [
                    "s3:Replication:OperationFailedReplication",
                    "s3:Replication:OperationMissedThreshold",
                    "s3:Replication:OperationReplicatedAfterThreshold",
                ],
            ],
        ]);
    });

    it("has a dashboard with each metric of each rule, a paused one too, in the region where it is", async () => {
        const { DashboardBody = "" } = await cloudWatch("source").getDashboard({
            DashboardName: "watched-source-replication",
        });
        const { widgets } = v.parse(dashboardSchema, JSON.parse(DashboardBody));
        const line = (metric: string, rule: string, region: string) => [
            "AWS/S3",
            metric,
            "SourceBucket",
            "watched-source",
            "DestinationBucket",
            "watched-destination",
            "RuleId",
            rule,
            { label: rule, region },
        ];
        assert.deepEqual(
            widgets.map(({ properties }) => properties.metrics),
            (
                [
                    ["BytesPendingReplication", "destination"],
                    ["OperationsPendingReplication", "destination"],
                    ["ReplicationLatency", "destination"],
                    ["OperationsFailedReplication", "source"],
                ] as const
            ).map(([metric, side]) => rules.map(({ id: rule }) => line(metric, rule, regions[side]))),
        );
    });

    it("is left as it is by a further update", async () => {
        for (const stack of Object.values(stacks)) {
            const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
            assert.deepEqual([changes, drift], [[], []]);
        }
    });

    const given = [topicArn(regions.source, "given"), topicArn(regions.destination, "given")];

    it("uses topics that are given, in place of those that were made", async () => {
        for (const side of sides) {
            await sns(side).createTopic({ Name: "given" });
        }
        await stacks.source.settings({
            ...pairSettings("watched").source,
            ...settings,
            monitoring: { alarmTopicArns: given, events: { topicArn: given[0], thresholds: false } },
        });
        assert.deepEqual((await stacks.source.up()).changes, [
            "delete Dashboard replication-dashboard",
            "delete Topic replication-failures",
            "delete Topic replication-latency",
            "update BucketNotification replication-events: topics[0].events[1], topics[0].events[2], topics[0].topicArn",
            "update MetricAlarm replication-failed-reports: alarmActions[0], okActions[0]",
            "update MetricAlarm replication-failed-rest: alarmActions[0], okActions[0]",
            "update MetricAlarm replication-latency-reports: alarmActions[0], okActions[0], threshold",
            "update MetricAlarm replication-latency-rest: alarmActions[0], okActions[0], threshold",
        ]);
        assert.deepEqual(await eventsTo(), [[given[0], ["s3:Replication:OperationFailedReplication"]]]);
        for (const [index, side] of sides.entries()) {
            const actions = (await alarmsIn(side)).map((alarm) => alarm.actions);
            assert.deepEqual(actions, [
                [given[index], given[index]],
                [given[index], given[index]],
            ]);
            assert.deepEqual(await topicsIn(side), [given[index]]);
        }
    });

    it("has the bucket's events go to a queue that is given", async () => {
        const queueArn = `arn:aws:sqs:${regions.source}:111111111111:given`;
        const letsS3Send = {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: queueArn,
            },
        };
        await new SQS(world().client("source")).createQueue({
            QueueName: "given",
            Attributes: { Policy: JSON.stringify(letsS3Send) },
        });
        await stacks.source.settings({
            ...pairSettings("watched").source,
            ...settings,
            monitoring: { alarmTopicArns: given, events: { queueArn, thresholds: false } },
        });
        assert.deepEqual((await stacks.source.up()).changes, [
            "update BucketNotification replication-events: queues, topics",
        ]);
        assert.deepEqual(await eventsTo(), [[queueArn, ["s3:Replication:OperationFailedReplication"]]]);
    });

    it("is alarms alone where nothing is said of it but that it is wanted", async () => {
        await stacks.source.settings({
            ...pairSettings("watched").source,
            ...settings,
            monitoring: { alarms: true },
        });
        const { changes } = await stacks.source.preview();
        assert.deepEqual(
            changes.map((change) => change.split(":")[0]),
            [
                "create Topic replication-failures",
                "create Topic replication-latency",
                "delete BucketNotification replication-events",
                "update MetricAlarm replication-failed-reports",
                "update MetricAlarm replication-failed-rest",
                "update MetricAlarm replication-latency-reports",
                "update MetricAlarm replication-latency-rest",
            ],
        );
    });

    it("goes with the stacks", async () => {
        await stacks.source.destroy();
        await stacks.destination.destroy();
        assert.deepEqual(await world().everything(), []);
        assert.deepEqual([await alarmsIn("source"), await alarmsIn("destination")], [[], []]);
    });
});
