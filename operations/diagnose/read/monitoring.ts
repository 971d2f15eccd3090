import { DescribeAlarmsCommand, type CloudWatchClient, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { MonitoringFacts, Read } from "../facts";
import type { BucketPlace } from "./bucket";
import type { Connection } from "./connection";
import { readEventTargets } from "./eventTargets";
import type { Reader } from "./reader";

/** Reads who hears of failures. */
export async function readMonitoring(
    reader: Reader,
    connection: Pick<Connection, "s3" | "cloudwatch" | "sns" | "sqs">,
    bucket: BucketPlace,
): Promise<MonitoringFacts> {
    const [alarms, targets] = await Promise.all([
        readAlarms(reader, connection.cloudwatch, bucket),
        readEventTargets(reader, connection, bucket),
    ]);
    return { alarms, targets };
}

type Alarms = readonly { readonly name: string; readonly actions: number }[];

/**
 * The alarms on failures of the bucket, up to the first that tells somebody. They are looked for among all alarms: CloudWatch
 * finds those of a metric by all of its dimensions alone, which would be a call for each rule.
 */
async function readAlarms(
    reader: Reader,
    cloudwatch: CloudWatchClient,
    { name, accountId }: BucketPlace,
): Promise<Read<Alarms>> {
    const call = {
        service: "cloudwatch",
        operation: "DescribeAlarms",
        target: `alarms of account ${accountId}`,
    } as const;
    const alarms: { readonly name: string; readonly actions: number }[] = [];
    let NextToken: string | undefined;
    do {
        const page = await reader.ask(call, async (options) => {
            const command = new DescribeAlarmsCommand({
                AlarmTypes: ["MetricAlarm"],
                MaxRecords: 100,
                NextToken,
            });
            const { MetricAlarms, NextToken: next } = await cloudwatch.send(command, options);
            return MetricAlarms === undefined
                ? reader.garbled(call, "a list")
                : { value: { found: MetricAlarms.filter((alarm) => isOnFailures(alarm, name)), next } };
        });
        if (!("value" in page)) {
            return page;
        }
        const { found, next } = page.value;
        alarms.push(
            ...found.map(({ AlarmName = "", ActionsEnabled, AlarmActions = [] }) => ({
                name: AlarmName,
                actions: ActionsEnabled === false ? 0 : AlarmActions.length,
            })),
        );
        NextToken = next;
    } while (NextToken !== undefined && !alarms.some(({ actions }) => actions > 0));
    return { value: alarms };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
function isOnFailures(alarm: MetricAlarm, bucketName: string): boolean {
    const metrics = [alarm, ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric ?? {})];
    return metrics.some(
        ({ Namespace, MetricName, Dimensions = [] }) =>
            Namespace === "AWS/S3" &&
            MetricName === "OperationsFailedReplication" &&
            Dimensions.some(({ Name, Value }) => Name === "SourceBucket" && Value === bucketName),
    );
}
