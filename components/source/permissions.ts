import * as pulumi from "@pulumi/pulumi";
import { argumentError, asOutput, type Checked } from "../validation/check";
import type { PolicyDocument } from "../policies/document";
import { SourcePolicies } from "../policies/forms";
import type { KeyUse } from "../policies/keyUse";
import { rolePermissions, type DestinationUse } from "../policies/sourcePolicies";
import type { BucketWhereabouts } from "../bucket/bucket";
import { useOf, type ReplicationRule } from "../rules/rules";
import type { ReplicationTarget } from "../target/target";

/** What the permissions of a source's role follow from. */
export interface PermissionsOf {
    readonly component: string;
    readonly form: Checked<SourcePolicies>;
    readonly whereabouts: pulumi.Output<BucketWhereabouts>;
    readonly objectLock: boolean;
    readonly unmanagedPolicy: boolean;
    readonly key?: pulumi.Output<KeyUse>;
    readonly rules: Checked<readonly ReplicationRule[]>;
    readonly targets: ReadonlyMap<string, ReplicationTarget>;
}

/** The permissions of the role: what the rules use of each destination, and of the keys on both sides. */
export function sourcePermissions(of: PermissionsOf): pulumi.Output<PolicyDocument> {
    return asOutput(of.rules).apply((rules) => {
        const destinations = [...of.targets].map(([name, target]) =>
            useOfTarget(name, target, rules, of.whereabouts),
        );
        const sourceKey = rules.some((rule) => rule.kmsEncryptedObjects) ? of.key : undefined;
        return pulumi
            .all([of.form, of.whereabouts, destinations, sourceKey])
            .apply(([form, { bucketArn }, uses, key]) => {
                demandArticle(of.component, form, {
                    destinations: uses.length,
                    key: of.key !== undefined,
                    objectLock: of.objectLock,
                    unmanagedPolicy: of.unmanagedPolicy,
                });
                return rolePermissions(form, {
                    sourceBucketArn: bucketArn,
                    objectLock: of.objectLock,
                    sourceKey: key,
                    destinations: uses,
                });
            });
    });
}

function useOfTarget(
    name: string,
    target: ReplicationTarget,
    rules: readonly ReplicationRule[],
    whereabouts: pulumi.Output<BucketWhereabouts>,
): pulumi.Output<DestinationUse> {
    const { deleteMarkers: deleteMarkerReplication, kmsEncryptedObjects } = useOf(rules, name);
    return kmsEncryptedObjects
        ? pulumi
              .all([target.key(), target.bucketArn, whereabouts])
              .apply(([key, bucketArn, { dnsSuffix }]) => ({
                  name,
                  bucketArn,
                  deleteMarkerReplication,
                  key: { ...key, bucketArn, dnsSuffix },
              }))
        : target.bucketArn.apply((bucketArn) => ({ name, bucketArn, deleteMarkerReplication }));
}

/** What the article's documents do not know, where it is known that the source has it. */
export function demandArticle(
    component: string,
    form: SourcePolicies,
    source: {
        readonly destinations: number;
        readonly key: boolean;
        readonly objectLock: boolean;
        /** Whether the source bucket's policy is managed elsewhere, so that its statement cannot be put there. */
        readonly unmanagedPolicy: boolean;
    },
): void {
    const beyond =
        source.destinations > 1
            ? "several destinations"
            : source.key
              ? "keys"
              : source.objectLock
                ? "Object Lock"
                : source.unmanagedPolicy
                  ? "bucket whose policy is managed elsewhere: give it as bucketPolicy"
                  : undefined;
    if (form === SourcePolicies.Article && beyond !== undefined) {
        throw argumentError(
            { component, argument: "policies" },
            form,
            SourcePolicies.Minimal,
            `The article's statements know no ${beyond}.`,
        );
    }
}
