import * as pulumi from "@pulumi/pulumi";
import { argumentError, memberOf, type ArgumentPlace } from "../arguments";
import { partOfArn } from "../policies/arn";
import type { Monitoring } from "./checkMonitoring";
import type { Monitored } from "./monitored";

/** The queue that events go to. */
export function queueOf(
    source: Monitored,
    monitoring: Monitoring,
    queueArn: pulumi.Output<string>,
): pulumi.Output<string> {
    return ofTheSource(eventsPlace(monitoring, "queueArn"), queueArn, source);
}

/** Where the place of events is said. */
export function eventsPlace(
    { place }: Monitoring,
    member: "topicArn" | "queueArn" | "eventBusName",
): ArgumentPlace {
    return memberOf(place, `events.${member}`);
}

/**
 * S3 publishes in the bucket's region alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export function ofTheSource(
    place: ArgumentPlace,
    arn: pulumi.Output<string>,
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
