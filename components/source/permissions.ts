import * as pulumi from "@pulumi/pulumi";
import type { BucketLocation } from "../location";
import type { PolicyDocument, PolicyStatement } from "../policies/document";
import { sourceKeyGrant } from "../policies/keyPolicy";
import type { KeyContext, UsedKey } from "../policies/keyUse";
import { rolePermissions, sourceStatements, type PermittedDestination } from "../policies/sourcePolicies";
import { featuresOf } from "../rules/rules";
import type { CheckedRule } from "../rules/schema";
import type { CheckedTarget } from "../target/target";
import { asOutput } from "../validation/pending";
import type { CheckedSource } from "./args";

/** What the bucket's policy has to hold. */
export function bucketStatements(
    { policies }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
): pulumi.Output<readonly PolicyStatement[]> {
    return pulumi.all([location, policies]).apply(([bucket, form]) => sourceStatements(form, bucket));
}

/** What the policy of the bucket's key has to hold: nothing, where the key is made here and leaves its use to IAM policies. */
export function keyStatements(
    { bucket, role }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
    context: pulumi.Output<KeyContext>,
): pulumi.Output<readonly PolicyStatement[]> {
    return bucket.encryption?.kmsKeyArn
        ? pulumi
              .all([location, context, role.name, role.path])
              .apply(([{ partition, accountId }, key, replicationRoleName, replicationRolePath]) => [
                  sourceKeyGrant(
                      { partition, sourceAccountId: accountId, replicationRoleName, replicationRolePath },
                      key,
                  ),
              ])
        : pulumi.output([]);
}

/** The permissions of the role: what the rules use of each destination, and of the keys on both sides. */
export function sourcePermissions(
    { bucket, policies, objectAnnotations, rules }: CheckedSource,
    location: pulumi.Output<BucketLocation>,
    key: pulumi.Output<UsedKey> | undefined,
    targets: ReadonlyMap<string, CheckedTarget>,
): pulumi.Output<PolicyDocument> {
    return asOutput(rules).apply((known) => {
        const destinations = [...targets].map(([name, target]) =>
            permittedDestination(name, target, known, location),
        );
        const usedKey = known.some((rule) => rule.kmsEncryptedObjects) ? key : undefined;
        return pulumi
            .all([policies, location, destinations, usedKey])
            .apply(([form, { bucketArn }, permitted, sourceKey]) =>
                rolePermissions(form, {
                    sourceBucketArn: bucketArn,
                    objectLock: bucket.objectLock,
                    objectAnnotations,
                    sourceKey,
                    destinations: permitted,
                }),
            );
    });
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
        ? pulumi.all([target.key(), target.bucketArn, location]).apply(([key, bucketArn, { dnsSuffix }]) => ({
              ...named,
              bucketArn,
              key: { ...key, bucketArn, dnsSuffix },
          }))
        : target.bucketArn.apply((bucketArn) => ({ ...named, bucketArn }));
}
