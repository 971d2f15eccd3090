import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION, type ByHand } from "../surroundings";
import { openToS3, refused, type Case } from "./case";

/** The emulator puts its own address in front. */
const urlOf = async ({ sqs }: ByHand) => (await sqs.getQueueUrl({ QueueName: "replication" })).QueueUrl;

const updated = {
    name: "replication",
    messageRetentionSeconds: 600,
    policy: openToS3("sqs:SendMessage", "sqs:GetQueueAttributes"),
    sqsManagedSseEnabled: true,
    visibilityTimeoutSeconds: 0,
    tags: { cost: "42" },
};

export const queueCase: Case = {
    type: "aws:sqs/queue:Queue",
    id: new RegExp(`^https://127\\.0\\.0\\.1:\\d+/${ACCOUNT}/replication$`),
    prepare: () => Promise.resolve(),
    inputs: {
        name: "replication",
        messageRetentionSeconds: 1_209_600,
        policy: openToS3("sqs:SendMessage"),
        sqsManagedSseEnabled: false,
        tags: { team: "storage" },
    },
    defaults: { visibilityTimeoutSeconds: 30, __defaults: ["visibilityTimeoutSeconds"] },
    outputs: {
        arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:replication`,
        region: REGION,
        tagsAll: { team: "storage" },
    },
    volatile: ["url"],
    previewed: { arn: UNKNOWN, url: UNKNOWN, region: REGION, tagsAll: { team: "storage" } },
    drift: async (aws) => {
        const QueueUrl = await urlOf(aws);
        await aws.sqs.setQueueAttributes({
            QueueUrl,
            Attributes: {
                MessageRetentionPeriod: "60",
                Policy: openToS3("sqs:*"),
                SqsManagedSseEnabled: "true",
                VisibilityTimeout: "0",
            },
        });
        await aws.sqs.tagQueue({ QueueUrl, Tags: { team: "else", "by-hand": "yes" } });
    },
    drifted: {
        messageRetentionSeconds: "update",
        policy: "update",
        sqsManagedSseEnabled: "update",
        visibilityTimeoutSeconds: "update",
        "tags.team": "update",
        "tags.by-hand": "delete",
    },
    update: updated,
    updated: {
        messageRetentionSeconds: "update",
        policy: "update",
        sqsManagedSseEnabled: "update",
        visibilityTimeoutSeconds: "update",
        "tags.team": "delete",
        "tags.cost": "add",
    },
    seen: async (aws) => {
        const QueueUrl = await urlOf(aws);
        const { Attributes } = await aws.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["All"] });
        return [
            Attributes?.MessageRetentionPeriod,
            Attributes?.Policy,
            Attributes?.SqsManagedSseEnabled,
            Attributes?.VisibilityTimeout,
            (await aws.sqs.listQueueTags({ QueueUrl })).Tags,
        ];
    },
    sees: ["600", openToS3("sqs:SendMessage", "sqs:GetQueueAttributes"), "true", "0", { cost: "42" }],
    replacement: { ...updated, name: "another" },
    replaced: { name: "update-replace" },
    imported: { region: REGION },
    gone: ({ sqs }) => refused(sqs.getQueueUrl({ QueueName: "replication" }), "QueueDoesNotExist"),
};
