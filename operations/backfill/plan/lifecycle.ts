import {
    GetBucketLifecycleConfigurationCommand,
    type LifecycleRule,
    type S3Client,
} from "@aws-sdk/client-s3";
import { served } from "../../aws/served";
import { AwsCallError } from "../../aws/awsCallError";
import { readUnlessRefused } from "../../diagnose/object/refusal";
import { none, type Read } from "../../diagnose/facts";
import { many } from "../print/amounts";

/** A rule that may do something to replicas while a job goes on. */
export interface LifecycleEffect {
    readonly rule: string;
    readonly prefix: string;
    /** In words: `expires objects after 30 days`. */
    readonly does: readonly string[];
}

/**
 * What the lifecycle of the destination may do to replicas. A replica has the age of its original, so that a rule may expire it
 * on the day that it arrives; AWS advises to hold the lifecycle meanwhile.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export async function readLifecycle(
    s3: S3Client,
    { name, accountId }: { readonly name: string; readonly accountId: string },
    prefix: string,
): Promise<Read<readonly LifecycleEffect[]>> {
    const target = `bucket ${name} of account ${accountId}`;
    return readUnlessRefused(async () => {
        try {
            const { Rules = [] } = await served(
                { side: "destination", service: "s3", operation: "GetBucketLifecycleConfiguration", target },
                (options) =>
                    s3.send(
                        new GetBucketLifecycleConfigurationCommand({
                            Bucket: name,
                            ExpectedBucketOwner: accountId,
                        }),
                        options,
                    ),
            );
            return { value: effectsOn(Rules, prefix) };
        } catch (error) {
            if (error instanceof AwsCallError && error.code === "NoSuchLifecycleConfiguration") {
                return none;
            }
            throw error;
        }
    });
}

/** Of the enabled rules, those that may be about objects under a prefix and do something to them. */
function effectsOn(rules: readonly LifecycleRule[], prefix: string): readonly LifecycleEffect[] {
    return rules
        .filter(({ Status }) => Status === "Enabled")
        .map((rule) => ({ rule: rule.ID ?? "", prefix: prefixOf(rule), does: effectsOf(rule) }))
        .filter(
            ({ prefix: own, does }) => does.length > 0 && (own.startsWith(prefix) || prefix.startsWith(own)),
        );
}

function prefixOf({ Filter, ...rule }: LifecycleRule): string {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- rules of the old form have it so, and they live on
    return Filter?.And?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? "";
}

function effectsOf(rule: LifecycleRule): readonly string[] {
    const { Expiration, NoncurrentVersionExpiration, Transitions = [] } = rule;
    const { NoncurrentVersionTransitions = [] } = rule;
    return [
        ...(Expiration?.Days === undefined ? [] : [`expires objects after ${days(Expiration.Days)}`]),
        ...(Expiration?.Date === undefined ? [] : [`expires objects from ${Expiration.Date.toISOString()}`]),
        ...(NoncurrentVersionExpiration
            ? [`deletes old versions after ${days(NoncurrentVersionExpiration.NoncurrentDays)}`]
            : []),
        ...Transitions.map(
            ({ StorageClass, Days, Date: date }) =>
                `moves objects to ${StorageClass} ${date ? `from ${date.toISOString()}` : `after ${days(Days)}`}`,
        ),
        ...NoncurrentVersionTransitions.map(
            ({ StorageClass, NoncurrentDays }) =>
                `moves old versions to ${StorageClass} after ${days(NoncurrentDays)}`,
        ),
    ];
}

function days(count = 0): string {
    return many(count, "day");
}
