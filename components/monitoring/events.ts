import * as aws from "@pulumi/aws";
import { following } from "../validation/check";
import type { Events } from "./check";
import type { EventTarget } from "./eventTargets";
import type { Monitored } from "./monitoredSource";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const failed = ["s3:Replication:OperationFailedReplication"];
const threshold = [
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold",
];

/** The bucket's notifications of what failed and, by Replication Time Control, of what was late. */
export function failureEvents(
    source: Monitored,
    { thresholds }: Events,
    { topicArn, queueArn }: EventTarget,
): aws.s3.BucketNotification {
    const events = following(thresholds, (on) => [...failed, ...(on ? threshold : [])]);
    const rule = { id: "replication", events };
    return new aws.s3.BucketNotification(
        `${source.name}-events`,
        {
            bucket: source.bucketName,
            ...(topicArn && { topics: [{ ...rule, topicArn }] }),
            ...(queueArn && { queues: [{ ...rule, queueArn }] }),
        },
        source.opts,
    );
}
