import { policyDocument, type PolicyDocument } from "./document";

/** A pipe from a queue to an event bus. */
export interface PipeInput {
    readonly pipeArn: string;
    /** The account of queue, pipe and bus. */
    readonly accountId: string;
    readonly queueArn: string;
    readonly eventBusArn: string;
}

/**
 * Who may assume the role of a pipe: EventBridge, for that one pipe. The name of the service is the same in every partition.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-get-started.html
 */
export function pipeTrust({ pipeArn, accountId }: Pick<PipeInput, "pipeArn" | "accountId">): PolicyDocument {
    return policyDocument({
        Sid: "ThePipeAssumesTheRole",
        Effect: "Allow",
        Principal: { Service: "pipes.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnEquals: { "aws:SourceArn": pipeArn },
        },
    });
}

/**
 * What the role of a pipe may do: take messages from the queue, and put events onto the bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
export function pipePermissions({
    queueArn,
    eventBusArn,
}: Pick<PipeInput, "queueArn" | "eventBusArn">): PolicyDocument {
    return policyDocument(
        {
            Sid: "TakeFromTheQueue",
            Effect: "Allow",
            Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            Resource: queueArn,
        },
        {
            Sid: "PutOntoTheBus",
            Effect: "Allow",
            Action: "events:PutEvents",
            Resource: eventBusArn,
        },
    );
}
