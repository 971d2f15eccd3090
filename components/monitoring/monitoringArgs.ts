import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { queueArnRule, topicArnRule } from "../argumentRules";
import { argumentError, checked, flag, keeping, must, type ArgumentPlace } from "../arguments";
import type { ReplicationRule } from "../replicationRules";
import { members } from "../record";

/** Which events S3 publishes, and where to. https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html */
export interface ReplicationEventsArgs {
    /**
     * The SNS topic that gets the events, in the bucket's region. Its policy has to let Amazon S3 publish. Default: a topic
     * that is made here, with the failure alarms, unless `queueArn` is given.
     */
    topicArn?: pulumi.Input<string>;
    /** The SQS queue that gets the events instead, in the bucket's region. Its policy has to let Amazon S3 send. */
    queueArn?: pulumi.Input<string>;
    /**
     * Whether there are events also where an object takes longer than 15 minutes, and where it has arrived after that. Needs
     * a rule with Replication Time Control. Default: whether there is one.
     */
    thresholds?: pulumi.Input<boolean>;
}

/**
 * How a failure of replication is seen, in the source's account. Every enabled rule needs metrics for it. EventBridge is not
 * among the ways: AWS sends it no replication events.
 */
export interface ReplicationMonitoringArgs {
    /**
     * Whether there are CloudWatch alarms for each enabled rule: one for failed operations in the region of the source, one
     * for latency in the region of the destination, where AWS publishes these metrics. Default: true.
     */
    alarms?: boolean;
    /**
     * SNS topics that the alarms are published to: one or more in the source's region and in the region of each destination,
     * since an alarm publishes in its own region. Default: topics that are made here.
     */
    alarmTopicArns?: pulumi.Input<string>[];
    /** Above how many seconds of latency there is an alarm, if it lasts three minutes. Default: 900, as for Replication Time Control. */
    latencyThresholdSeconds?: pulumi.Input<number>;
    /** S3 event notifications of failures. They take the place of all other notifications of the bucket. Default: none. */
    events?: ReplicationEventsArgs;
    /** Whether there is a CloudWatch dashboard with what is pending, latency and failures of each rule. Default: false. */
    dashboard?: boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html lists the events that it gets. */
export const eventBridgeSchema = v.optional(
    v.never(
        "nothing: AWS sends no replication events to EventBridge. Alarms that change their state it does send; for the events " +
            "take a topic or a queue",
    ),
);

/** Which members there may be; values that may be outputs are checked by themselves. */
const monitoringSchema = members(
    {
        alarms: v.optional(v.boolean("true or false")),
        alarmTopicArns: v.optional(
            v.pipe(
                v.array(v.unknown(), "a list of ARNs of SNS topics"),
                v.minLength(1, "a list of ARNs of SNS topics"),
            ),
        ),
        latencyThresholdSeconds: v.optional(v.unknown()),
        events: v.optional(
            v.pipe(
                members(
                    {
                        topicArn: v.optional(v.unknown()),
                        queueArn: v.optional(v.unknown()),
                        thresholds: v.optional(v.unknown()),
                        eventBridge: eventBridgeSchema,
                    },
                    "an object with topicArn, queueArn, thresholds",
                ),
                v.check(
                    ({ topicArn, queueArn }) => topicArn === undefined || queueArn === undefined,
                    "topicArn or queueArn, not both: S3 has one place for each kind of event",
                ),
            ),
        ),
        dashboard: v.optional(v.boolean("true or false")),
    },
    "an object with alarms, alarmTopicArns, latencyThresholdSeconds, events, dashboard",
);

const seconds = "a whole number of seconds from 1 to 86400";
const secondsSchema = v.optional(
    v.pipe(v.number(seconds), v.integer(seconds), v.minValue(1, seconds), v.maxValue(86_400, seconds)),
    900,
);

/** How a failure is seen, checked. */
export interface Monitoring {
    readonly place: ArgumentPlace;
    /** All rules, paused ones too. */
    readonly allRules: readonly ReplicationRule[];
    /** The enabled rules. */
    readonly rules: readonly ReplicationRule[];
    readonly alarms: boolean;
    readonly alarmTopicArns?: readonly pulumi.Output<string>[];
    readonly latencyThresholdSeconds: pulumi.Output<number>;
    readonly events?: {
        readonly topicArn?: pulumi.Output<string>;
        readonly queueArn?: pulumi.Output<string>;
        readonly thresholds: pulumi.Output<boolean>;
    };
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
            Object.keys(events),
            "nothing where existingBucket is true",
            "A bucket has one configuration of notifications, and this would replace it: add s3:Replication:* where it is managed.",
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
            keeping(secondsSchema),
        ),
        events: events && checkEvents(events, rules, (member) => at(`events.${member}`)),
        dashboard,
    };
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
): NonNullable<Monitoring["events"]> {
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
