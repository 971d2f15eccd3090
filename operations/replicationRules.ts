import type { ReplicationConfiguration, ReplicationRule, Tag } from "@aws-sdk/client-s3";

/** The rules that go to a bucket. */
export function rulesTo(
    configuration: ReplicationConfiguration | undefined,
    bucketArn: string,
): readonly ReplicationRule[] {
    return (configuration?.Rules ?? []).filter(({ Destination }) => Destination?.Bucket === bucketArn);
}

/** How the keys of objects begin that a rule selects. A rule of the old form, without a filter, says it by itself. */
export function prefixOf({ Filter, ...rule }: ReplicationRule): string {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is how rules of the old form have it, and they live on
    return Filter?.And?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? "";
}

/** The tags that an object needs so that a rule selects it. */
export function tagsOf({ Filter }: ReplicationRule): readonly Tag[] {
    return Filter?.And?.Tags ?? (Filter?.Tag ? [Filter.Tag] : []);
}

/**
 * A rule that goes by tags replicates no delete markers, which have none; one of the old form replicates them always.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html
 */
export function replicatesDeleteMarkers(rule: ReplicationRule): boolean {
    if (rule.Filter === undefined) {
        return true;
    }
    return rule.DeleteMarkerReplication?.Status === "Enabled" && tagsOf(rule).length === 0;
}

/** The prefixes that enabled rules select objects by, each with its rule. */
export function prefixesOf(
    configuration: ReplicationConfiguration,
): readonly { readonly id: string; readonly prefix: string }[] {
    return (configuration.Rules ?? [])
        .filter((rule) => rule.Status === "Enabled" && prefixOf(rule) !== "")
        .map((rule) => ({ id: rule.ID ?? "", prefix: prefixOf(rule) }));
}
