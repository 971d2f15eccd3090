import type { Choices } from "./choices";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Requests on the topics of a setting; none where it has none. */
export function topicRows({ monitoring }: Choices): readonly Row[] {
    if (monitoring === undefined) {
        return [];
    }
    const both = ["the topic of failures", "the topic of latency"] as const;
    return [
        {
            verdict: "needed",
            because: "CloudWatch publishes the alarms of the source's account",
            callers: ["CloudWatch for the source"],
            at: both,
            actions: ["sns:Publish"],
        },
        ...(monitoring === "alarms and events"
            ? ([
                  {
                      verdict: "needed",
                      because: "S3 publishes the events of the source",
                      callers: ["events of the source"],
                      at: ["the topic of failures"],
                      actions: ["sns:Publish"],
                  },
              ] satisfies Row[])
            : []),
        {
            verdict: "admitted",
            because: "a topic leaves the identities of its own account to that account",
            callers: othersOfTheSource,
            at: both,
            actions: ["sns:Publish", "sns:Subscribe", "sns:SetTopicAttributes"],
        },
        {
            verdict: "refused",
            because: "a topic takes nothing else, and nothing from anybody else",
            callers: [
                "CloudWatch for the source",
                "CloudWatch for a third account",
                "events of the source",
                "events of another bucket of the source account",
                "events of a third account's bucket with the source's name",
                "replication",
                "a role of the source without permissions",
                "an administrator of the destination",
                ...strangers,
                "Amazon S3",
            ],
            at: both,
            actions: "every other",
        },
    ];
}
