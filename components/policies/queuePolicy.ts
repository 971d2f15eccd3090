import { policyDocument, type PolicyDocument } from "./document";

/** The queue that a source makes for its bucket's events, on their way to an event bus. */
export interface QueueInput {
    readonly queueArn: string;
    /** The account of bucket and queue. */
    readonly accountId: string;
    /** The bucket whose events are sent. */
    readonly bucketArn: string;
}

/**
 * Lets Amazon S3 send the events of one bucket. Whoever receives them does so by the policies of the queue's account.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html#grant-sns-sqs-permission-for-s3
 */
export function queuePolicy({ queueArn, accountId, bucketArn }: QueueInput): PolicyDocument {
    return policyDocument({
        Sid: "EventsAreSent",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnEquals: { "aws:SourceArn": bucketArn },
        },
    });
}
