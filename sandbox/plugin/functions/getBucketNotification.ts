import { describe } from "../aws/errors";
import { fromS3 } from "../resources/bucketNotification";
import { boolean, listOf, object, optional, required, string } from "../schema";
import type { PropertyMap } from "../wire";
import { defineFunction, texts } from "./awsFunction";

/** A filter that is not there is an empty text, as in the official function. */
const whole = (rule: Parameters<typeof fromS3>[0]): PropertyMap => {
    const told = fromS3(rule);
    return { ...told, filterPrefix: told.filterPrefix ?? "", filterSuffix: told.filterSuffix ?? "" };
};

const listOfTargets = (target: string) =>
    required(
        listOf(
            object({
                ...texts("id", "filterPrefix", "filterSuffix", target),
                events: required(listOf(string())),
            }),
        ),
    );

export const getBucketNotification = defineFunction({
    token: "aws:s3/getBucketNotification:getBucketNotification",
    args: { bucket: required(string()), region: optional(string()) },
    results: {
        ...texts("bucket", "region"),
        eventbridge: required(boolean()),
        topics: listOfTargets("topicArn"),
        queues: listOfTargets("queueArn"),
        lambdaFunctions: listOfTargets("lambdaFunctionArn"),
    },
    async call(connection, { bucket, region }) {
        const account = await connection.account(region);
        const s3 = await account.s3();
        const found = await s3
            .getBucketNotificationConfiguration({ Bucket: bucket })
            .catch((error: unknown) => {
                throw new Error(`reading the notifications of the S3 bucket ${bucket}: ${describe(error)}`);
            });
        return {
            bucket,
            region: account.region,
            eventbridge: found.EventBridgeConfiguration !== undefined,
            topics: (found.TopicConfigurations ?? []).map(({ TopicArn, ...rest }) => ({
                ...whole(rest),
                topicArn: TopicArn,
            })),
            queues: (found.QueueConfigurations ?? []).map(({ QueueArn, ...rest }) => ({
                ...whole(rest),
                queueArn: QueueArn,
            })),
            lambdaFunctions: (found.LambdaFunctionConfigurations ?? []).map(
                ({ LambdaFunctionArn, ...rest }) => ({
                    ...whole(rest),
                    lambdaFunctionArn: LambdaFunctionArn,
                }),
            ),
        };
    },
});
