import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Monitoring } from "./checkMonitoring";
import { queueToEventBus } from "./eventBus";
import type { Monitored } from "./monitored";
import { eventsPlace, queueOf } from "./eventTargets";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const failed = ["s3:Replication:OperationFailedReplication"];
const threshold = [
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold",
];

/** The bucket's notifications of what failed and, by Replication Time Control, of what was late. */
export function failureEvents(
    source: Monitored,
    monitoring: Monitoring,
    events: NonNullable<Monitoring["events"]>,
    topicArn: pulumi.Output<string> | undefined,
): void {
    const kinds = events.thresholds.apply((on) => [...failed, ...(on ? threshold : [])]);
    const target = { id: "replication", events: kinds };
    const queueArn = events.eventBus
        ? queueToEventBus(source, eventsPlace(monitoring, "eventBusName"), events.eventBus)
        : events.queueArn && queueOf(source, monitoring, events.queueArn);
    new aws.s3.BucketNotification(
        `${source.name}-events`,
        {
            bucket: source.bucketName,
            ...(queueArn && { queues: [{ ...target, queueArn }] }),
            ...(topicArn && { topics: [{ ...target, topicArn }] }),
        },
        source.opts,
    );
}
