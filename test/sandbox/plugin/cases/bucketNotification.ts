import { ACCOUNT, REGION } from "../surroundings";
import { BUCKET, bucketExists, openToS3, type Case } from "./case";

const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:replication`;
const queueArn = `arn:aws:sqs:${REGION}:${ACCOUNT}:replication`;

const failures = { id: "failures", topicArn, events: ["s3:Replication:OperationFailedReplication"] };
const updatedFailures = {
    id: "failures",
    topicArn,
    events: ["s3:Replication:OperationMissedThreshold", "s3:Replication:OperationFailedReplication"],
    filterPrefix: "reports/",
    filterSuffix: ".csv",
};
const everything = { id: "everything", queueArn, events: ["s3:Replication:*"], filterSuffix: ".gz" };

export const bucketNotificationCase: Case = {
    type: "aws:s3/bucketNotification:BucketNotification",
    id: BUCKET,
    prepare: async (aws) => {
        await bucketExists(aws);
        await aws.sns.createTopic({
            Name: "replication",
            Attributes: { Policy: openToS3("sns:Publish") },
        });
        await aws.sqs.createQueue({
            QueueName: "replication",
            Attributes: { Policy: openToS3("sqs:SendMessage") },
        });
    },
    inputs: { bucket: BUCKET, topics: [failures] },
    defaults: { eventbridge: false, __defaults: ["eventbridge"] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        await s3.putBucketNotificationConfiguration({
            Bucket: BUCKET,
            NotificationConfiguration: {
                EventBridgeConfiguration: {},
                TopicConfigurations: [
                    {
                        Id: "failures",
                        TopicArn: topicArn,
                        Events: ["s3:ObjectRemoved:*"],
                        Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "by-hand/" }] } },
                    },
                ],
                QueueConfigurations: [{ Id: "by-hand", QueueArn: queueArn, Events: ["s3:ObjectCreated:*"] }],
            },
        });
    },
    drifted: {
        eventbridge: "update",
        "topics[0].events[0]": "update",
        "topics[0].filterPrefix": "delete",
        queues: "delete",
    },
    update: { bucket: BUCKET, eventbridge: true, topics: [updatedFailures], queues: [everything] },
    updated: {
        eventbridge: "update",
        "topics[0].events[0]": "add",
        "topics[0].filterPrefix": "add",
        "topics[0].filterSuffix": "add",
        queues: "add",
    },
    seen: async ({ s3 }) => {
        const found = await s3.getBucketNotificationConfiguration({ Bucket: BUCKET });
        return [found.EventBridgeConfiguration, found.TopicConfigurations, found.QueueConfigurations];
    },
    sees: [
        {},
        [
            {
                Id: "failures",
                TopicArn: topicArn,
                Events: updatedFailures.events,
                Filter: {
                    Key: {
                        FilterRules: [
                            { Name: "prefix", Value: "reports/" },
                            { Name: "suffix", Value: ".csv" },
                        ],
                    },
                },
            },
        ],
        [
            {
                Id: "everything",
                QueueArn: queueArn,
                Events: everything.events,
                Filter: { Key: { FilterRules: [{ Name: "suffix", Value: ".gz" }] } },
            },
        ],
    ],
    replacement: {
        bucket: `${BUCKET}-other`,
        eventbridge: true,
        topics: [updatedFailures],
        queues: [everything],
    },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    gone: async ({ s3 }) => {
        const found = await s3.getBucketNotificationConfiguration({ Bucket: BUCKET });
        return (
            found.EventBridgeConfiguration === undefined &&
            found.TopicConfigurations === undefined &&
            found.QueueConfigurations === undefined
        );
    },
};
