import * as v from "valibot";
import { onOff } from "../validation/check";
import { members } from "../validation/schema";

/** What monitoring is, and events, in words that complete "allowed: …". */
export const monitoringMembers =
    "an object with alarms, alarmTopicArns, latencyThresholdSeconds, events, dashboard";
export const eventMembers = "an object with topicArn or queueArn, and thresholds";

const topicLists = "a list of ARNs of SNS topics";
/** A list of topics, where each is of this schema. */
export const topicListSchema = <T extends v.GenericSchema>(topic: T) =>
    v.pipe(v.array(topic, topicLists), v.minLength(1, topicLists));

const seconds = "a whole number of seconds from 1 to 86400";
export const secondsSchema = v.pipe(
    v.number(seconds),
    v.integer(seconds),
    v.minValue(1, seconds),
    v.maxValue(86_400, seconds),
);

/** Which members there may be; values that may be outputs are checked by themselves. */
export const monitoringSchema = members(
    {
        alarms: v.optional(onOff),
        alarmTopicArns: v.optional(topicListSchema(v.unknown())),
        latencyThresholdSeconds: v.optional(v.unknown()),
        events: v.optional(
            v.pipe(
                members(
                    {
                        topicArn: v.optional(v.unknown()),
                        queueArn: v.optional(v.unknown()),
                        thresholds: v.optional(v.unknown()),
                    },
                    eventMembers,
                ),
                v.check(
                    ({ topicArn, queueArn }) => topicArn === undefined || queueArn === undefined,
                    "one of topicArn and queueArn: S3 has one place for each kind of event",
                ),
            ),
        ),
        dashboard: v.optional(onOff),
    },
    monitoringMembers,
);
