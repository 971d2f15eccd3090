import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION, type ByHand } from "../surroundings";
import type { Case } from "./case";

const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;
const pager = `arn:aws:sns:${REGION}:${ACCOUNT}:pager`;

const alarm = {
    name: "latency",
    alarmDescription: "Replicas are late",
    namespace: "AWS/S3",
    metricName: "ReplicationLatency",
    dimensions: { SourceBucket: "s", DestinationBucket: "d", RuleId: "everything" },
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 900,
    alarmActions: [topic],
    tags: { team: "storage" },
};

const updated = {
    ...alarm,
    alarmDescription: "Replicas are very late",
    dimensions: { SourceBucket: "s", DestinationBucket: "d", RuleId: "reports" },
    unit: "Seconds",
    datapointsToAlarm: 2,
    threshold: 1800.5,
    treatMissingData: "notBreaching",
    actionsEnabled: false,
    alarmActions: [pager, topic],
    okActions: [topic],
    insufficientDataActions: [pager],
    tags: { cost: "42" },
};

async function found({ cloudwatch }: ByHand) {
    return (await cloudwatch.describeAlarms({ AlarmNames: ["latency"] })).MetricAlarms?.[0];
}

export const metricAlarmCase: Case = {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    id: "latency",
    prepare: () => Promise.resolve(),
    inputs: alarm,
    defaults: {
        actionsEnabled: true,
        treatMissingData: "missing",
        __defaults: ["actionsEnabled", "treatMissingData"],
    },
    outputs: {
        arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:latency`,
        region: REGION,
    },
    volatile: [],
    previewed: { arn: UNKNOWN, region: REGION },
    drift: async ({ cloudwatch }) => {
        await cloudwatch.putMetricAlarm({
            AlarmName: "latency",
            Namespace: "AWS/S3",
            MetricName: "ReplicationLatency",
            Dimensions: [
                { Name: "SourceBucket", Value: "s" },
                { Name: "DestinationBucket", Value: "another" },
            ],
            Statistic: "Maximum",
            Period: 300,
            EvaluationPeriods: 3,
            ComparisonOperator: "GreaterThanThreshold",
            Threshold: 901,
            AlarmActions: [pager, topic],
        });
        const ResourceARN = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:latency`;
        await cloudwatch.tagResource({ ResourceARN, Tags: [{ Key: "team", Value: "else" }] });
    },
    drifted: {
        alarmDescription: "add",
        "dimensions.DestinationBucket": "update",
        "dimensions.RuleId": "add",
        threshold: "update",
        "alarmActions[1]": "delete",
        "tags.team": "update",
    },
    update: updated,
    updated: {
        alarmDescription: "update",
        "dimensions.RuleId": "update",
        unit: "add",
        datapointsToAlarm: "add",
        threshold: "update",
        treatMissingData: "update",
        actionsEnabled: "update",
        "alarmActions[0]": "add",
        okActions: "add",
        insufficientDataActions: "add",
        "tags.team": "delete",
        "tags.cost": "add",
    },
    seen: async (aws) => {
        const alarm = await found(aws);
        const { cloudwatch } = aws;
        const { Tags } = await cloudwatch.listTagsForResource({ ResourceARN: alarm?.AlarmArn });
        return [
            [alarm?.AlarmDescription, alarm?.Namespace, alarm?.MetricName, alarm?.Statistic, alarm?.Unit],
            alarm?.Dimensions,
            [alarm?.Period, alarm?.EvaluationPeriods, alarm?.DatapointsToAlarm],
            [alarm?.ComparisonOperator, alarm?.Threshold, alarm?.TreatMissingData, alarm?.ActionsEnabled],
            [alarm?.AlarmActions, alarm?.OKActions, alarm?.InsufficientDataActions],
            Tags,
        ];
    },
    sees: [
        ["Replicas are very late", "AWS/S3", "ReplicationLatency", "Maximum", "Seconds"],
        [
            { Name: "DestinationBucket", Value: "d" },
            { Name: "RuleId", Value: "reports" },
            { Name: "SourceBucket", Value: "s" },
        ],
        [300, 3, 2],
        ["GreaterThanThreshold", 1800.5, "notBreaching", false],
        [[pager, topic], [topic], [pager]],
        [{ Key: "cost", Value: "42" }],
    ],
    replacement: { ...updated, name: "another" },
    replaced: { name: "update-replace" },
    imported: { region: REGION },
    gone: async (aws) => (await found(aws)) === undefined,
};
