import { TOPIC_PRINCIPAL_NOT_YET_SEEN, unlessGone, untilConsistent } from "../aws/errors";
import { changeTags, fromTagList, tagged, toTagList } from "../aws/tags";
import { defineResource } from "../resourceType";
import { optional, policy, string } from "../schema";

const NO_TOPIC = ["NotFoundException", "NotFound", "ResourceNotFoundException"];
const official = "install the official plug-in to use it";

/** The inputs that SNS has as attributes of a topic, each with its name there. */
const ATTRIBUTES = [
    ["displayName", "DisplayName"],
    ["kmsMasterKeyId", "KmsMasterKeyId"],
    ["policy", "Policy"],
] as const;

export const topic = defineResource({
    token: "aws:sns/topic:Topic",
    inputs: {
        name: optional(string(), { replaces: true, autoName: { maxLength: 256, lowerCase: false } }),
        displayName: optional(string()),
        kmsMasterKeyId: optional(string()),
        policy: optional(policy(), { computed: true }),
        region: optional(string(), { replaces: true, computed: true }),
        ...tagged,
    },
    outputs: ["arn", "owner", "policy"],
    unsupported: {
        applicationFailureFeedbackRoleArn: official,
        applicationSuccessFeedbackRoleArn: official,
        applicationSuccessFeedbackSampleRate: official,
        archivePolicy: official,
        contentBasedDeduplication: official,
        deliveryPolicy: official,
        fifoThroughputScope: official,
        fifoTopic: official,
        firehoseFailureFeedbackRoleArn: official,
        firehoseSuccessFeedbackRoleArn: official,
        firehoseSuccessFeedbackSampleRate: official,
        httpFailureFeedbackRoleArn: official,
        httpSuccessFeedbackRoleArn: official,
        httpSuccessFeedbackSampleRate: official,
        lambdaFailureFeedbackRoleArn: official,
        lambdaSuccessFeedbackRoleArn: official,
        lambdaSuccessFeedbackSampleRate: official,
        namePrefix: "give `name`, or leave both out for a made-up name",
        signatureVersion: official,
        sqsFailureFeedbackRoleArn: official,
        sqsSuccessFeedbackRoleArn: official,
        sqsSuccessFeedbackSampleRate: official,
        tracingConfig: official,
    },
    async create(account, wanted) {
        const sns = await account.sns();
        const given = ATTRIBUTES.flatMap(([name, attribute]): [string, string][] => {
            const value = wanted[name];
            return value === undefined ? [] : [[attribute, value]];
        });
        const made = await untilConsistent([TOPIC_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
            sns.createTopic({
                Name: wanted.name,
                Attributes: Object.fromEntries(given),
                Tags: wanted.tagsAll && toTagList(wanted.tagsAll),
            }),
        );
        return made.TopicArn ?? "";
    },
    async read(account, arn) {
        const sns = await account.sns();
        const [answer, tagging] = await Promise.all([
            unlessGone(NO_TOPIC, () => sns.getTopicAttributes({ TopicArn: arn })),
            unlessGone(NO_TOPIC, () => sns.listTagsForResource({ ResourceArn: arn })),
        ]);
        const found = answer?.Attributes;
        if (found === undefined) {
            return undefined;
        }
        const tagsAll = fromTagList(tagging?.Tags);
        return {
            name: arn.split(":").at(-1),
            arn: found.TopicArn,
            owner: found.Owner,
            displayName: found.DisplayName === "" ? undefined : found.DisplayName,
            kmsMasterKeyId: found.KmsMasterKeyId === "" ? undefined : found.KmsMasterKeyId,
            policy: found.Policy,
            tagsAll,
        };
    },
    async update(account, { id, inputs: wanted, olds, changed }) {
        const sns = await account.sns();
        for (const [name, attribute] of ATTRIBUTES.filter(([name]) => changed.has(name))) {
            await untilConsistent([TOPIC_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
                // An empty text takes an attribute away.
                sns.setTopicAttributes({
                    TopicArn: id,
                    AttributeName: attribute,
                    AttributeValue: wanted[name] ?? "",
                }),
            );
        }
        if (changed.has("tagsAll")) {
            await changeTags(olds.tagsAll, wanted.tagsAll, {
                put: (tags) => sns.tagResource({ ResourceArn: id, Tags: toTagList(tags) }),
                remove: (TagKeys) => sns.untagResource({ ResourceArn: id, TagKeys }),
            });
        }
    },
    async delete(account, arn) {
        const sns = await account.sns();
        await unlessGone(NO_TOPIC, () => sns.deleteTopic({ TopicArn: arn }));
    },
});
