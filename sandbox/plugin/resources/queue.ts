import { QUEUE_NAME_NOT_YET_FREE, QUEUE_NOT_YET_SEEN, unlessGone } from "../aws/errors";
import { changeTags, fromTagMap } from "../aws/tags";
import { NotYet, untilDone } from "../aws/waiting";
import { canonicalPolicy } from "../policyDocument";
import { defineResource, type Account } from "../resourceType";
import { boolean, number, optional, policy, string, stringMap, type Typed } from "../schema";

const NO_QUEUE = ["QueueDoesNotExist"];
const official = "install the official plug-in to use it";

const inputs = {
    name: optional(string(), { replaces: true, autoName: { maxLength: 80, lowerCase: false } }),
    messageRetentionSeconds: optional(number(), { default: 345_600 }),
    policy: optional(policy(), { computed: true }),
    sqsManagedSseEnabled: optional(boolean(), { computed: true }),
    visibilityTimeoutSeconds: optional(number(), { default: 30 }),
    region: optional(string(), { replaces: true, computed: true }),
    tags: optional(stringMap()),
};

/** The inputs that SQS has as attributes of a queue, each with its name there. All attributes are texts. */
const ATTRIBUTES = [
    ["messageRetentionSeconds", "MessageRetentionPeriod"],
    ["policy", "Policy"],
    ["sqsManagedSseEnabled", "SqsManagedSseEnabled"],
    ["visibilityTimeoutSeconds", "VisibilityTimeout"],
] as const;
type Attributes = Partial<Record<(typeof ATTRIBUTES)[number][1], string>>;

/** A standard queue; FIFO queues, customer managed keys and dead-letter queues are left to the official plug-in. */
export const queue = defineResource({
    token: "aws:sqs/queue:Queue",
    inputs,
    outputs: ["arn", "policy", "sqsManagedSseEnabled", "url"],
    unsupported: {
        contentBasedDeduplication: official,
        deduplicationScope: official,
        delaySeconds: official,
        fifoQueue: official,
        fifoThroughputLimit: official,
        kmsDataKeyReusePeriodSeconds: official,
        kmsMasterKeyId: official,
        maxMessageSize: official,
        namePrefix: "give `name`, or leave both out for a made-up name",
        receiveWaitTimeSeconds: official,
        redriveAllowPolicy: official,
        redrivePolicy: official,
    },
    async create(account, wanted) {
        const sqs = await account.sqs();
        const made = await untilDone(2, [QUEUE_NAME_NOT_YET_FREE], account.stopping, () =>
            sqs.createQueue({ QueueName: wanted.name, Attributes: toAttributes(wanted), tags: wanted.tags }),
        );
        return made.QueueUrl ?? "";
    },
    complete: (account, url, wanted) => untilTold(account, url, toAttributes(wanted)),
    async read(account, url) {
        const sqs = await account.sqs();
        const found = await unlessGone(NO_QUEUE, () =>
            sqs.getQueueAttributes({ QueueUrl: url, AttributeNames: ["All"] }),
        );
        if (found === undefined) {
            return undefined;
        }
        const { Attributes: told = {} } = found;
        const tags = fromTagMap((await sqs.listQueueTags({ QueueUrl: url })).Tags);
        return {
            name: url.split("/").at(-1),
            arn: told.QueueArn,
            url,
            messageRetentionSeconds: Number(told.MessageRetentionPeriod),
            policy: told.Policy,
            sqsManagedSseEnabled: told.SqsManagedSseEnabled === "true",
            visibilityTimeoutSeconds: Number(told.VisibilityTimeout),
            tags,
            tagsAll: tags,
        };
    },
    async update(account, { id: QueueUrl, inputs: wanted, olds, changed }) {
        const sqs = await account.sqs();
        if (changed.size > 1 || !changed.has("tags")) {
            const asked = toAttributes(wanted);
            await sqs.setQueueAttributes({ QueueUrl, Attributes: asked });
            await untilTold(account, QueueUrl, asked);
        }
        if (changed.has("tags")) {
            await changeTags(olds.tags, wanted.tags, {
                put: (Tags) => sqs.tagQueue({ QueueUrl, Tags }),
                remove: (TagKeys) => sqs.untagQueue({ QueueUrl, TagKeys }),
            });
        }
    },
    async delete(account, url) {
        const sqs = await account.sqs();
        await unlessGone(NO_QUEUE, () => sqs.deleteQueue({ QueueUrl: url }));
    },
});

function toAttributes(wanted: Typed<typeof inputs>): Attributes {
    const given = ATTRIBUTES.flatMap(([name, attribute]): [string, string][] => {
        const value = wanted[name];
        return value === undefined ? [] : [[attribute, String(value)]];
    });
    return Object.fromEntries(given);
}

/** SetQueueAttributes takes up to a minute to reach all of SQS, says its API reference; a new queue a second. */
async function untilTold(account: Account, url: string, asked: Attributes): Promise<void> {
    const sqs = await account.sqs();
    await untilDone(2, [QUEUE_NOT_YET_SEEN], account.stopping, async () => {
        const { Attributes: told = {} } = await sqs.getQueueAttributes({
            QueueUrl: url,
            AttributeNames: ["All"],
        });
        // The canonical form of a number or boolean is its text.
        const late = ATTRIBUTES.map(([, name]) => name).filter((name) => {
            const value = asked[name];
            return value !== undefined && canonicalPolicy(told[name] ?? "") !== canonicalPolicy(value);
        });
        if (late.length > 0) {
            throw new NotYet(`SQS does not answer with what it was given: ${late.join(", ")}`);
        }
    });
}
