import { policyDocument } from "../../../components/policies/document";
import { topicPolicy } from "../../../components/policies/topicPolicy";
import { partOfArn } from "../../../components/policies/arn";
import { aws, json, quoted, withSetting } from "../commands";
import { valueOf, type EventTarget, type Facts } from "../facts";
import type { Diagnosed } from "../finding";
import { countingRules, ruleNames } from "./deployed";

/** Whether anybody hears of failures. It changes nothing for replication, so that what could not be read does not count. */
export function judgeMonitoring(facts: Facts): readonly Diagnosed[] {
    const { bucket, monitoring } = facts.source;
    if ("none" in bucket.exists) {
        return [];
    }
    const targets = valueOf(monitoring.targets) ?? [];
    const unread = [monitoring.alarms, monitoring.targets, ...targets.map(({ exists }) => exists)].flatMap(
        (read) => ("unread" in read ? [read.unread] : []),
    );
    const where = `bucket ${bucket.name}`;
    return [
        ...targets.filter(({ exists }) => "none" in exists).map((target) => targetMissing(facts, target)),
        ...unseen(facts, where),
        ...[...new Set(unread)]
            .filter((reason) => !("unread" in bucket.exists) || bucket.exists.unread !== reason)
            .map((reason): Diagnosed => ({
                id: "not-read",
                severity: "ok",
                side: "source",
                where,
                message: `Who hears of objects that fail is not known, which replication does not depend on: ${reason}`,
                fix: "",
            })),
    ];
}

function targetMissing(facts: Facts, target: EventTarget): Diagnosed {
    return {
        id: "event-target-missing",
        severity: "suspect",
        side: "source",
        where: `event notifications of the bucket ${facts.source.bucket.name}`,
        subject: "notification",
        message: `Events of failed replication go to the ${target.kind} ${target.arn}, which does not exist. Nobody hears of them.`,
        fix: createTarget(facts, target),
    };
}

/** Makes a queue or topic that S3 may write to. What a function would do is not known. */
function createTarget(facts: Facts, { kind, arn }: EventTarget): string {
    const { accountId, bucket } = facts.source;
    const name = arn.split(":").at(-1) ?? "";
    if (accountId === undefined || partOfArn(arn, "account") !== accountId) {
        return "";
    }
    const create = (call: string, policy: object) =>
        aws(
            facts,
            "source",
            `${call} ${quoted(name)} --attributes ${json({ Policy: JSON.stringify(policy) })}`,
        );
    switch (kind) {
        case "queue":
            return create(
                "sqs create-queue --queue-name",
                policyDocument({
                    Sid: "EventsAreSent",
                    Effect: "Allow",
                    Principal: { Service: "s3.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: arn,
                    Condition: {
                        StringEquals: { "aws:SourceAccount": accountId },
                        ArnEquals: { "aws:SourceArn": bucket.arn },
                    },
                }),
            );
        case "topic":
            return create(
                "sns create-topic --name",
                topicPolicy({ topicArn: arn, accountId, alarms: false, eventsOf: bucket.arn }),
            );
        case "function":
        case "EventBridge":
            return "";
    }
}

/** Alarms and events need the metrics of rules, and an alarm needs somebody whom it tells. */
function unseen(facts: Facts, where: string): readonly Diagnosed[] {
    const { source, destinations } = facts;
    const { alarms, targets } = source.monitoring;
    const rules = destinations.flatMap((each) => countingRules(facts, each));
    const silent = rules.filter(({ Destination }) => Destination?.Metrics?.Status !== "Enabled");
    const idle = (valueOf(alarms) ?? []).filter(({ actions }) => actions === 0);
    const told =
        (valueOf(alarms) ?? []).length > idle.length ||
        (valueOf(targets) ?? []).some(({ exists }) => !("none" in exists));
    const because =
        told && silent.length > 0
            ? `${ruleNames(silent)}: Metrics is not Enabled, so no alarm and no event tells of objects that fail.`
            : idle.length > 0
              ? `Nobody hears of objects that fail: the alarm ${idle.map(({ name }) => name).join(", ")} has no action, and no event is published.`
              : "No alarm and no event tells of objects that fail.";
    // Of rules that do not go here nothing is said, and of what was not told neither.
    if ((told && silent.length === 0) || (!told && ("unread" in alarms || "unread" in targets))) {
        return [];
    }
    const fix = told ? "" : (withSetting(facts, "source", "monitoring.alarms", "true") ?? "");
    return [{ id: "failures-unseen", severity: "ok", side: "source", where, message: because, fix }];
}
