import type * as kms from "@pulumi/aws/kms";
import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { CheckedEncryption } from "../bucket/encryption";
import type { BucketLocation } from "../location";
import { DestinationGrant } from "../policies/destinationGrant";
import { deployedGrant, deployedKeyGrant, type DeployedGrantee } from "../policies/deployedGrant";
import { asOutput, whenAll } from "../validation/pending";
import type { CheckedDestination } from "./args";

/** What has a policy: the policy of a bucket, or a key. */
type PolicyHolder = Pick<s3.BucketPolicy | kms.Key, "id" | "policy">;

/** The policies that are made here. */
interface DeployedPolicies {
    /** Absent where the bucket's policy is managed elsewhere. */
    readonly bucket?: PolicyHolder;
    /** Absent where no key is made here. */
    readonly key?: PolicyHolder;
}

/**
 * What a source is told of the policies. It is read from what is deployed and not from the arguments: an update of some
 * resources alone (`--target`) leaves a policy as it was, and AWS refuses what that one does not let in, whatever the arguments
 * say. Of a policy that is managed elsewhere the arguments are all that is known.
 */
export function admitted(
    checked: CheckedDestination,
    { bucket, key }: DeployedPolicies,
    location: pulumi.Output<BucketLocation>,
) {
    const { role, grant } = checked;
    return whenAll(
        [
            role,
            grant,
            checked.deleteMarkerReplication,
            checked.objectAnnotations,
            textOf(bucket),
            textOf(key),
            bucket && location,
        ],
        (told, form, deleteMarkers, annotations, bucketPolicy, keyPolicy, where) => {
            const ofBucket =
                bucketPolicy === undefined || where === undefined
                    ? // The article's statements let in both in any case.
                      {
                          ...told,
                          deleteMarkerReplication: deleteMarkers || form === DestinationGrant.Article,
                          objectAnnotations: annotations || form === DestinationGrant.Article,
                      }
                    : deployedGrant(bucketPolicy, told, where);
            return keyPolicy === undefined
                ? ofBucket
                : { ...ofBucket, ...letInByBoth(ofBucket, deployedKeyGrant(keyPolicy, told)) };
        },
    );
}

/**
 * The text that AWS has. The engine returns the old one of a resource that an update leaves out. Where it leaves out one that
 * would be new, it returns the inputs and no id: then nothing is known here. A preview has no id of a new one either.
 */
function textOf(holder: PolicyHolder): pulumi.Output<string>;
function textOf(holder: PolicyHolder | undefined): pulumi.Output<string> | undefined;
function textOf(holder: PolicyHolder | undefined): pulumi.Output<string> | undefined {
    return holder && !pulumi.runtime.isDryRun()
        ? whenAll([holder.policy, holder.id], (text) => text)
        : holder?.policy;
}

/** Where the two policies do not let in the same role, there is none that could replicate under the key. */
function letInByBoth(one: DeployedGrantee, other: DeployedGrantee): DeployedGrantee {
    const both = (member: keyof DeployedGrantee) => (one[member] === other[member] ? one[member] : "");
    return {
        sourceAccountId: both("sourceAccountId"),
        replicationRoleName: both("replicationRoleName"),
        replicationRolePath: both("replicationRolePath"),
    };
}

/** Whether the bucket and its source use S3 Bucket Keys, as far as the policy of a key that is made here decides it. */
export function admittedBucketKeys(
    { bucketKey, sourceBucketKey }: CheckedEncryption,
    { role }: CheckedDestination,
    key: PolicyHolder | undefined,
): { readonly bucketKey: pulumi.Output<boolean>; readonly sourceBucketKey: pulumi.Output<boolean> } {
    if (key === undefined) {
        return { bucketKey: asOutput(bucketKey), sourceBucketKey: asOutput(sourceBucketKey) };
    }
    const use = whenAll([textOf(key), role], (policy, told) => deployedKeyGrant(policy, told).bucketKey);
    // Conditions that take either context do not decide it.
    const decided = (wanted: CheckedEncryption["bucketKey"]) =>
        whenAll([use, wanted], (known, told) => (known === "either" ? told : known === "on"));
    return { bucketKey: decided(bucketKey), sourceBucketKey: decided(sourceBucketKey) };
}
