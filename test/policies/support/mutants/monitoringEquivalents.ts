import { each, ofEach, type Equivalents } from "./equivalent";

const topics = {
    failuresTopic: "arn:aws:sns:eu-central-1:111111111111:sre-bucket-source-replication-failures",
    latencyTopic: "arn:aws:sns:eu-west-1:111111111111:sre-bucket-source-replication-latency",
};
/** What lets in a service that acts for a bucket. */
const actingFor = "failuresTopic EventsArePublished";

/** A topic in its own policy, made to be more than that topic. */
function beyondTopic(statement: string, topic: string): readonly string[] {
    return each(statement, [
        `resource ${topic} -> ${topic.replace(/[^:]*$/, "*")}`,
        `resource ${topic} -> *`,
    ]);
}

/** Those of what tells of failures. */
export const monitoringEquivalents: readonly Equivalents[] = [
    {
        because:
            "SNS asks a topic's policy about that topic only, and refuses to store a policy that names others.",
        mutants: [
            ...ofEach(topics, (document, topic) => beyondTopic(`${document} AlarmsArePublished`, topic)),
            ...beyondTopic("failuresTopic EventsArePublished", topics.failuresTopic),
        ],
    },
    {
        because:
            "A service that acts for somebody says for whom: CloudWatch and Amazon S3 have aws:SourceAccount and aws:SourceArn " +
            "in their context.",
        mutants: [
            ...ofEach(topics, (document) => [
                `${document} AlarmsArePublished: condition aws:SourceAccount: passes where the key is absent`,
            ]),
            ...["aws:SourceAccount", "aws:SourceArn"].map(
                (key) => `${actingFor}: condition ${key}: passes where the key is absent`,
            ),
        ],
    },
    {
        because: "aws:SourceArn names a bucket, and only Amazon S3 publishes for one.",
        mutants: [`${actingFor}: principal -> *`],
    },
];
