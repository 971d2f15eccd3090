import { bucketPolicy } from "../../../components/policies/bucketPolicy";
import { grantStatements, type DestinationGrantInput } from "../../../components/policies/destinationGrant";
import { DestinationGrant } from "../../../components/policies/destinationGrant";
import { SourcePolicies } from "../../../components/policies/sourcePolicies";
import { keyPolicy, replicaKeyGrant } from "../../../components/policies/keyPolicy";
import { originalsUse, replicasUse, type UsedKey } from "../../../components/policies/keyUse";
import { rolePermissions } from "../../../components/policies/sourcePolicies";
import { accounts, replicationRole } from "../support/setting";
import { arns, regions, type Peer } from "./peer";

/** The components with their defaults: the minimal role, and the destination's grant pinned to it. */
export const ours: Peer = {
    name: "this project",
    source: {
        repository: "this project",
        version: "as in this work tree",
        files: ["components/policies/"],
        how: "made by the functions that the components call",
    },
    grants({ deleteMarkers, objectLock, kms }) {
        const use = { deleteMarkerReplication: deleteMarkers };
        const keyOf = (side: "source" | "destination"): UsedKey | undefined =>
            kms && {
                keyArn: side === "source" ? arns.sourceKey : arns.destinationKey,
                region: regions[side],
                bucketArn: arns[side],
                bucketKey:
                    side === "source"
                        ? originalsUse(kms.bucketKey)
                        : replicasUse({ source: kms.bucketKey, destination: kms.bucketKey }),
                dnsSuffix: "amazonaws.com",
            };
        const replicaKey = keyOf("destination");
        const grantee: DestinationGrantInput = {
            ...use,
            partition: "aws",
            sourceAccountId: accounts.source,
            replicationRoleName: replicationRole,
            replicationRolePath: "/",
            destinationBucketArn: arns.destination,
        };
        return {
            role: rolePermissions(SourcePolicies.Minimal, {
                sourceBucketArn: arns.source,
                objectLock,
                sourceKey: keyOf("source"),
                destinations: [{ ...use, name: "", bucketArn: arns.destination, key: replicaKey }],
            }),
            destinationBucket: bucketPolicy(
                arns.destination,
                grantStatements(DestinationGrant.PinnedRole, grantee),
            ),
            ...(replicaKey
                ? {
                      destinationKey: keyPolicy({ partition: "aws", accountId: accounts.destination }, [
                          replicaKeyGrant(DestinationGrant.PinnedRole, grantee, replicaKey),
                      ]),
                  }
                : {}),
        };
    },
    leftToTheUser: {},
    remarks: {
        plain: "There is no rule across accounts without the owner override here.",
    },
};
