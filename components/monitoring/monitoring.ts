import * as pulumi from "@pulumi/pulumi";
import { createAlarms } from "./alarms";
import type { CheckedMonitoring } from "./check";
import { createDashboard } from "./dashboard";
import { eventsElsewhere, createNotification } from "./events";
import type { MonitoredSource } from "./monitoredSource";
import { createTopics } from "./topics";

/** Makes what tells of failures. Returns the topics that are published to, for people to subscribe to. */
export function createMonitoring(
    source: MonitoredSource,
    monitoring: CheckedMonitoring,
): pulumi.Output<string[]> {
    const { events } = monitoring;
    const elsewhere = events && eventsElsewhere(source, monitoring, events);
    const notification = elsewhere && createNotification(source, events, elsewhere);
    const topics = createTopics(source, monitoring, notification);
    if (events && topics.events) {
        createNotification(source, events, { topicArn: topics.events });
    }
    if (monitoring.alarms) {
        for (const rule of monitoring.rules) {
            createAlarms(source, rule, monitoring, topics);
        }
    }
    if (monitoring.dashboard) {
        createDashboard(source, monitoring);
    }
    return pulumi
        .all([
            pulumi.all([topics.failures, ...topics.latency.values()]),
            topics.events ?? elsewhere?.topicArn,
        ])
        .apply(([alarms, topicOfEvents]) => {
            const arns = alarms.flatMap((list) => list ?? []);
            return [...new Set(topicOfEvents === undefined ? arns : [...arns, topicOfEvents])];
        });
}
