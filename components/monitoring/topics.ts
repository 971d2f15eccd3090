import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { bucketArnOf, partOfArn, regionalArn } from "../policies/arn";
import { topicPolicy } from "../policies/topicPolicy";
import { soleDestination } from "../rules/rules";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import type { Checked } from "../validation/pending";
import type { CheckedMonitoring } from "./check";
import { nameAfter, type MonitoredSource } from "./monitoredSource";

/** Where alarms and events are published. */
export interface Topics {
    /** Alarms on failures, in the source's region; none where there are no alarms. */
    readonly failures?: pulumi.Output<string[]>;
    /** Alarms on latency, in the region of each destination, by its name. */
    readonly latency: ReadonlyMap<string, pulumi.Output<string[]>>;
    /** The topic that is made for events, in the source's region; none where they go elsewhere. */
    readonly events?: pulumi.Output<string>;
}

/**
 * The topics that were given, or new ones. Where events move elsewhere, they do so before the topic's policy stops letting S3
 * publish. Else what S3 sends in between would be lost.
 */
export function createTopics(
    source: MonitoredSource,
    monitoring: CheckedMonitoring,
    elsewhere: pulumi.Resource | undefined,
): Topics {
    const { alarms, alarmTopicArns: given, rules } = monitoring;
    const eventsHere = monitoring.events !== undefined && !elsewhere;
    const region = source.where.region;
    const made =
        (alarms && !given) || eventsHere
            ? createTopic(source, "failures", region, { alarms, events: eventsHere }, elsewhere)
            : undefined;
    const failures = given ? topicsIn(region, given, monitoring) : made?.apply((arn) => [arn]);
    const watched = [...source.targets]
        .filter(([name]) => alarms && rules.some(({ destination }) => destination === name))
        .sort(([one], [other]) => (one < other ? -1 : 1));
    const latency = watched.map(([name, target]) => {
        const what = name === soleDestination ? "latency" : `latency-${name}`;
        const topics = given
            ? topicsIn(target.region(), given, monitoring)
            : createTopic(source, what, target.region(), { alarms, events: false }).apply((arn) => [arn]);
        return [name, topics] as const;
    });
    return {
        ...(alarms && { failures }),
        latency: new Map(latency),
        // A topic for alarms alone does not let S3 publish.
        ...(eventsHere && { events: made }),
    };
}

/**
 * An alarm publishes to topics of its own region.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
function topicsIn(
    region: pulumi.Output<string>,
    given: readonly Checked<string>[],
    { place }: CheckedMonitoring,
): pulumi.Output<string[]> {
    return pulumi
        .all([region, [...given]])
        .apply(([wanted, arns]) => requireTopicsIn(memberOf(place, "alarmTopicArns"), wanted, arns));
}

/** Those of the topics that are in a region, each once. */
export function requireTopicsIn(place: ArgumentPlace, region: string, arns: readonly string[]): string[] {
    const found = arns.filter((arn) => partOfArn(arn, "region") === region);
    if (found.length === 0 || found.length > mostActions) {
        throw argumentError(
            place,
            arns,
            `topics of which 1 to ${mostActions} are in the region ${region}`,
            "AWS publishes metrics, and so alarms, of failures in the source's region and of latency in the destination's.",
        );
    }
    return [...new Set(found)].sort();
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const mostActions = 5;

/** The name of a topic that is made here. Events go to the one of failures. */
export function topicNameOf(bucketName: string, what: string): string {
    return nameAfter(bucketName, `replication-${what}`);
}

/** A topic with a name that is known at preview, so that its policy is too. */
function createTopic(
    source: MonitoredSource,
    what: string,
    region: pulumi.Output<string>,
    publishers: { readonly alarms: boolean; readonly events: boolean },
    after?: pulumi.Resource,
): pulumi.Output<string> {
    const name = source.bucketName.apply((bucket) => topicNameOf(bucket, what));
    const policy = pulumi
        .all([name, source.bucketName, source.where, region])
        .apply(([topic, bucket, { partition, accountId }, own]) =>
            topicPolicy({
                topicArn: regionalArn({ partition, region: own, accountId }, "sns", topic),
                accountId,
                alarms: publishers.alarms,
                ...(publishers.events && { eventsOf: bucketArnOf(partition, bucket) }),
            }),
        );
    return new sns.Topic(
        `${source.name}-${what}`,
        { name, region, policy: pulumi.jsonStringify(policy), tags: source.tags?.() },
        pulumi.mergeOptions(source.opts, after ? { dependsOn: [after] } : {}),
    ).arn;
}
