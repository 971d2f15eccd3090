import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { checkGivenKey } from "../bucket/key";
import type { BucketLocation, Location } from "../location";
import { bucketArnOf } from "../policies/arn";
import { backfillPermissions, backfillTrust } from "../policies/backfillRole";
import { asOutput, isPlain, mapChecked, whenAll, type Checked } from "../validation/pending";
import type { CheckedTags } from "../validation/tags";
import type { BackfillLocation } from "./args";
import { createBucket, judgeBucket } from "./bucket";
import type { CheckedBackfill } from "./check";

/** What AWS says of what was given. */
interface BackfillFacts {
    /** What has to be judged before anything is made. */
    readonly judged: readonly (pulumi.Output<unknown> | undefined)[];
    /** The key that was given, once it was looked at. */
    readonly keyArn?: pulumi.Output<string>;
}

/** Asks AWS for the bucket and the key that exist. */
export function lookUpBackfill(
    checked: CheckedBackfill,
    where: pulumi.Output<Location>,
    parent: pulumi.Resource,
): BackfillFacts {
    const { place, kmsKeyArn } = checked;
    const keyArn = kmsKeyArn === undefined ? undefined : checkGivenKey(place, kmsKeyArn, where, parent);
    // What is not plain may come from a resource, for which nothing here is to wait.
    const judged = [judgeBucket(checked, where, parent), isPlain(kmsKeyArn) ? keyArn : undefined];
    return { judged, ...(keyArn && { keyArn }) };
}

/** The source that is to be filled up from. */
interface BackfilledSource {
    readonly location: pulumi.Output<BucketLocation>;
    readonly rolePath: Checked<string>;
    /** The ARN of the policy that bounds the replication role, and this one too. */
    readonly permissionsBoundary?: pulumi.Output<string | undefined>;
    readonly confineTrust: boolean;
    readonly forceDestroy: Checked<boolean>;
    readonly tags?: CheckedTags;
}

/** Makes the role of jobs and, unless it exists, the bucket of their manifests and reports. */
export function createBackfill(
    name: string,
    checked: CheckedBackfill,
    { keyArn }: BackfillFacts,
    source: BackfilledSource,
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<BackfillLocation> {
    const { prefix, existing } = checked;
    const { location, tags } = source;
    const own = `${name}-backfill`;
    const bucketName = existing
        ? asOutput(checked.bucketName).apply((known) => known ?? "")
        : createBucket(
              own,
              { ...checked, ...(keyArn && { kmsKeyArn: keyArn }) },
              { where: location, forceDestroy: source.forceDestroy, tags },
              opts,
          );
    const role = new iam.Role(
        `${own}-role`,
        {
            name: checked.roleName,
            // A role whose path is left out has "/".
            path: mapChecked(source.rolePath, (known) => (known === "/" ? undefined : known)),
            permissionsBoundary: source.permissionsBoundary,
            description: "S3 Batch Operations assumes this role to have existing objects replicated.",
            assumeRolePolicy: source.confineTrust
                ? location.apply((where) => JSON.stringify(backfillTrust(where)))
                : JSON.stringify(backfillTrust()),
            tags: tags?.(),
        },
        opts,
    );
    const policy = new iam.RolePolicy(
        `${own}-role-policy`,
        {
            name: "backfill",
            role: role.name,
            policy: whenAll([location, bucketName, prefix, keyArn], (where, bucket, under, key) => {
                const { partition, region, dnsSuffix, bucketArn: sourceBucketArn } = where;
                const bucketArn = bucketArnOf(partition, bucket);
                return JSON.stringify(
                    backfillPermissions({
                        sourceBucketArn,
                        bucketArn,
                        prefix: under,
                        ...(key !== undefined && {
                            // AWS does not say whether manifests have an S3 Bucket Key.
                            key: { keyArn: key, region, dnsSuffix, bucketArn, bucketKey: "either" },
                        }),
                    }),
                );
            }),
        },
        opts,
    );
    return whenAll(
        [role.arn, bucketName, prefix, keyArn, policy.urn],
        (roleArn, bucket, under, kmsKeyArn) => ({
            roleArn,
            bucketName: bucket,
            prefix: under,
            ...(kmsKeyArn !== undefined && { kmsKeyArn }),
        }),
    );
}
