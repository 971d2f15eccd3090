import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { lookUp, type ExistingBucket } from "../bucket/lookUp";
import { warn } from "../validation/warning";
import { notificationId } from "./events";

/** A notification that a bucket has. */
interface Notification {
    readonly text: string;
    /** Where it goes, if it is as the one that is made here: by its id, with events of replication alone, of every object. */
    readonly likeOurs?: string;
}

/**
 * Warns of notifications that would go. S3 has one configuration of them for a bucket, and puts a new one in its place. A bucket
 * that is made here may have been there before: one that was imported, or one whose notifications somebody else has set. What
 * goes to this topic or queue is taken for what an earlier update made.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export function warnOfOtherNotifications(bucket: ExistingBucket, target: pulumi.Output<string>): void {
    const present = lookUp("notifications", bucket, s3.getBucketNotification).then((found) =>
        found === "none" || found === "unknown" ? [] : notificationsOf(found),
    );
    void present.then((all) => {
        warnOf(
            bucket,
            all.filter(({ likeOurs }) => likeOurs === undefined),
        );
    });
    // A preview may not know where those made here are to go.
    pulumi.all([present, target]).apply(([all, arn]) => {
        warnOf(
            bucket,
            all.filter(({ likeOurs = arn }) => likeOurs !== arn),
        );
    });
}

function warnOf({ bucketName, parent }: ExistingBucket, lost: readonly Notification[]): void {
    if (lost.length > 0) {
        warn(
            "notifications-replaced",
            `The bucket ${bucketName} has notifications. A bucket has one configuration of them: the one made here takes ` +
                `its place, and these go: ${lost.map(({ text }) => text).join(", ")}.`,
            parent,
        );
    }
}

function notificationsOf({
    topics,
    queues,
    lambdaFunctions,
    eventbridge,
}: s3.GetBucketNotificationResult): readonly Notification[] {
    const all = [
        ...topics.map(({ topicArn, ...rest }) => ({ ...rest, to: topicArn })),
        ...queues.map(({ queueArn, ...rest }) => ({ ...rest, to: queueArn })),
        ...lambdaFunctions.map(({ lambdaFunctionArn, ...rest }) => ({ ...rest, to: lambdaFunctionArn })),
    ];
    return [
        ...all.map(({ id, to, events, filterPrefix, filterSuffix }) => ({
            text: `${id} to ${to}`,
            ...(id === notificationId &&
                events.every((event) => event.startsWith("s3:Replication:")) &&
                !filterPrefix &&
                !filterSuffix && { likeOurs: to }),
        })),
        ...(eventbridge ? [{ text: "Amazon EventBridge" }] : []),
    ];
}
