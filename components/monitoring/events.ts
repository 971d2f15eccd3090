import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { partOfArn } from "../policies/arn";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { mapChecked, type Checked } from "../validation/pending";
import type { CheckedEvents, CheckedMonitoring } from "./check";
import type { MonitoredSource } from "./monitoredSource";

/** Where S3 sends the events: a topic, or a queue. */
interface EventPlace {
    readonly topicArn?: pulumi.Output<string>;
    readonly queueArn?: pulumi.Output<string>;
}

/** The topic or the queue that the user gave for events, if any. */
export function eventsElsewhere(
    source: MonitoredSource,
    { place }: CheckedMonitoring,
    { topicArn, queueArn }: CheckedEvents,
): EventPlace | undefined {
    const at = (member: string) => memberOf(place, `events.${member}`);
    if (topicArn) {
        return { topicArn: requireSourceRegion(at("topicArn"), topicArn, source) };
    }
    return queueArn ? { queueArn: requireSourceRegion(at("queueArn"), queueArn, source) } : undefined;
}

/**
 * S3 publishes in the bucket's region alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function requireSourceRegion(
    place: ArgumentPlace,
    arn: Checked<string>,
    { where }: MonitoredSource,
): pulumi.Output<string> {
    return pulumi.all([arn, where]).apply(([known, { partition, region }]) => {
        if (partOfArn(known, "region") !== region || partOfArn(known, "partition") !== partition) {
            throw argumentError(
                place,
                known,
                `one of the bucket's region, ${region}, in the partition ${partition}`,
            );
        }
        return known;
    });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const failed = ["s3:Replication:OperationFailedReplication"];
const threshold = [
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold",
];

/** The bucket's notifications of what failed and, by Replication Time Control, of what was late. */
export function createNotification(
    source: MonitoredSource,
    { thresholds }: CheckedEvents,
    { topicArn, queueArn }: EventPlace,
): s3.BucketNotification {
    const events = mapChecked(thresholds, (on) => [...failed, ...(on ? threshold : [])]);
    const rule = { id: "replication", events };
    return new s3.BucketNotification(
        `${source.name}-events`,
        {
            bucket: source.bucketName,
            ...(topicArn && { topics: [{ ...rule, topicArn }] }),
            ...(queueArn && { queues: [{ ...rule, queueArn }] }),
        },
        source.opts,
    );
}
