import * as pulumi from "@pulumi/pulumi";
import { display } from "../../../components/validation/error";
import { ofSource, type ComponentCase } from "./componentCase";
import {
    eventMembers,
    monitorings,
    oneEventTarget,
    queueArns,
    seconds,
    topicArns,
    topicLists,
} from "./phrases";

const topic = "arn:aws:sns:ap-northeast-2:111111111111:failures";
const queue = "arn:aws:sqs:ap-northeast-2:111111111111:failures";

const nothing = "monitoring.alarms is false; allowed: true, or false beside events or a dashboard.";

const monitoring = (given: unknown, message: string, besides: object = {}): ComponentCase => ({
    source: { monitoring: given, ...besides },
    message: ofSource(message),
});

const events = (given: unknown, message: string, besides: object = {}): ComponentCase =>
    monitoring({ events: given }, `monitoring.events${message}`, besides);

const timed = { rules: [{ replicationTimeControl: true, enabled: false }] };

export const monitoringCases: readonly ComponentCase[] = [
    ...[null, true, []].map((given) =>
        monitoring(given, `monitoring is ${JSON.stringify(given)}; allowed: ${monitorings}.`),
    ),
    monitoring({ alarm: true }, `monitoring.alarm is true; allowed: ${monitorings}.`),
    ...["alarms", "dashboard"].map((member) =>
        monitoring({ [member]: "true" }, `monitoring.${member} is "true"; allowed: true or false.`),
    ),
    ...[[], "topic"].map((given) =>
        monitoring(
            { alarmTopicArns: given },
            `monitoring.alarmTopicArns is ${JSON.stringify(given)}; allowed: ${topicLists}.`,
        ),
    ),
    ...["failures", `${topic}.fifo`, queue].map((given) =>
        monitoring(
            { alarmTopicArns: [topic, given] },
            `monitoring.alarmTopicArns[1] is "${given}"; allowed: ${topicArns}.`,
        ),
    ),
    ...[0, 86_401, 1.5, "900"].map((given) =>
        monitoring(
            { latencyThresholdSeconds: given },
            `monitoring.latencyThresholdSeconds is ${JSON.stringify(given)}; allowed: ${seconds}.`,
        ),
    ),
    ...[false, "topic"].map((given) =>
        events(given, ` is ${JSON.stringify(given)}; allowed: ${eventMembers}.`),
    ),
    events({ lambda: "arn" }, `.lambda is "arn"; allowed: ${eventMembers}.`),
    events(
        { topicArn: topic, queueArn: queue },
        ` is {"topicArn":"${topic}","queueArn":"${queue}"}; allowed: ${oneEventTarget}.`,
    ),
    events({ topicArn: "failures" }, `.topicArn is "failures"; allowed: ${topicArns}.`),
    events({ queueArn: `${queue}.fifo` }, `.queueArn is "${queue}.fifo"; allowed: ${queueArns}.`),
    events({ thresholds: "true" }, '.thresholds is "true"; allowed: true or false.'),
    // A rule that is paused gives no threshold.
    ...[{}, timed].map((besides) =>
        events(
            { thresholds: true },
            ".thresholds is true; allowed: false where no enabled rule has replicationTimeControl. AWS has the threshold " +
                "from that alone.",
            besides,
        ),
    ),
    ...[{}, { queueArn: queue }].map((given) =>
        events(
            given,
            ` is ${JSON.stringify(given)}; leave it out where existingBucket is true. A bucket has one configuration of ` +
                "notifications, and this would replace it: add s3:Replication:* where it is managed, to a topic or a queue.",
            { existingBucket: true, bucketName: "originals" },
        ),
    ),
    monitoring(
        { alarmTopicArns: [topic], events: {} },
        "monitoring.events.topicArn is missing; allowed: a topic, or a queue as queueArn, where alarmTopicArns is given. " +
            "No topic is made here then, and one that takes alarms need not let Amazon S3 publish.",
    ),
    ...[{}, { alarms: false, events: {} }, { alarms: false, dashboard: true }].map((given) =>
        monitoring(
            given,
            "rules[1].metrics is false; allowed: true where there is monitoring. AWS measures and reports the failures of a " +
                "rule by its metrics.",
            {
                rules: [
                    { id: "paused", priority: 1, enabled: false, metrics: false },
                    { id: "silent", priority: 2, metrics: false },
                ],
            },
        ),
    ),
    monitoring({ alarms: false }, nothing),
    monitoring({ alarms: false, dashboard: false }, nothing),
    monitoring(
        { alarms: false, alarmTopicArns: [topic], dashboard: true },
        `monitoring.alarmTopicArns is ["${topic}"]; leave it out where alarms is false.`,
    ),
    ...[
        { latencyThresholdSeconds: 900, shown: "900" },
        { latencyThresholdSeconds: pulumi.output(900), shown: "an output" },
    ].map(({ latencyThresholdSeconds, shown }) =>
        monitoring(
            { alarms: false, latencyThresholdSeconds, events: {} },
            `monitoring.latencyThresholdSeconds is ${shown}; leave it out where alarms is false.`,
        ),
    ),
    ...["é", "日誌", " ", "\u007f", "tab\tbed"].map((id) =>
        monitoring(
            {},
            `rules[1].id is ${display(id)}; allowed: letters, digits, signs and spaces of ASCII, not spaces alone, where ` +
                "there is monitoring. CloudWatch takes no others in a metric's dimensions.",
            {
                rules: [
                    { id: "~ !", priority: 1 },
                    { id, priority: 2, enabled: false },
                ],
            },
        ),
    ),
    monitoring(
        pulumi.output({ alarms: true }),
        "monitoring is an output; allowed: a plain value, since what is made depends on it.",
    ),
    ...[pulumi.output({}), Promise.resolve({})].map((given) =>
        events(given, ` is an output; allowed: ${eventMembers}.`),
    ),
    monitoring(
        { dashboard: true },
        "monitoring.dashboard is true; allowed: false where there are more than 500 rules.",
        {
            rules: Array.from({ length: 501 }, (_, index) => ({
                id: `rule-${index}`,
                priority: index,
                enabled: index > 250,
            })),
        },
    ),
];
