import * as pulumi from "@pulumi/pulumi";
import { alarmsOf } from "./alarms";
import type { Monitoring } from "./check";
import { dashboard } from "./dashboard";
import { eventsElsewhere, failureEvents } from "./events";
import type { Monitored } from "./monitoredSource";
import { topicsOf } from "./topics";

/** Makes whatever tells of failures. Answers the topics that they are published to, for people to subscribe to. */
export function monitor(source: Monitored, monitoring: Monitoring): pulumi.Output<string[]> {
    const { events } = monitoring;
    const elsewhere = events && eventsElsewhere(source, monitoring, events);
    const notification = elsewhere && failureEvents(source, events, elsewhere);
    const topics = topicsOf(source, monitoring, notification);
    if (events && topics.events) {
        failureEvents(source, events, { topicArn: topics.events });
    }
    if (monitoring.alarms) {
        for (const rule of monitoring.rules) {
            alarmsOf(source, rule, monitoring, topics);
        }
    }
    if (monitoring.dashboard) {
        dashboard(source, monitoring);
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
