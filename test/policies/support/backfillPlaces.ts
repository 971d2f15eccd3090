import type { PolicyDocument } from "../../../components/policies/document";
import type { Choices } from "./choices";
import type { Place } from "./place";
import { accounts, bucketArn, buckets, iamArn, replicationRole, type Partition } from "./setting";
import { keyArn, siteOf } from "./sites";

export const backfillRole = `${replicationRole}-backfill`;
export const backfillBucket = `${buckets.source}-backfill`;

/** What a job reads or writes, each under a prefix of its own. */
export const backfillKinds = ["manifests", "retries", "reports"] as const;
type Kind = (typeof backfillKinds)[number];

export type BackfillPlaceName =
    | "the role of jobs"
    | `the ${Kind}`
    /** Under a prefix that begins as theirs does. */
    | `beside the ${Kind}`
    /** An object whose key is the prefix without its slash. */
    | `an object called like the ${Kind}`
    /** Where they would be with no prefix, or with another one. */
    | `the ${Kind} of others`
    | "the key of manifests";

/** The key that is given for manifests. Its policy leaves it to the IAM policies of its account, as by default. */
export function manifestKeyArn(partition: Partition): string {
    const { region, accountId } = siteOf("source", partition);
    return keyArn(partition, region, accountId, "33333333-4444-5555-6666-777777777777");
}

/** An object of a kind. */
export function backfillObject(partition: Partition, prefix: string, kind: string): string {
    return `${bucketArn(partition, backfillBucket)}/${prefix}${kind}/job-1/results/1.csv`;
}

/** The places of a backfill, with the policies of its role, its bucket and its key. */
export function backfillPlaces(
    { partition, rolePath = "/", backfill }: Choices,
    policies: {
        readonly trust: PolicyDocument | undefined;
        readonly bucket: PolicyDocument | undefined;
        readonly key: PolicyDocument;
    },
): Record<BackfillPlaceName, Place> {
    const accountId = accounts.source;
    const prefix = backfill?.prefix ?? "";
    const inBucket = (object: string): Place => ({
        arns: { bucket: bucketArn(partition, backfillBucket), object },
        accountId,
        policy: policies.bucket,
    });
    const placesOf = (kind: Kind) => {
        const object = backfillObject(partition, prefix, kind);
        const [named = ""] = object.split(`/job-1/`);
        return {
            own: inBucket(object),
            beside: inBucket(backfillObject(partition, prefix, `${kind}-2`)),
            like: inBucket(named),
            others: inBucket(backfillObject(partition, prefix === "" ? "others/" : "", kind)),
        };
    };
    const [manifests, retries, reports] = [placesOf("manifests"), placesOf("retries"), placesOf("reports")];
    return {
        "the role of jobs": {
            arns: { role: iamArn(partition, accountId, `role${rolePath}${backfillRole}`) },
            accountId,
            policy: policies.trust,
        },
        "the manifests": manifests.own,
        "the retries": retries.own,
        "the reports": reports.own,
        "beside the manifests": manifests.beside,
        "beside the retries": retries.beside,
        "beside the reports": reports.beside,
        "an object called like the manifests": manifests.like,
        "an object called like the retries": retries.like,
        "an object called like the reports": reports.like,
        "the manifests of others": manifests.others,
        "the retries of others": retries.others,
        "the reports of others": reports.others,
        "the key of manifests": {
            arns: { key: manifestKeyArn(partition) },
            accountId,
            policy: policies.key,
        },
    };
}
