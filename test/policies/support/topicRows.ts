import type { Choices } from "./choices";
import { othersOfTheSource, strangers, type Row } from "./rows";

/** Requests on the topics of a setting; none where it has none. */
export function topicRows({ monitoring }: Choices): readonly Row[] {
    if (!monitoring?.alarms && !monitoring?.events) {
        return [];
    }
    const { alarms, events } = monitoring;
    // Of latency there are alarms only.
    const made = ["the topic of failures", ...(alarms ? (["the topic of latency"] as const) : [])] as const;
    return [
        ...(alarms
            ? ([
                  {
                      verdict: "needed",
                      because: "CloudWatch publishes the alarms of the source's account",
                      callers: ["CloudWatch for the source"],
                      at: made,
                      actions: ["sns:Publish"],
                  },
              ] satisfies Row[])
            : []),
        ...(events
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
            at: made,
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
            at: made,
            actions: "every other",
        },
    ];
}
