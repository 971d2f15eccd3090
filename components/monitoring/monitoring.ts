import * as pulumi from "@pulumi/pulumi";
import { alarmsOf } from "./alarms";
import type { Monitoring } from "./checkMonitoring";
import { dashboard } from "./dashboard";
import { failureEvents } from "./events";
import type { Monitored } from "./monitored";
import { topicsOf } from "./topics";

/** Makes whatever tells of failures. Answers the topics that they are published to, for people to subscribe to. */
export function monitor(source: Monitored, monitoring: Monitoring): pulumi.Output<string[]> {
    const topics = topicsOf(source, monitoring);
    if (monitoring.alarms) {
        for (const rule of monitoring.rules) {
            alarmsOf(source, rule, monitoring, topics);
        }
    }
    if (monitoring.events) {
        failureEvents(source, monitoring, monitoring.events, topics.events);
    }
    if (monitoring.dashboard) {
        dashboard(source, monitoring);
    }
    return pulumi
        .all([pulumi.all([topics.failures, ...topics.latency.values()]), topics.events])
        .apply(([alarms, events]) => {
            const arns = [...alarms.flatMap((list) => list ?? []), ...(events === undefined ? [] : [events])];
            return [...new Set(arns)];
        });
}
