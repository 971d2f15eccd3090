import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { argumentError } from "../arguments";
import { partOfArn } from "../policies/arn";
import { topicPolicy } from "../policies/topicPolicy";
import type { Monitored } from "./monitored";
import type { Monitoring } from "./monitoringArgs";

/** Where alarms and events are published. */
export interface Topics {
    /** Failures, in the source's region; none where nothing is published there. */
    readonly failures?: pulumi.Output<string>;
    /** Latency, in the region of each destination, by its name. */
    readonly latency: ReadonlyMap<string, pulumi.Output<string>>;
}

/** The topics that were given, or those that are made where none was. */
export function topicsOf(source: Monitored, monitoring: Monitoring): Topics {
    const { alarms, alarmTopicArns: given, events, rules } = monitoring;
    const eventsHere = events !== undefined && !events.topicArn && !events.queueArn;
    const watched = [...source.targets].filter(
        ([name]) => alarms && rules.some(({ destination }) => destination === name),
    );
    const region = source.where.region;
    return {
        ...((alarms || eventsHere) && {
            failures: given
                ? topicIn(region, given, monitoring)
                : makeTopic(source, "failures", region, eventsHere),
        }),
        latency: new Map(
            watched.map(([name, target]) => [
                name,
                given
                    ? topicIn(target.region(), given, monitoring)
                    : makeTopic(source, name === "" ? "latency" : `latency-${name}`, target.region(), false),
            ]),
        ),
    };
}

/**
 * An alarm publishes to a topic of its own region.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
function topicIn(
    region: pulumi.Output<string>,
    given: readonly pulumi.Output<string>[],
    { place }: Monitoring,
): pulumi.Output<string> {
    return pulumi.all([region, pulumi.all([...given])]).apply(([wanted, arns]) => {
        const found = arns.find((arn) => partOfArn(arn, "region") === wanted);
        if (found === undefined) {
            throw argumentError(
                { ...place, argument: `${place.argument}.alarmTopicArns` },
                arns,
                `topics of which one is in the region ${wanted}`,
                "AWS publishes metrics, and so alarms, of failures in the source's region and of latency in the destination's.",
            );
        }
        return found;
    });
}

/** A topic with a name that is known at preview, so that its policy is too. */
function makeTopic(
    source: Monitored,
    what: string,
    region: pulumi.Output<string>,
    events: boolean,
): pulumi.Output<string> {
    // A bucket's name may have dots, a topic's may not.
    const name = pulumi.interpolate`${source.bucketName.apply((bucket) => bucket.replaceAll(".", "_"))}-replication-${what}`;
    const policy = pulumi
        .all([name, source.bucketName, source.where, region])
        .apply(([topic, bucket, { partition, accountId }, own]) =>
            topicPolicy({
                topicArn: `arn:${partition}:sns:${own}:${accountId}:${topic}`,
                accountId,
                ...(events && { eventsOf: `arn:${partition}:s3:::${bucket}` }),
            }),
        );
    return new aws.sns.Topic(
        `${source.name}-${what}`,
        { name, region, policy: pulumi.jsonStringify(policy), tags: source.tags },
        source.opts,
    ).arn;
}
