import * as v from "valibot";
import type { CheckedRule } from "../rules/schema";
import { parse, whenKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { queueArnFormat, topicArnFormat } from "../validation/formats";
import { mapChecked, type Checked } from "../validation/pending";
import { onOff } from "../validation/schema";
import type { ReplicationMonitoring } from "./args";
import { monitoringSchema, secondsSchema, type EventsInput, type MonitoringInput } from "./schema";

/** Which events there are and where they go, checked: to one place, or to a topic that is made here. */
export interface CheckedEvents {
    readonly topicArn?: Checked<string>;
    readonly queueArn?: Checked<string>;
    readonly thresholds: Checked<boolean>;
}

/** How a failure is seen, checked. */
export interface CheckedMonitoring {
    readonly place: ArgumentPlace;
    /** All rules, paused ones too. */
    readonly allRules: readonly CheckedRule[];
    /** The enabled rules. */
    readonly rules: readonly CheckedRule[];
    readonly alarms: boolean;
    readonly alarmTopicArns?: readonly Checked<string>[];
    readonly latencyThresholdSeconds: Checked<number>;
    readonly events?: CheckedEvents;
    readonly dashboard: boolean;
}

/** The source that is to be watched. */
interface RulesToWatch {
    /** None where they are not known yet. */
    readonly rules: readonly CheckedRule[] | undefined;
    /** The rules as they were given, for a message on why they are not known. */
    readonly givenRules: unknown;
    readonly existingBucket: boolean;
}

/** Checks monitoring by itself and against the rules. */
export function checkMonitoring(
    component: string,
    args: ReplicationMonitoring | undefined,
    source: RulesToWatch,
): CheckedMonitoring | undefined {
    if (args === undefined) {
        return undefined;
    }
    const place = { component, argument: "monitoring" };
    const monitoring = parse(place, args, monitoringSchema);
    requireEffect(place, monitoring);
    if (source.rules === undefined) {
        throw argumentError(
            { component, argument: "rules" },
            source.givenRules,
            "rules that are known when the program runs, where there is monitoring",
            "There is an alarm for each of them.",
        );
    }
    requirePlaceOfEvents(place, monitoring, source.existingBucket);
    requireMeasured(component, source.rules, monitoring.dashboard ?? false);
    const { alarms = true, alarmTopicArns, latencyThresholdSeconds, events, dashboard = false } = monitoring;
    const rules = source.rules.filter(({ enabled }) => enabled);
    return {
        place,
        allRules: source.rules,
        rules,
        alarms,
        alarmTopicArns: alarmTopicArns?.map((arn, index) =>
            whenKnown(memberOf(place, `alarmTopicArns[${index}]`), arn, topicArnFormat),
        ),
        latencyThresholdSeconds: mapChecked(
            whenKnown(
                memberOf(place, "latencyThresholdSeconds"),
                latencyThresholdSeconds,
                v.optional(secondsSchema),
            ),
            (seconds) => seconds ?? 900,
        ),
        events: events && checkEvents(memberOf(place, "events"), events, rules),
        dashboard,
    };
}

/** Whether alarms or the dashboard show the metrics of a destination. */
export function isWatched(monitoring: CheckedMonitoring | undefined, destination: string): boolean {
    const shows = (rules: readonly CheckedRule[]) => rules.some((rule) => rule.destination === destination);
    return (
        monitoring !== undefined &&
        ((monitoring.alarms && shows(monitoring.rules)) ||
            (monitoring.dashboard && shows(monitoring.allRules)))
    );
}

/** Refuses options that make nothing, since whoever gives them expects to be told of failures. */
function requireEffect(place: ArgumentPlace, monitoring: MonitoringInput): void {
    if (monitoring.alarms !== false) {
        return;
    }
    for (const member of ["alarmTopicArns", "latencyThresholdSeconds"] as const) {
        if (monitoring[member] !== undefined) {
            const at = memberOf(place, member);
            throw argumentError(at, monitoring[member], "leave it out where alarms is false");
        }
    }
    if (monitoring.events === undefined && monitoring.dashboard !== true) {
        const at = memberOf(place, "alarms");
        throw argumentError(at, false, "true, or false beside events or a dashboard");
    }
}

function requirePlaceOfEvents(
    place: ArgumentPlace,
    { events, alarmTopicArns }: MonitoringInput,
    existingBucket: boolean,
): void {
    if (events && existingBucket) {
        throw argumentError(
            memberOf(place, "events"),
            events,
            "leave it out where existingBucket is true",
            "A bucket has one configuration of notifications, and this would replace it: add s3:Replication:* where it is " +
                "managed, to a topic or a queue.",
        );
    }
    if (events && alarmTopicArns && events.topicArn === undefined && events.queueArn === undefined) {
        throw argumentError(
            memberOf(place, "events.topicArn"),
            undefined,
            "a topic, or a queue as queueArn, where alarmTopicArns is given",
            "No topic is made here then, and one that takes alarms need not let Amazon S3 publish.",
        );
    }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html */
const dimension = /^(?=.*[!-~])[ -~]+$/;

/** CloudWatch plots up to 500 metrics in a widget. Each widget has one for each rule. */
const mostPlotted = 500;

/** AWS measures only a rule that has metrics, and names them by the rule's id. */
function requireMeasured(component: string, rules: readonly CheckedRule[], dashboard: boolean): void {
    for (const [index, { id, enabled, metrics }] of rules.entries()) {
        const at = (member: string) => ({ component, argument: `rules[${index}].${member}` });
        if (enabled && !metrics) {
            const advice = "AWS measures and reports the failures of a rule by its metrics.";
            throw argumentError(at("metrics"), false, "true where there is monitoring", advice);
        }
        if (!dimension.test(id)) {
            throw argumentError(
                at("id"),
                id,
                "letters, digits, signs and spaces of ASCII, not spaces alone, where there is monitoring",
                "CloudWatch takes no others in a metric's dimensions.",
            );
        }
    }
    if (dashboard && rules.length > mostPlotted) {
        const at = { component, argument: "monitoring.dashboard" };
        throw argumentError(at, dashboard, `false where there are more than ${mostPlotted} rules`);
    }
}

function checkEvents(
    place: ArgumentPlace,
    { topicArn, queueArn, thresholds }: EventsInput,
    rules: readonly CheckedRule[],
): CheckedEvents {
    const timed = rules.some((rule) => rule.replicationTimeControl);
    const at = memberOf(place, "thresholds");
    return {
        ...(topicArn !== undefined && {
            topicArn: whenKnown(memberOf(place, "topicArn"), topicArn, topicArnFormat),
        }),
        ...(queueArn !== undefined && {
            queueArn: whenKnown(memberOf(place, "queueArn"), queueArn, queueArnFormat),
        }),
        thresholds: mapChecked(whenKnown(at, thresholds, v.optional(onOff)), (wanted = timed) => {
            if (wanted && !timed) {
                throw argumentError(
                    at,
                    wanted,
                    "false where no enabled rule has replicationTimeControl",
                    "AWS has the threshold from that alone.",
                );
            }
            return wanted;
        }),
    };
}
