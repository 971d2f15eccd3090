import { partOfArn, roleOfArn } from "../../../components/policies/arn";
import { DestinationGrant, grantStatements } from "../../../components/policies/destinationGrant";
import type { PolicyStatement } from "../../../components/policies/document";
import { replicaKeyGrant, sourceKeyGrant } from "../../../components/policies/keyPolicy";
import type { UsedKey } from "../../../components/policies/keyUse";
import type { Facts } from "../facts";
import { deleteMarkersIn, ownerOverrideIn, type Use, type UsedDestination } from "./use";

/** The statements that let the role in, as the components would make them. */
export function statementsFor(
    { partition }: Facts,
    { roleArn }: Use,
    { key, destination }: { readonly key?: UsedKey; readonly destination?: UsedDestination },
): readonly PolicyStatement[] {
    const { name = "", path = "/" } = roleOfArn(roleArn);
    const role = {
        partition,
        sourceAccountId: partOfArn(roleArn, "account"),
        replicationRoleName: name,
        replicationRolePath: path,
    };
    if (key !== undefined) {
        return [
            destination === undefined
                ? sourceKeyGrant(role, key)
                : replicaKeyGrant(DestinationGrant.PinnedRole, role, key),
        ];
    }
    return destination === undefined
        ? []
        : grantStatements(DestinationGrant.PinnedRole, {
              ...role,
              destinationBucketArn: destination.facts.bucket.arn,
              deleteMarkerReplication: deleteMarkersIn(destination.rules),
              ownerOverride: ownerOverrideIn(destination.rules),
              // Without them a statement that keeps annotations out would come along, which only a stack deploys.
              objectAnnotations: true,
          });
}
