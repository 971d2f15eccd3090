import * as pulumi from "@pulumi/pulumi";
import { argumentError } from "./arguments";
import type { PolicyDocument } from "./policies/document";
import { SourcePolicies } from "./policies/forms";
import type { KeyUse } from "./policies/keyUse";
import { rolePermissions, type DestinationUse } from "./policies/rolePermissions";
import type { BucketWhereabouts } from "./replicationBucket";
import { useOf, type ReplicationRule } from "./replicationRules";
import type { ReplicationTarget } from "./replicationTarget";

/** What the permissions of a source's role follow from. */
export interface PermissionsOf {
    readonly component: string;
    readonly form: pulumi.Output<SourcePolicies>;
    readonly whereabouts: pulumi.Output<BucketWhereabouts>;
    readonly objectLock: boolean;
    readonly unmanagedPolicy: boolean;
    readonly key?: pulumi.Output<KeyUse>;
    readonly rules: pulumi.Output<readonly ReplicationRule[]>;
    readonly targets: ReadonlyMap<string, ReplicationTarget>;
}

/** The permissions of the role: what the rules use of each destination, and of the keys on both sides. */
export function sourcePermissions(of: PermissionsOf): pulumi.Output<PolicyDocument> {
    const uses = of.rules.apply((rules) =>
        pulumi.all([...of.targets].map(([name, target]) => useOfTarget(name, target, rules, of.whereabouts))),
    );
    const sourceKey = of.rules.apply((rules) =>
        rules.some((rule) => rule.kmsEncryptedObjects) ? pulumi.output(of.key) : pulumi.output(undefined),
    );
    return pulumi
        .all([of.form, of.whereabouts, uses, sourceKey])
        .apply(([form, { bucketArn }, destinations, key]) => {
            demandArticle(of.component, form, {
                destinations: destinations.length,
                key: of.key !== undefined,
                objectLock: of.objectLock,
                unmanagedPolicy: of.unmanagedPolicy,
            });
            return rolePermissions(form, {
                sourceBucketArn: bucketArn,
                objectLock: of.objectLock,
                sourceKey: key,
                destinations,
            });
        });
}

function useOfTarget(
    name: string,
    target: ReplicationTarget,
    rules: readonly ReplicationRule[],
    whereabouts: pulumi.Output<BucketWhereabouts>,
): pulumi.Output<DestinationUse> {
    const { deleteMarkers, kmsEncryptedObjects } = useOf(rules, name);
    const key = kmsEncryptedObjects
        ? pulumi
              .all([target.key(), target.bucketArn, whereabouts])
              .apply(([known, bucketArn, { dnsSuffix }]) => ({ ...known, bucketArn, dnsSuffix }))
        : undefined;
    return pulumi.all([target.bucketArn, key]).apply(([bucketArn, known]) => ({
        name,
        bucketArn,
        deleteMarkerReplication: deleteMarkers,
        key: known,
    }));
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
