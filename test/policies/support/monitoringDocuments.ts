import type { PolicyDocument } from "../../../components/policies/document";
import { topicPolicy } from "../../../components/policies/topicPolicy";
import type { Choices } from "./choices";
import { siteOf, topicArn } from "./sites";

type MonitoringDocument = "failuresTopic" | "latencyTopic";

/** The documents of what tells of failures; none where nothing does. */
export function monitoringDocuments(
    { partition, monitoring }: Choices,
    bucket: string,
): Readonly<Partial<Record<MonitoringDocument, PolicyDocument>>> {
    if (monitoring === undefined) {
        return {};
    }
    const { alarms, events } = monitoring;
    const { accountId, bucketArn } = siteOf("source", partition, bucket);
    const topic = (what: "failures" | "latency", eventsOf?: string) =>
        topicPolicy({
            topicArn: topicArn(partition, what, bucket),
            accountId,
            alarms,
            ...(eventsOf !== undefined && { eventsOf }),
        });
    return {
        ...((alarms || events) && { failuresTopic: topic("failures", events ? bucketArn : undefined) }),
        // Of latency there are alarms only.
        ...(alarms && { latencyTopic: topic("latency") }),
    };
}
