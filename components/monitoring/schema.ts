import * as v from "valibot";
import { queueArnFormat, topicArnFormat } from "../validation/formats";
import { members, onOff, optionalInput, orPending } from "../validation/schema";

const topics = "a list of ARNs of SNS topics";

const seconds = "a whole number of seconds from 1 to 86400";
export const secondsSchema = v.pipe(
    v.number(seconds),
    v.integer(seconds),
    v.minValue(1, seconds),
    v.maxValue(86_400, seconds),
);

const eventsSchema = v.pipe(
    members(
        {
            topicArn: optionalInput(topicArnFormat),
            queueArn: optionalInput(queueArnFormat),
            thresholds: optionalInput(onOff),
        },
        "an object with topicArn or queueArn, and thresholds",
    ),
    v.check(
        ({ topicArn, queueArn }) => topicArn === undefined || queueArn === undefined,
        "one of topicArn and queueArn: S3 has one place for each kind of event",
    ),
);

/** How a failure is seen, as argument and setting alike. */
export const monitoringSchema = members(
    {
        alarms: v.optional(onOff),
        alarmTopicArns: v.optional(
            v.pipe(v.array(orPending(topicArnFormat), topics), v.minLength(1, topics)),
        ),
        latencyThresholdSeconds: optionalInput(secondsSchema),
        events: v.optional(eventsSchema),
        dashboard: v.optional(onOff),
    },
    "an object with alarms, alarmTopicArns, latencyThresholdSeconds, events, dashboard",
);

/** Events as far as they are known: each member is an output, or is judged. */
export type EventsInput = v.InferOutput<typeof eventsSchema>;
/** Monitoring as far as it is known. */
export type MonitoringInput = v.InferOutput<typeof monitoringSchema>;
