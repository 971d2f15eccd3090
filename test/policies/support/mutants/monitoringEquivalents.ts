import { each, ofEach, type Equivalents } from "./equivalent";

const topics = {
    failuresTopic: "arn:aws:sns:eu-central-1:111111111111:sre-bucket-source-replication-failures",
    latencyTopic: "arn:aws:sns:eu-west-1:111111111111:sre-bucket-source-replication-latency",
};
const queue = "arn:aws:sqs:eu-central-1:111111111111:sre-bucket-source-replication-events";
/** What lets in a service that acts for a thing of the source's account. */
const actingFor = [
    "failuresTopic EventsArePublished",
    "eventsQueue EventsAreSent",
    "pipeTrust ThePipeAssumesTheRole",
];

/** A topic in its own policy, made to be more than that topic. */
function beyondTopic(statement: string, topic: string): readonly string[] {
    return each(statement, [
        `resource ${topic} -> ${topic.replace(/[^:]*$/, "*")}`,
        `resource ${topic} -> *`,
    ]);
}

/** A queue likewise. */
function beyondQueue(statement: string): readonly string[] {
    return [
        ...beyondTopic(statement, queue),
        ...each(statement, [
            `resource ${queue} -> ${queue}*`,
            `resource ${queue} -> ${queue.replace("eu-central-1", "*")}`,
            `resource ${queue} -> ${queue.replace("111111111111", "*")}`,
        ]),
    ];
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
        because: "SQS asks a queue's policy about that queue only.",
        mutants: beyondQueue("eventsQueue EventsAreSent"),
    },
    {
        because:
            "The Service Authorization Reference has no other action on an event bus that begins so; the others that do are " +
            "done to rules, to things of other kinds, or to nothing in particular.",
        mutants: ["pipePermissions PutOntoTheBus: action events:PutEvents -> events:Put*"],
    },
    {
        because:
            "A service that acts for somebody says for whom: CloudWatch, Amazon S3 and EventBridge Pipes have " +
            "aws:SourceAccount and aws:SourceArn in their context.",
        mutants: [
            ...ofEach(topics, (document) => [
                `${document} AlarmsArePublished: condition aws:SourceAccount: passes where the key is absent`,
            ]),
            ...actingFor.flatMap((statement) =>
                ["aws:SourceAccount", "aws:SourceArn"].map(
                    (key) => `${statement}: condition ${key}: passes where the key is absent`,
                ),
            ),
        ],
    },
    {
        because:
            "aws:SourceArn names a bucket, and only Amazon S3 publishes and sends for one; or a pipe, and only EventBridge Pipes " +
            "acts for one.",
        mutants: actingFor.map((statement) => `${statement}: principal -> *`),
    },
    {
        because:
            "aws:SourceArn names a pipe, and with it the pipe's account. aws:SourceAccount says that a second time, as in AWS's " +
            "own examples.",
        mutants: each("pipeTrust ThePipeAssumesTheRole", [
            "condition aws:SourceAccount removed",
            "condition aws:SourceAccount: any value",
        ]),
    },
];
