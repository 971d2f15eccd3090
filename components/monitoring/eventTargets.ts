import * as pulumi from "@pulumi/pulumi";
import { argumentError, memberOf, type ArgumentPlace, type Checked } from "../validation/check";
import { partOfArn } from "../policies/arn";
import type { Events, Monitoring } from "./check";
import { queueToEventBus } from "./eventBus";
import type { Monitored } from "./monitoredSource";

/** Where S3 sends the events: a topic, or a queue. */
export interface EventTarget {
    readonly topicArn?: pulumi.Output<string>;
    readonly queueArn?: pulumi.Output<string>;
    /** The name of a queue that is made here, on the way to an event bus. */
    readonly madeQueue?: pulumi.Output<string>;
}

/** Where events go that do not go to the topic that is made here. */
export function eventsElsewhere(
    source: Monitored,
    { place }: Monitoring,
    { topicArn, queueArn, eventBus }: Events,
): EventTarget | undefined {
    const at = (member: string) => memberOf(place, `events.${member}`);
    if (topicArn) {
        return { topicArn: ofTheSource(at("topicArn"), topicArn, source) };
    }
    if (queueArn) {
        return { queueArn: ofTheSource(at("queueArn"), queueArn, source) };
    }
    if (eventBus) {
        const { arn, name } = queueToEventBus(source, at("eventBusName"), eventBus);
        return { queueArn: arn, madeQueue: name };
    }
    return undefined;
}

/**
 * S3 publishes in the bucket's region alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function ofTheSource(
    place: ArgumentPlace,
    arn: Checked<string>,
    { where }: Monitored,
): pulumi.Output<string> {
    return pulumi.all([arn, where]).apply(([known, { partition, region }]) => {
        if (partOfArn(known, "region") !== region || partOfArn(known, "partition") !== partition) {
            throw argumentError(
                place,
                known,
                `one of the bucket's region, ${region}, in the partition ${partition}`,
            );
        }
        return known;
    });
}
