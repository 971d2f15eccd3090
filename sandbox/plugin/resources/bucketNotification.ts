import type { NotificationConfigurationFilter, QueueConfiguration } from "@aws-sdk/client-s3";
import { DESTINATION_NOT_YET_OPEN } from "../aws/errors";
import { defineResource } from "../resourceType";
import { boolean, listOf, object, optional, required, string, type Typed } from "../schema";
import type { PropertyMap } from "../wire";
import { bucketId, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";
import { notificationEvent } from "./notificationEvent";

const ofDestination = {
    id: optional(string(), { computed: true }),
    events: required(listOf(notificationEvent, true)),
    filterPrefix: optional(string()),
    filterSuffix: optional(string()),
};

type Destination = Typed<typeof ofDestination>;

/** All of a bucket's notifications are one configuration, which is always there, if empty. */
export const bucketNotification = defineResource(
    bucketSetting({
        token: "aws:s3/bucketNotification:BucketNotification",
        inputs: {
            ...ofBucket,
            eventbridge: optional(boolean(), { default: false }),
            topics: optional(listOf(object({ ...ofDestination, topicArn: required(string()) }))),
            queues: optional(listOf(object({ ...ofDestination, queueArn: required(string()) }))),
        },
        unsupported: { lambdaFunctions: "install the official plug-in to use it" },
        transients: [DESTINATION_NOT_YET_OPEN],
        id: bucketId,
        put: (s3, bucket, { eventbridge, topics, queues }) =>
            s3.putBucketNotificationConfiguration({
                ...bucket,
                NotificationConfiguration: {
                    EventBridgeConfiguration: eventbridge === true ? {} : undefined,
                    TopicConfigurations: topics?.map((topic) => ({
                        ...toS3(topic),
                        TopicArn: topic.topicArn,
                    })),
                    QueueConfigurations: queues?.map((queue) => ({
                        ...toS3(queue),
                        QueueArn: queue.queueArn,
                    })),
                },
            }),
        async get(s3, bucket) {
            const found = await s3.getBucketNotificationConfiguration(bucket);
            return {
                eventbridge: found.EventBridgeConfiguration !== undefined,
                topics: found.TopicConfigurations?.map(({ TopicArn, ...rest }) => ({
                    ...fromS3(rest),
                    topicArn: TopicArn,
                })),
                queues: found.QueueConfigurations?.map(({ QueueArn, ...rest }) => ({
                    ...fromS3(rest),
                    queueArn: QueueArn,
                })),
            };
        },
        remove: (s3, bucket) =>
            s3.putBucketNotificationConfiguration({ ...bucket, NotificationConfiguration: {} }),
    }),
);

function toS3({ id, events, filterPrefix, filterSuffix }: Destination) {
    const FilterRules = [
        ...(filterPrefix ? [{ Name: "prefix" as const, Value: filterPrefix }] : []),
        ...(filterSuffix ? [{ Name: "suffix" as const, Value: filterSuffix }] : []),
    ];
    return {
        Id: id,
        Events: events,
        Filter: FilterRules.length === 0 ? undefined : { Key: { FilterRules } },
    };
}

/** A notification as the provider has it, without where it goes. */
export function fromS3({ Id, Events, Filter }: Omit<QueueConfiguration, "QueueArn">): PropertyMap {
    return {
        id: Id,
        events: Events,
        filterPrefix: filterRule(Filter, "prefix"),
        filterSuffix: filterRule(Filter, "suffix"),
    };
}

/** S3 answers with a capital first letter, whatever it was given. */
function filterRule(filter: NotificationConfigurationFilter | undefined, name: string): string | undefined {
    return filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value;
}
