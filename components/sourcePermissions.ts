import * as pulumi from "@pulumi/pulumi";
import { argumentError } from "./arguments";
import { partOfArn } from "./policies/arn";
import type { PolicyDocument } from "./policies/document";
import { SourcePolicies } from "./policies/forms";
import type { KeyUse } from "./policies/keyUse";
import { rolePermissions, type DestinationUse, type RolePermissionsInput } from "./policies/rolePermissions";
import type { BucketPlace } from "./replicationBucket";
import { useOf, type ReplicationRule } from "./replicationRules";
import type { ReplicationTarget } from "./replicationTarget";

/** What the permissions of a source's role follow from. */
export interface PermissionsOf {
    readonly component: string;
    readonly form: pulumi.Output<SourcePolicies>;
    readonly place: pulumi.Output<BucketPlace>;
    readonly objectLock: boolean;
    readonly key?: pulumi.Output<KeyUse>;
    readonly rules: pulumi.Output<readonly ReplicationRule[]>;
    readonly targets: ReadonlyMap<string, ReplicationTarget>;
}

/** The permissions of the role: what the rules use of each destination, and of the keys on both sides. */
export function sourcePermissions(of: PermissionsOf): pulumi.Output<PolicyDocument> {
    const uses = of.rules.apply((rules) =>
        pulumi.all([...of.targets].map(([name, target]) => useOfTarget(name, target, rules, of.place))),
    );
    const sourceKey = of.rules.apply((rules) =>
        rules.some((rule) => rule.kmsEncryptedObjects) ? pulumi.output(of.key) : pulumi.output(undefined),
    );
    return pulumi
        .all([of.form, of.place, uses, sourceKey])
        .apply(([form, { bucketArn }, destinations, key]) => {
            const input = {
                sourceBucketArn: bucketArn,
                objectLock: of.objectLock,
                sourceKey: key,
                destinations,
            };
            demandArticle(of.component, form, input);
            return rolePermissions(form, input);
        });
}

function useOfTarget(
    name: string,
    target: ReplicationTarget,
    rules: readonly ReplicationRule[],
    place: pulumi.Output<BucketPlace>,
): pulumi.Output<DestinationUse> {
    const { deleteMarkers, kmsEncryptedObjects } = useOf(rules, name);
    const key = kmsEncryptedObjects
        ? pulumi
              .all([target.kmsKeyArn(), target.bucketArn, target.bucketKey, place])
              .apply(([keyArn, bucketArn, bucketKey, { dnsSuffix }]) => ({
                  keyArn,
                  region: partOfArn(keyArn, "region"),
                  bucketArn,
                  bucketKey,
                  dnsSuffix,
              }))
        : undefined;
    return pulumi.all([target.bucketArn, key]).apply(([bucketArn, known]) => ({
        name,
        bucketArn,
        deleteMarkerReplication: deleteMarkers,
        key: known,
    }));
}

function demandArticle(component: string, form: SourcePolicies, input: RolePermissionsInput): void {
    const beyond =
        input.destinations.length > 1
            ? "several destinations"
            : input.sourceKey
              ? "keys"
              : input.objectLock
                ? "Object Lock"
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
