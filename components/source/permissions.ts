import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation } from "../location";
import type { PolicyDocument, PolicyStatement } from "../policies/document";
import { sourceKeyGrant } from "../policies/keyPolicy";
import type { KeyContext, UsedKey } from "../policies/keyUse";
import {
    rolePermissions,
    sourceStatements,
    type PermittedDestination,
    type RolePermissionsInput,
} from "../policies/sourcePolicies";
import { featuresOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import { asOutput, whenAll } from "../validation/pending";
import type { CheckedSource } from "./args";

/** What the bucket's policy has to hold. */
export function bucketStatements(
    { policies }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
): pulumi.Output<readonly PolicyStatement[]> {
    return whenAll([location, policies], (bucket, form) => sourceStatements(form, bucket));
}

/** What the policy of the bucket's key has to hold: nothing, where the key is made here and leaves its use to IAM policies. */
export function keyStatements(
    { bucket, role }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
    context: pulumi.Output<KeyContext>,
): pulumi.Output<readonly PolicyStatement[]> {
    return bucket.encryption?.kmsKeyArn
        ? whenAll(
              [location, context, role.name, role.path],
              ({ partition, accountId }, key, replicationRoleName, replicationRolePath) => [
                  sourceKeyGrant(
                      { partition, sourceAccountId: accountId, replicationRoleName, replicationRolePath },
                      key,
                  ),
              ],
          )
        : pulumi.output([]);
}

/** What replication asks of the buckets and of the keys on both sides, as the rules use them. */
export function usedByRole(
    { bucket, objectAnnotations, rules }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
    key: pulumi.Output<UsedKey> | undefined,
    targets: ReadonlyMap<string, CheckedTarget>,
): pulumi.Output<RolePermissionsInput> {
    return asOutput(rules).apply((known) => {
        const destinations = [...targets].map(([name, target]) =>
            permittedDestination(name, target, known, location),
        );
        const usedKey = known.some((rule) => rule.kmsEncryptedObjects) ? key : undefined;
        return whenAll([location, destinations, usedKey], ({ bucketArn }, permitted, sourceKey) => ({
            sourceBucketArn: bucketArn,
            objectLock: bucket.objectLock,
            objectAnnotations,
            sourceKey,
            destinations: permitted,
        }));
    });
}

/** The permissions of the role. */
export function sourcePermissions(
    { policies }: CheckedSource,
    used: pulumi.Output<RolePermissionsInput>,
): pulumi.Output<PolicyDocument> {
    return whenAll([policies, used], rolePermissions);
}

function permittedDestination(
    name: string,
    target: CheckedTarget,
    rules: readonly CheckedRule[],
    location: pulumi.Output<BucketLocation>,
): pulumi.Output<PermittedDestination> {
    const { deleteMarkerReplication, kmsEncryptedObjects } = featuresOf(rules, name);
    const named = { name, deleteMarkerReplication };
    return kmsEncryptedObjects
        ? whenAll([target.key(), target.bucketArn, location], (key, bucketArn, { dnsSuffix }) => ({
              ...named,
              bucketArn,
              key: { ...key, bucketArn, dnsSuffix },
          }))
        : target.bucketArn.apply((bucketArn) => ({ ...named, bucketArn }));
}
