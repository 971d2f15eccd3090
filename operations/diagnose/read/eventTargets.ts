import { GetBucketNotificationConfigurationCommand } from "@aws-sdk/client-s3";
import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { partOfArn } from "../../../components/policies/arn";
import type { EventTarget, Read } from "../facts";
import { asking } from "./bucket";
import type { BucketPlace } from "./place";
import type { Connection } from "./connection";
import { mapRead, type Reader } from "./reader";

type Services = Pick<Connection, "s3" | "sns" | "sqs">;

/** Reads where events of failed replication go, and whether that exists. */
export async function readEventTargets(
    reader: Reader,
    services: Services,
    bucket: BucketPlace,
): Promise<Read<readonly EventTarget[]>> {
    const { place, ask } = asking(reader, bucket);
    const configured = await ask("GetBucketNotificationConfiguration", async (options) => ({
        value: await services.s3.send(new GetBucketNotificationConfigurationCommand(place), options),
    }));
    return mapRead(configured, async (notifications) => {
        const {
            QueueConfigurations = [],
            TopicConfigurations = [],
            LambdaFunctionConfigurations = [],
        } = notifications;
        const queues = QueueConfigurations.filter(ofFailures).map(({ QueueArn = "" }) => QueueArn);
        const topics = TopicConfigurations.filter(ofFailures).map(({ TopicArn = "" }) => TopicArn);
        const functions = LambdaFunctionConfigurations.filter(ofFailures).map(
            ({ LambdaFunctionArn = "" }) => LambdaFunctionArn,
        );
        const asked: Promise<EventTarget>[] = [
            ...[...new Set(queues)].map(async (arn) => ({
                kind: "queue" as const,
                arn,
                exists: await readQueue(reader, services, arn, bucket.accountId),
            })),
            ...[...new Set(topics)].map(async (arn) => ({
                kind: "topic" as const,
                arn,
                exists: await readTopic(reader, services, arn),
            })),
        ];
        const notAsked: EventTarget[] = [
            ...[...new Set(functions)].map((arn) => ({
                kind: "function" as const,
                arn,
                exists: reader.cannot(`Whether the function ${arn} exists is not asked.`),
            })),
            ...(notifications.EventBridgeConfiguration === undefined ? [] : [eventBridge]),
        ];
        const value = [...(await Promise.all(asked)), ...notAsked];
        return { value };
    });
}

/** EventBridge gets every event of a bucket that sends any there. */
const eventBridge = { kind: "EventBridge", arn: "", exists: { value: true } } as const;

function ofFailures({ Events = [] }: { readonly Events?: readonly string[] }): boolean {
    return Events.some((event) =>
        ["s3:Replication:*", "s3:Replication:OperationFailedReplication"].includes(event),
    );
}

/** SQS says of another account's queue that it does not exist where the credentials may not see it. */
async function readQueue(
    reader: Reader,
    { sqs }: Services,
    arn: string,
    accountId: string,
): Promise<Read<true>> {
    const owner = partOfArn(arn, "account");
    const QueueName = arn.split(":").at(-1) ?? "";
    const read = await reader.ask<true>(
        { service: "sqs", operation: "GetQueueUrl", target: `queue ${arn}` },
        async (options) => {
            await sqs(partOfArn(arn, "region")).send(
                new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId: owner }),
                options,
            );
            return { value: true };
        },
        ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    );
    return "none" in read && owner !== accountId
        ? reader.cannot(
              `The queue ${arn} of account ${owner} does not exist, or does not let in account ${accountId}.`,
          )
        : read;
}

function readTopic(reader: Reader, { sns }: Services, TopicArn: string): Promise<Read<true>> {
    return reader.ask<true>(
        { service: "sns", operation: "GetTopicAttributes", target: `topic ${TopicArn}` },
        async (options) => {
            await sns(partOfArn(TopicArn, "region")).send(
                new GetTopicAttributesCommand({ TopicArn }),
                options,
            );
            return { value: true };
        },
        ["NotFound", "NotFoundException"],
    );
}
