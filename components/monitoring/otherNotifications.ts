import * as s3 from "@pulumi/aws/s3";
import { lookUp, type ExistingBucket } from "../bucket/lookUp";
import { warn } from "../validation/warning";
import { notificationId } from "./events";

type Notifications = s3.GetBucketNotificationResult;

/**
 * Warns of notifications that would go. S3 has one configuration of them for a bucket, and puts a new one in its place. A bucket
 * that is made here may have been there before: one that was imported, or one whose notifications somebody else has set.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 *
 * `own` are the topics and queues that the one made here may go to; none where that is not known yet.
 */
export async function warnOfOtherNotifications(
    bucket: ExistingBucket,
    own: readonly string[] | undefined,
): Promise<void> {
    const found = await lookUp("notifications", bucket, s3.getBucketNotification);
    const lost = found === "none" || found === "unknown" ? [] : othersOf(found, own);
    if (lost.length > 0) {
        warn(
            "notifications-replaced",
            `The bucket ${bucket.bucketName} has notifications. A bucket has one configuration of them: the one made here takes ` +
                `its place, and these go: ${lost.join(", ")}.`,
            bucket.parent,
        );
    }
}

/** What a bucket notifies beside what is made here, which has an id, events and a place of its own, and takes in every key. */
function othersOf(
    { topics, queues, lambdaFunctions, eventbridge }: Notifications,
    own: readonly string[] | undefined,
): readonly string[] {
    const all = [
        ...topics.map(({ topicArn, ...rest }) => ({ ...rest, to: topicArn })),
        ...queues.map(({ queueArn, ...rest }) => ({ ...rest, to: queueArn })),
        ...lambdaFunctions.map(({ lambdaFunctionArn, ...rest }) => ({ ...rest, to: lambdaFunctionArn })),
    ];
    return [
        ...all
            .filter(
                ({ id, events, filterPrefix, filterSuffix, to }) =>
                    id !== notificationId ||
                    !events.every((event) => event.startsWith("s3:Replication:")) ||
                    Boolean(filterPrefix) ||
                    Boolean(filterSuffix) ||
                    own?.includes(to) === false,
            )
            .map(({ id, to }) => `${id} to ${to}`),
        ...(eventbridge ? ["Amazon EventBridge"] : []),
    ];
}
