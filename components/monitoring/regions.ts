import type { Location } from "../location";
import { memberOf } from "../validation/error";
import { isPlain } from "../validation/pending";
import type { CheckedMonitoring } from "./check";
import { requireRegionOf } from "./events";
import { requireTopicsIn } from "./topics";

/**
 * Judges what is plain of topics and queues by the regions that they have to be in, before anything is made. What is not known
 * is judged where it is used.
 */
export function judgeRegions(
    { place, rules, alarms, alarmTopicArns, events }: CheckedMonitoring,
    { partition, region }: Partial<Location>,
    destinations: Readonly<Record<string, string>>,
): void {
    if (alarms && isPlain(alarmTopicArns) && alarmTopicArns !== undefined) {
        const watched = [...new Set(rules.map(({ destination }) => destinations[destination]))].sort();
        for (const known of [region, ...watched]) {
            if (known !== undefined) {
                requireTopicsIn(memberOf(place, "alarmTopicArns"), known, alarmTopicArns);
            }
        }
    }
    for (const member of ["topicArn", "queueArn"] as const) {
        const arn = events?.[member];
        if (typeof arn === "string" && region !== undefined && partition !== undefined) {
            requireRegionOf(memberOf(place, `events.${member}`), arn, { partition, region });
        }
    }
}
