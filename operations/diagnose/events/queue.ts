import { GetQueueAttributesCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { unlessRefused } from "../object/refusal";
import { served } from "../../aws/served";
import type { Side } from "../../aws/side";

/** A queue, and who reads it. */
export interface Queue {
    /** Tries every call once: it is tried again here. */
    readonly client: SQSClient;
    readonly side: Side;
    readonly url: string;
}

/** For how long other readers do not see what was received: longer than it is read, so that nothing comes twice. */
export const secondsInvisible = 30;
export const mostMessages = 1000;
export const secondsToReceive = 20;

/** The most that a call gives. */
const messagesAtOnce = 10;

/** Asked with a wait, SQS looks at all of its servers: without it an empty answer does not mean an empty queue. */
const secondsToWait = 2;

/** What was received, and why no more was asked for. */
export interface Received {
    readonly bodies: readonly string[];
    readonly ended: "empty" | "enough" | "time";
}

/** Receives messages and leaves them all in the queue: none is deleted. */
export async function receive(
    queue: Queue,
    clock: () => number = () => performance.now(),
): Promise<Received> {
    const bodies = new Map<string, string>();
    const started = clock();
    while (bodies.size < mostMessages) {
        if (clock() - started >= (secondsToReceive - secondsToWait) * 1000) {
            return { bodies: [...bodies.values()], ended: "time" };
        }
        const messages = await receiveSome(queue, Math.min(messagesAtOnce, mostMessages - bodies.size));
        if (messages.length === 0) {
            return { bodies: [...bodies.values()], ended: "empty" };
        }
        for (const { MessageId = "", Body = "" } of messages) {
            // A standard queue may deliver one more than once.
            bodies.set(MessageId, Body);
        }
    }
    return { bodies: [...bodies.values()], ended: "enough" };
}

async function receiveSome(queue: Queue, count: number) {
    const { Messages = [] } = await call(queue, "ReceiveMessage", (options) =>
        queue.client.send(
            new ReceiveMessageCommand({
                QueueUrl: queue.url,
                MaxNumberOfMessages: count,
                VisibilityTimeout: secondsInvisible,
                WaitTimeSeconds: secondsToWait,
            }),
            options,
        ),
    );
    return Messages;
}

/** The policy of a queue that moves what was received too often; undefined without one, and where SQS does not tell it. */
export async function redrivePolicy(queue: Queue): Promise<string | undefined> {
    const attributes = { QueueUrl: queue.url, AttributeNames: ["RedrivePolicy" as const] };
    const answer = await call(queue, "GetQueueAttributes", (options) =>
        queue.client.send(new GetQueueAttributesCommand(attributes), options),
    ).catch(unlessRefused);
    return answer?.Attributes?.RedrivePolicy;
}

function call<T>(
    { side, url }: Queue,
    operation: string,
    attempt: Parameters<typeof served<T>>[1],
): Promise<T> {
    return served({ side, service: "sqs", operation, target: `queue ${url}` }, attempt);
}
