import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION } from "../surroundings";
import { openToS3, refused, type Case } from "./case";

const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:replication`;

export const topicCase: Case = {
    type: "aws:sns/topic:Topic",
    id: TopicArn,
    prepare: () => Promise.resolve(),
    inputs: {
        name: "replication",
        displayName: "Replication",
        policy: openToS3("sns:Publish"),
        tags: { team: "storage" },
    },
    defaults: { __defaults: [] },
    outputs: { arn: TopicArn, owner: ACCOUNT, region: REGION },
    volatile: [],
    previewed: { arn: UNKNOWN, owner: UNKNOWN, region: REGION },
    drift: async ({ sns }) => {
        await sns.setTopicAttributes({
            TopicArn,
            AttributeName: "Policy",
            AttributeValue: openToS3("sns:*"),
        });
        await sns.setTopicAttributes({ TopicArn, AttributeName: "DisplayName", AttributeValue: "" });
        await sns.tagResource({ ResourceArn: TopicArn, Tags: [{ Key: "by-hand", Value: "yes" }] });
    },
    drifted: { displayName: "add", policy: "update", "tags.by-hand": "delete" },
    update: {
        name: "replication",
        kmsMasterKeyId: "alias/aws/sns",
        policy: openToS3("sns:Publish", "sns:GetTopicAttributes"),
        tags: { cost: "42" },
    },
    updated: {
        displayName: "delete",
        kmsMasterKeyId: "add",
        policy: "update",
        "tags.team": "delete",
        "tags.cost": "add",
    },
    seen: async ({ sns }) => {
        const { Attributes } = await sns.getTopicAttributes({ TopicArn });
        return [
            Attributes?.DisplayName,
            Attributes?.KmsMasterKeyId,
            Attributes?.Policy,
            (await sns.listTagsForResource({ ResourceArn: TopicArn })).Tags,
        ];
    },
    sees: [
        "",
        "alias/aws/sns",
        openToS3("sns:Publish", "sns:GetTopicAttributes"),
        [{ Key: "cost", Value: "42" }],
    ],
    replacement: {
        name: "another",
        kmsMasterKeyId: "alias/aws/sns",
        policy: openToS3("sns:Publish", "sns:GetTopicAttributes"),
        tags: { cost: "42" },
    },
    replaced: { name: "update-replace" },
    imported: { region: REGION },
    gone: ({ sns }) => refused(sns.getTopicAttributes({ TopicArn }), "NotFoundException"),
};
