import { none, type MonitoringFacts } from "../../../../../operations/diagnose/facts";
import { destinationArn, healthyFacts, healthyKmsFacts, healthyRule } from "../facts";
import type { Case } from "./case";

const refused = { unread: "The credentials may not do cloudwatch:DescribeAlarms." };
const monitored = (monitoring: Partial<MonitoringFacts>) =>
    ({ monitoring: { alarms: { value: [] }, targets: { value: [] }, ...monitoring } }) as const;
const stacks = { source: { name: "prod source", resources: [] } };
const target = (kind: "queue" | "topic" | "function", arn: string) => ({ kind, arn, exists: none });

/** What the judgement of who hears of failures says. */
export const monitoringCases: readonly Case[] = [
    { what: "a healthy pair", facts: healthyFacts(), findings: [] },
    { what: "a healthy pair with keys", facts: healthyKmsFacts(), findings: [] },
    {
        what: "no alarm and no event",
        facts: healthyFacts({ source: monitored({}) }),
        findings: [
            {
                id: "failures-unseen",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message: "No alarm and no event tells of objects that fail.",
                fix: "",
            },
        ],
    },
    {
        what: "no alarm and no event, of a stack in another folder",
        facts: healthyFacts({
            source: monitored({}),
            facts: { stacks, projectFolder: "../replication" },
        }),
        findings: [
            {
                id: "failures-unseen",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message: "No alarm and no event tells of objects that fail.",
                fix: "pulumi config set --path monitoring.alarms true --stack 'prod source' --cwd ../replication && AWS_PROFILE=from pulumi up --stack 'prod source' --cwd ../replication",
            },
        ],
    },
    {
        what: "an alarm that does nothing",
        facts: healthyFacts({ source: monitored({ alarms: { value: [{ name: "failures", actions: 0 }] } }) }),
        findings: [
            {
                id: "failures-unseen",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message:
                    "Nobody hears of objects that fail: the alarm failures has no action, and no event is published.",
                fix: "",
            },
        ],
    },
    {
        what: "events alone",
        facts: healthyFacts({
            source: monitored({
                targets: { value: [{ kind: "EventBridge", arn: "", exists: { value: true } }] },
            }),
        }),
        findings: [],
    },
    {
        what: "an alarm on a rule without metrics",
        facts: healthyFacts({
            rules: [healthyRule({ Destination: { Bucket: destinationArn } })],
            facts: { stacks },
        }),
        findings: [
            {
                id: "failures-unseen",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message:
                    "Rule all: Metrics is not Enabled, so no alarm and no event tells of objects that fail.",
                fix: "",
            },
        ],
    },
    {
        what: "a queue that is gone",
        facts: healthyFacts({
            source: monitored({
                targets: { value: [target("queue", "arn:aws:sqs:ap-northeast-2:111111111111:events")] },
            }),
        }),
        findings: [
            {
                id: "event-target-missing",
                severity: "suspect",
                side: "source",
                where: "event notifications of the bucket here",
                subject: "notification",
                message:
                    "Events of failed replication go to the queue arn:aws:sqs:ap-northeast-2:111111111111:events, which does not exist. Nobody hears of them.",
                fix: 'aws sqs create-queue --queue-name events --attributes \'{"Policy":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"EventsAreSent\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"s3.amazonaws.com\\"},\\"Action\\":\\"sqs:SendMessage\\",\\"Resource\\":\\"arn:aws:sqs:ap-northeast-2:111111111111:events\\",\\"Condition\\":{\\"StringEquals\\":{\\"aws:SourceAccount\\":\\"111111111111\\"},\\"ArnEquals\\":{\\"aws:SourceArn\\":\\"arn:aws:s3:::here\\"}}}]}"}\' --region ap-northeast-2 --profile from',
            },
            {
                id: "failures-unseen",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message: "No alarm and no event tells of objects that fail.",
                fix: "",
            },
        ],
    },
    {
        what: "a topic that is gone, and a function, and a queue of another account, beside an alarm",
        facts: healthyFacts({
            source: monitored({
                alarms: { value: [{ name: "failures", actions: 1 }] },
                targets: {
                    value: [
                        target("topic", "arn:aws:sns:ap-northeast-2:111111111111:events"),
                        target("function", "arn:aws:lambda:ap-northeast-2:111111111111:function:events"),
                        target("queue", "arn:aws:sqs:ap-northeast-2:333333333333:events"),
                    ],
                },
            }),
        }),
        findings: [
            {
                id: "event-target-missing",
                severity: "suspect",
                side: "source",
                where: "event notifications of the bucket here",
                subject: "notification",
                message:
                    "Events of failed replication go to the topic arn:aws:sns:ap-northeast-2:111111111111:events, which does not exist. Nobody hears of them.",
                fix: 'aws sns create-topic --name events --attributes \'{"Policy":"{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"EventsArePublished\\",\\"Effect\\":\\"Allow\\",\\"Principal\\":{\\"Service\\":\\"s3.amazonaws.com\\"},\\"Action\\":\\"sns:Publish\\",\\"Resource\\":\\"arn:aws:sns:ap-northeast-2:111111111111:events\\",\\"Condition\\":{\\"StringEquals\\":{\\"aws:SourceAccount\\":\\"111111111111\\"},\\"ArnEquals\\":{\\"aws:SourceArn\\":\\"arn:aws:s3:::here\\"}}}]}"}\' --region ap-northeast-2 --profile from',
            },
            {
                id: "event-target-missing",
                severity: "suspect",
                side: "source",
                where: "event notifications of the bucket here",
                subject: "notification",
                message:
                    "Events of failed replication go to the function arn:aws:lambda:ap-northeast-2:111111111111:function:events, which does not exist. Nobody hears of them.",
                fix: "",
            },
            {
                id: "event-target-missing",
                severity: "suspect",
                side: "source",
                where: "event notifications of the bucket here",
                subject: "notification",
                message:
                    "Events of failed replication go to the queue arn:aws:sqs:ap-northeast-2:333333333333:events, which does not exist. Nobody hears of them.",
                fix: "",
            },
        ],
    },
    {
        what: "alarms that may not be read, which replication does not depend on",
        facts: healthyFacts({ source: monitored({ alarms: refused }) }),
        findings: [
            {
                id: "not-read",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message:
                    "Who hears of objects that fail is not known, which replication does not depend on: The credentials may not do cloudwatch:DescribeAlarms.",
                fix: "",
            },
        ],
    },
    {
        what: "a target that may not be read",
        facts: healthyFacts({
            source: monitored({
                targets: {
                    value: [
                        {
                            ...target("queue", "arn:aws:sqs:ap-northeast-2:111111111111:events"),
                            exists: refused,
                        },
                    ],
                },
            }),
        }),
        findings: [
            {
                id: "not-read",
                severity: "ok",
                side: "source",
                where: "bucket here",
                message:
                    "Who hears of objects that fail is not known, which replication does not depend on: The credentials may not do cloudwatch:DescribeAlarms.",
                fix: "",
            },
        ],
    },
    {
        what: "a source that may not be asked for anything, which is said of the bucket",
        facts: healthyFacts({
            sourceBucket: { exists: refused },
            source: {
                ...healthyFacts({ sourceBucket: { exists: refused } }).source,
                ...monitored({ alarms: refused, targets: refused }),
            },
        }),
        findings: [],
    },
    {
        what: "a source that is missing",
        facts: healthyFacts({ sourceBucket: { exists: none } }),
        findings: [],
    },
];
