import { regionRule } from "../validation/formats";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/check";

/** What a destination's region is needed for: replication itself does without. */
export const regionUses = {
    key: "The replicas' key is in it, and the role uses that key through S3 there alone.",
    metrics: "Alarms and dashboard show metrics that AWS publishes in that region.",
};

/** The region that a destination says it is in, where something needs it. */
export function demandRegion(place: ArgumentPlace, region: string | undefined, use: string): string {
    if (region === undefined) {
        throw argumentError(memberOf(place, "region"), region, regionRule.allowed, use);
    }
    return region;
}
