import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { inOrder } from "../rules/rules";
import type { CheckedMonitoring } from "./check";
import { dimensionsOf, nameAfter, targetOf, type MonitoredSource } from "./monitoredSource";

/** What is plotted, and in whose region AWS publishes it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html */
const graphs = [
    ["BytesPendingReplication", "Bytes pending", "Maximum", "destination"],
    ["OperationsPendingReplication", "Operations pending", "Maximum", "destination"],
    ["ReplicationLatency", "Latency in seconds", "Maximum", "destination"],
    ["OperationsFailedReplication", "Failed operations", "Sum", "source"],
] as const;

/**
 * One dashboard of the source: four graphs, each with a line for every rule.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function createDashboard(source: MonitoredSource, { allRules }: CheckedMonitoring): void {
    const plotted = pulumi.all(
        inOrder(allRules).map((rule) =>
            pulumi.output({
                dimensions: dimensionsOf(source, rule),
                destination: targetOf(source, rule).region(),
            }),
        ),
    );
    const body = pulumi.all([plotted, source.where.region]).apply(([lines, sourceRegion]) => ({
        widgets: graphs.map(([metric, title, stat, of], index) => ({
            type: "metric",
            width: 12,
            height: 6,
            x: (index % 2) * 12,
            y: Math.floor(index / 2) * 6,
            properties: {
                title,
                stat,
                period: 60,
                region: sourceRegion,
                view: "timeSeries",
                metrics: lines.map(({ dimensions, destination }) => [
                    "AWS/S3",
                    metric,
                    ...Object.entries(dimensions).flat(),
                    { label: dimensions.RuleId, region: of === "source" ? sourceRegion : destination },
                ]),
            },
        })),
    }));
    new cloudwatch.Dashboard(
        `${source.name}-dashboard`,
        {
            dashboardName: source.bucketName.apply((bucket) => nameAfter(bucket, "replication")),
            dashboardBody: pulumi.jsonStringify(body),
        },
        source.opts,
    );
}
