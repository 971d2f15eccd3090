import type { PolicyDocument } from "../../../components/policies/document";
import { pipePermissions, pipeTrust } from "../../../components/policies/pipeRole";
import { queuePolicy } from "../../../components/policies/queuePolicy";
import { topicPolicy } from "../../../components/policies/topicPolicy";
import type { Choices } from "./choices";
import { eventSiteOf, siteOf, topicArn } from "./sites";

type MonitoringDocument = "failuresTopic" | "latencyTopic" | "eventsQueue" | "pipeTrust" | "pipePermissions";

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
    const here = { ...eventSiteOf(partition, { bucket }), accountId, bucketArn };
    return {
        ...((alarms || events === "topic") && {
            failuresTopic: topic("failures", events === "topic" ? bucketArn : undefined),
        }),
        // Of latency there are alarms only.
        ...(alarms && { latencyTopic: topic("latency") }),
        ...(events === "event bus" && {
            eventsQueue: queuePolicy(here),
            pipeTrust: pipeTrust(here),
            pipePermissions: pipePermissions(here),
        }),
    };
}
