import type { NotificationConfigurationFilter, QueueConfiguration } from "@aws-sdk/client-s3";
import {
    BUCKET_NOT_YET_SEEN,
    DESTINATION_NOT_YET_OPEN,
    OPERATION_ABORTED,
    unlessGone,
    untilConsistent,
} from "../aws/errors";
import { defineResource, type Account } from "../resourceType";
import { boolean, listOf, object, optional, required, string, type Typed } from "../schema";
import type { PropertyMap } from "../wire";
import { NO_BUCKET, ofBucket } from "./bucketBase";
import { notificationEvent } from "./notificationEvent";

const ofDestination = {
    id: optional(string(), { computed: true }),
    events: required(listOf(notificationEvent, true)),
    filterPrefix: optional(string()),
    filterSuffix: optional(string()),
};

const inputs = {
    ...ofBucket,
    eventbridge: optional(boolean(), { default: false }),
    topics: optional(listOf(object({ ...ofDestination, topicArn: required(string()) }))),
    queues: optional(listOf(object({ ...ofDestination, queueArn: required(string()) }))),
};

type Destination = Typed<typeof ofDestination>;

/** All of a bucket's notifications are one configuration, which is always there, if empty. */
export const bucketNotification = defineResource({
    token: "aws:s3/bucketNotification:BucketNotification",
    inputs,
    outputs: [],
    unsupported: { lambdaFunctions: "install the official plug-in to use it" },
    async create(account, wanted) {
        await put(account, wanted);
        return wanted.bucket;
    },
    async read(account, bucket) {
        const s3 = await account.s3();
        const found = await unlessGone([NO_BUCKET], () =>
            s3.getBucketNotificationConfiguration({ Bucket: bucket }),
        );
        const topics = found?.TopicConfigurations?.map(({ TopicArn, ...rest }) => ({
            ...fromS3(rest),
            topicArn: TopicArn,
        }));
        const queues = found?.QueueConfigurations?.map(({ QueueArn, ...rest }) => ({
            ...fromS3(rest),
            queueArn: QueueArn,
        }));
        return found && { bucket, eventbridge: found.EventBridgeConfiguration !== undefined, topics, queues };
    },
    update: (account, { inputs: wanted }) => put(account, wanted),
    async delete(account, bucket) {
        await unlessGone([NO_BUCKET], () => put(account, { bucket }));
    },
});

async function put(account: Account, wanted: Typed<typeof inputs>): Promise<void> {
    const s3 = await account.s3();
    await untilConsistent(
        [BUCKET_NOT_YET_SEEN, DESTINATION_NOT_YET_OPEN, OPERATION_ABORTED],
        account.stopping,
        () =>
            s3.putBucketNotificationConfiguration({
                Bucket: wanted.bucket,
                NotificationConfiguration: {
                    EventBridgeConfiguration: wanted.eventbridge === true ? {} : undefined,
                    TopicConfigurations: wanted.topics?.map((topic) => ({
                        ...toS3(topic),
                        TopicArn: topic.topicArn,
                    })),
                    QueueConfigurations: wanted.queues?.map((queue) => ({
                        ...toS3(queue),
                        QueueArn: queue.queueArn,
                    })),
                },
            }),
    );
}

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

function fromS3({ Id, Events, Filter }: Omit<QueueConfiguration, "QueueArn">): PropertyMap {
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
