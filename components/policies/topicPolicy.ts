import { policyDocument, type PolicyDocument, type PolicyStatement } from "./document";

/** A topic that a source makes, and who publishes to it. */
interface TopicInput {
    readonly topicArn: string;
    /** The account of bucket, alarms and topic. */
    readonly accountId: string;
    /** Whether alarms are published. */
    readonly alarms: boolean;
    /** The bucket whose events are published, where they are. */
    readonly eventsOf?: string;
}

/**
 * Lets CloudWatch's alarms of the same account publish, and the events of one bucket, where they are wanted. The policy
 * replaces the topic's default one, so it has to name all who publish.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html#alarm-notification-sns-permissions
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html#grant-sns-sqs-permission-for-s3
 */
export function topicPolicy({ topicArn, accountId, alarms, eventsOf }: TopicInput): PolicyDocument {
    const publish = (Sid: string, service: string, more: Record<string, Record<string, string>>) =>
        ({
            Sid,
            Effect: "Allow",
            Principal: { Service: service },
            Action: "sns:Publish",
            Resource: topicArn,
            Condition: { StringEquals: { "aws:SourceAccount": accountId }, ...more },
        }) satisfies PolicyStatement;
    return policyDocument(
        ...(alarms ? [publish("AlarmsArePublished", "cloudwatch.amazonaws.com", {})] : []),
        ...(eventsOf === undefined
            ? []
            : [
                  publish("EventsArePublished", "s3.amazonaws.com", {
                      ArnEquals: { "aws:SourceArn": eventsOf },
                  }),
              ]),
    );
}
