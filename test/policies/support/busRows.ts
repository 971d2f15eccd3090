import type { CallerName } from "./callers";
import type { Choices } from "./choices";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Requests on the way of events to an event bus; none where they do not go to one. */
export function busRows({ monitoring }: Choices): readonly Row[] {
    return monitoring?.events === "event bus" ? [...needed, ...admitted, ...refused] : [];
}

/** Written out and not taken from the functions under test. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
const needed: readonly Row[] = [
    {
        verdict: "needed",
        because: "S3 sends the events of the source to the queue",
        callers: ["events of the source"],
        at: ["the queue of events"],
        actions: ["sqs:SendMessage"],
    },
    {
        verdict: "needed",
        because: "the pipe assumes its role",
        callers: ["the pipe"],
        at: ["the pipe's role"],
        actions: ["sts:AssumeRole"],
    },
    {
        verdict: "needed",
        because: "the pipe takes messages from the queue",
        callers: ["the pipe's role"],
        at: ["the queue of events"],
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    },
    {
        verdict: "needed",
        because: "the pipe puts events onto the event bus",
        callers: ["the pipe's role"],
        at: ["the event bus"],
        actions: ["events:PutEvents"],
    },
];

const admitted: readonly Row[] = [
    {
        verdict: "admitted",
        because: "the queue leaves the identities of its own account to that account",
        callers: othersOfTheSource,
        at: ["the queue of events"],
        actions: ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:PurgeQueue", "sqs:SetQueueAttributes"],
    },
    {
        verdict: "admitted",
        because: "the event bus leaves the identities of its own account to that account",
        callers: othersOfTheSource,
        at: ["the event bus"],
        actions: ["events:PutEvents", "events:DescribeEventBus", "events:CreateArchive"],
    },
];

const otherPipes: readonly CallerName[] = [
    "another pipe of the source account",
    "a pipe of the source account with its name in another region",
    "a third account's pipe with its name",
];

const everybodyElse: readonly CallerName[] = [
    "events of the source",
    "events of another bucket of the source account",
    "events of a third account's bucket with the source's name",
    "the pipe",
    ...otherPipes,
    "the pipe's role",
    "replication",
    "CloudWatch for the source",
    "a role of the source without permissions",
    "an administrator of the destination",
    ...strangers,
    "Amazon S3",
];

const refused: readonly Row[] = [
    {
        verdict: "refused",
        because: "the queue takes nothing else, and gives nothing to anybody else",
        callers: everybodyElse,
        at: ["the queue of events"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "the event bus takes nothing else, and nothing from anybody else",
        callers: everybodyElse,
        at: ["the event bus"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "only that pipe assumes its role, and in no other way",
        callers: [...everybodyElse, ...othersOfTheSource, "replication, unbound"],
        at: ["the pipe's role"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because: "no pipe assumes the replication role, nor does the pipe's role",
        callers: ["the pipe", ...otherPipes, "the pipe's role"],
        at: ["the replication role"],
        actions: "every other",
    },
    {
        verdict: "refused",
        because:
            "neither role does anything with other queues and event buses, even where these let everyone in",
        callers: ["the pipe's role", "replication"],
        at: [
            "another queue of the source account",
            "another event bus of the source account",
            "a queue of its name in another region",
            "an event bus of its name in another region",
            "a hostile queue",
            "a hostile event bus",
        ],
        actions: "every other",
    },
    {
        verdict: "refused",
        because:
            "the pipe's role does nothing with buckets, keys, topics and roles, even where these let everyone in",
        callers: ["the pipe's role"],
        at: [
            "the source",
            "another bucket of the source account",
            "the destination, open to everyone",
            "a hostile bucket",
            "another key of the source account",
            "a hostile key beside the source's",
            "the topic of failures",
            "a hostile topic",
            "a hostile role",
        ],
        actions: "every other",
    },
];
