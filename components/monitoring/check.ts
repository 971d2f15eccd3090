import * as v from "valibot";
import { queueArnRule, topicArnRule } from "../validation/formats";
import {
    argumentError,
    checked,
    flag,
    keeping,
    must,
    type ArgumentPlace,
    type Checked,
} from "../validation/check";
import type { ReplicationRule } from "../rules/rules";
import type { ReplicationEventsArgs, ReplicationMonitoringArgs } from "./args";
import { monitoringSchema, secondsSchema } from "./schema";

/** Which events there are and where they go, checked: to one place, or to a topic that is made here. */
export interface Events {
    readonly topicArn?: Checked<string>;
    readonly queueArn?: Checked<string>;
    readonly thresholds: Checked<boolean>;
}

/** How a failure is seen, checked. */
export interface Monitoring {
    readonly place: ArgumentPlace;
    /** All rules, paused ones too. */
    readonly allRules: readonly ReplicationRule[];
    /** The enabled rules. */
    readonly rules: readonly ReplicationRule[];
    readonly alarms: boolean;
    readonly alarmTopicArns?: readonly Checked<string>[];
    readonly latencyThresholdSeconds: Checked<number>;
    readonly events?: Events;
    readonly dashboard: boolean;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html */
const dimension = /^(?=.*[!-~])[ -~]+$/;

/** CloudWatch plots up to 500 metrics in a widget, of which each has one a rule. */
const mostPlotted = 500;

export function checkMonitoring(
    component: string,
    args: ReplicationMonitoringArgs | undefined,
    source: {
        readonly rules: readonly ReplicationRule[] | undefined;
        /** The rules as they were given, for a message on why they are not known. */
        readonly givenRules: unknown;
        readonly existingBucket: boolean;
    },
): Monitoring | undefined {
    if (args === undefined) {
        return undefined;
    }
    const place = { component, argument: "monitoring" };
    const at = (member: string) => ({ component, argument: `monitoring.${member}` });
    keeping(monitoringSchema)(place, args);
    demandEffect(at, args);
    const { alarms = true, alarmTopicArns, events, dashboard = false } = args;
    if (source.rules === undefined) {
        throw argumentError(
            { component, argument: "rules" },
            source.givenRules,
            "rules that are known when the program runs, where there is monitoring",
            "There is an alarm for each of them.",
        );
    }
    if (events && source.existingBucket) {
        throw argumentError(
            at("events"),
            events,
            "nothing where existingBucket is true",
            "A bucket has one configuration of notifications, and this would replace it: add s3:Replication:* where it is " +
                "managed, to a topic or a queue.",
        );
    }
    if (events && alarmTopicArns && events.topicArn === undefined && events.queueArn === undefined) {
        throw argumentError(
            at("events.topicArn"),
            undefined,
            "a topic, or a queue as queueArn, where alarmTopicArns is given",
            "No topic is made here then, and one that takes alarms need not let Amazon S3 publish.",
        );
    }
    const rules = source.rules.filter(({ enabled }) => enabled);
    const silent = source.rules.findIndex(({ enabled, metrics }) => enabled && !metrics);
    if (silent >= 0) {
        throw argumentError(
            { component, argument: `rules[${silent}].metrics` },
            false,
            "true where there is monitoring",
            "AWS measures and reports the failures of a rule by its metrics.",
        );
    }
    const unspeakable = source.rules.findIndex(({ id }) => !dimension.test(id));
    if (unspeakable >= 0) {
        throw argumentError(
            { component, argument: `rules[${unspeakable}].id` },
            source.rules[unspeakable]?.id,
            "letters, digits, signs and spaces of ASCII, not spaces alone, where there is monitoring",
            "CloudWatch takes no others in a metric's dimensions.",
        );
    }
    if (dashboard && source.rules.length > mostPlotted) {
        throw argumentError(
            at("dashboard"),
            dashboard,
            `false where there are more than ${mostPlotted} rules`,
        );
    }
    return {
        place,
        allRules: source.rules,
        rules,
        alarms,
        alarmTopicArns: alarmTopicArns?.map((arn, index) =>
            checked(at(`alarmTopicArns[${index}]`), arn, must(topicArnRule)),
        ),
        latencyThresholdSeconds: checked(
            at("latencyThresholdSeconds"),
            args.latencyThresholdSeconds,
            keeping(v.optional(secondsSchema, 900)),
        ),
        events: events && checkEvents(events, rules, (member) => at(`events.${member}`)),
        dashboard,
    };
}

/** Whether alarms or the dashboard show the metrics of a destination. */
export function isWatched(monitoring: Monitoring | undefined, destination: string): boolean {
    const shows = (rules: readonly ReplicationRule[]) =>
        rules.some((rule) => rule.destination === destination);
    return (
        monitoring !== undefined &&
        ((monitoring.alarms && shows(monitoring.rules)) ||
            (monitoring.dashboard && shows(monitoring.allRules)))
    );
}

/** Refuses options that make nothing: whoever gives them expects to be told of failures. */
function demandEffect(
    at: (member: keyof ReplicationMonitoringArgs) => ArgumentPlace,
    args: ReplicationMonitoringArgs,
): void {
    if (args.alarms !== false) {
        return;
    }
    for (const member of ["alarmTopicArns", "latencyThresholdSeconds"] as const) {
        if (args[member] !== undefined) {
            throw argumentError(at(member), args[member], "nothing where alarms is false");
        }
    }
    if (args.events === undefined && args.dashboard !== true) {
        throw argumentError(at("alarms"), false, "true, or false beside events or a dashboard");
    }
}

function checkEvents(
    events: ReplicationEventsArgs,
    rules: readonly ReplicationRule[],
    at: (member: keyof ReplicationEventsArgs) => ArgumentPlace,
): Events {
    const timed = rules.some((rule) => rule.replicationTimeControl);
    return {
        ...(events.topicArn !== undefined && {
            topicArn: checked(at("topicArn"), events.topicArn, must(topicArnRule)),
        }),
        ...(events.queueArn !== undefined && {
            queueArn: checked(at("queueArn"), events.queueArn, must(queueArnRule)),
        }),
        thresholds: checked(at("thresholds"), events.thresholds, (place, value) => {
            const wanted = flag(timed)(place, value);
            if (wanted && !timed) {
                throw argumentError(
                    place,
                    wanted,
                    "false where no enabled rule has replicationTimeControl",
                    "AWS has the threshold from that alone.",
                );
            }
            return wanted;
        }),
    };
}
