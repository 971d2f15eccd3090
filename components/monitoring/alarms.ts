import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { CheckedRule } from "../rules/schema";
import type { CheckedMonitoring } from "./check";
import { dimensionsOf, shortened, targetOf, type MonitoredSource } from "./monitoredSource";
import type { Topics } from "./topics";

/**
 * Two alarms for a rule: on operations that failed, and on latency.
 *
 * S3 publishes failures in the region of the source, and latency in that of the destination. An alarm elsewhere would wait for
 * ever. No data means that there was nothing to replicate. Which account has the latency AWS does not say: not proven.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function createAlarms(
    source: MonitoredSource,
    rule: CheckedRule,
    monitoring: CheckedMonitoring,
    topics: Topics,
): void {
    // For each alarm its own objects: a transform may change them.
    const common = () => ({
        namespace: "AWS/S3",
        dimensions: dimensionsOf(source, rule),
        period: 60,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
        tags: source.tags?.(),
    });
    new cloudwatch.MetricAlarm(
        `${source.name}-failed-${shortened(rule.id, 100)}`,
        {
            ...common(),
            alarmDescription: pulumi.interpolate`Objects of ${source.bucketName} failed to replicate by the rule ${rule.id}. They are not tried again.`,
            metricName: "OperationsFailedReplication",
            statistic: "Sum",
            threshold: 0,
            evaluationPeriods: 1,
            region: source.where.region,
            ...published(topics.failures),
        },
        source.opts,
    );
    new cloudwatch.MetricAlarm(
        `${source.name}-latency-${shortened(rule.id, 100)}`,
        {
            ...common(),
            alarmDescription: pulumi.interpolate`Replication of ${source.bucketName} by the rule ${rule.id} is behind.`,
            metricName: "ReplicationLatency",
            statistic: "Maximum",
            threshold: monitoring.latencyThresholdSeconds,
            evaluationPeriods: 3,
            region: targetOf(source, rule).region(),
            ...published(topics.latency.get(rule.destination)),
        },
        source.opts,
    );
}

/** An alarm publishes when it begins and when it is over. */
function published(actions: pulumi.Output<string[]> | undefined) {
    return { alarmActions: actions, okActions: actions };
}
