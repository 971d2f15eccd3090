import type * as pulumi from "@pulumi/pulumi";
import type { CheckedEncryption } from "../bucket/encryption";
import type { BucketLocation } from "../location";
import { grantStatements } from "../policies/destinationGrant";
import type { PolicyStatement } from "../policies/document";
import { replicaKeyGrant } from "../policies/keyPolicy";
import { replicasUse, type BucketKeyUse, type KeyContext } from "../policies/keyUse";
import { whenAll } from "../validation/pending";
import type { CheckedDestination } from "./args";

/** What the bucket's policy has to hold. */
export function bucketStatements(
    { grant, role, deleteMarkerReplication, objectAnnotations }: CheckedDestination,
    location: pulumi.Output<BucketLocation>,
): pulumi.Output<readonly PolicyStatement[]> {
    return whenAll(
        [location, grant, { ...role, deleteMarkerReplication, objectAnnotations }],
        ({ partition, bucketArn }, form, known) =>
            grantStatements(form, { ...known, partition, destinationBucketArn: bucketArn }),
    );
}

/** What the policy of the bucket's key has to hold. */
export function keyStatements(
    { grant, role }: CheckedDestination,
    location: pulumi.Output<BucketLocation>,
    context: pulumi.Output<KeyContext>,
): pulumi.Output<readonly PolicyStatement[]> {
    return whenAll([location, context, grant, role], ({ partition }, key, form, known) => [
        replicaKeyGrant(form, { ...known, partition }, key),
    ]);
}

/** How S3 uses the key of replicas. Both buckets decide it. */
export function replicaKeyUse({
    sourceBucketKey,
    bucketKey,
}: CheckedEncryption): pulumi.Output<BucketKeyUse> {
    return whenAll([sourceBucketKey, bucketKey], (source, destination) =>
        replicasUse({ source, destination }),
    );
}
