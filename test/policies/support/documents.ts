import { bucketPolicy } from "../../../components/policies/bucketPolicy";
import { grantStatements } from "../../../components/policies/destinationGrant";
import {
    objectsOf,
    policyDocument,
    type PolicyDocument,
    type PolicyStatement,
} from "../../../components/policies/document";
import { keyPolicy, replicaKeyGrant, sourceKeyGrant } from "../../../components/policies/keyPolicy";
import {
    originalsUse,
    replicasUse,
    type BucketKeyUse,
    type UsedKey,
} from "../../../components/policies/keyUse";
import { rolePermissions, sourceStatements } from "../../../components/policies/sourcePolicies";
import { roleTrust } from "../../../components/policies/roleTrust";
import { backfillDocuments } from "./backfillDocuments";
import { bucketKeysOf, deleteMarkersAt, destinationsOf, type Choices } from "./choices";
import { monitoringDocuments } from "./monitoringDocuments";
import { accounts, buckets, iamArn, replicationRole, returningRole, type Partition } from "./setting";
import { destinationNames, dnsSuffixOf, siteOf, type DestinationSide, type Side, type Site } from "./sites";

/** The documents that every setting has. */
export const commonDocumentNames = [
    "roleTrust",
    "rolePermissions",
    "sourceBucket",
    "destinationBucket",
] as const;

/** Every document that a setting may have, in the order in which they are looked at. */
export const documentNames = [
    ...commonDocumentNames,
    "secondDestinationBucket",
    "sourceKey",
    "destinationKey",
    "secondDestinationKey",
    "failuresTopic",
    "latencyTopic",
    "returningTrust",
    "returningPermissions",
    "backfillTrust",
    "backfillPermissions",
    "backfillBucket",
] as const;
export type DocumentName = (typeof documentNames)[number];

/** The documents that together decide what replication may do, and who hears of its failures. */
export type Documents = Readonly<Record<(typeof commonDocumentNames)[number], PolicyDocument>> &
    Readonly<Partial<Record<DocumentName, PolicyDocument>>>;

export function namesIn(documents: Documents): readonly DocumentName[] {
    return documentNames.filter((name) => documents[name] !== undefined);
}

/** The statements of one document; none where the setting has no such document. */
export function statementsOf(documents: Documents, name: DocumentName): readonly PolicyStatement[] {
    return documents[name]?.Statement ?? [];
}

/** Names that differ from the setting's, where a test needs others. */
export interface Names {
    readonly sourceBucket: string;
    readonly destinationBucket: string;
    readonly role: string;
}

const usualNames: Names = {
    sourceBucket: buckets.source,
    destinationBucket: buckets.destination,
    role: replicationRole,
};

/** What the owner of an existing bucket has in its policy: a third account reads. It is kept, and it is not ours to prove. */
export const ownStatementSid = "AuditorsRead";
export function ownStatement(partition: Partition, bucketArn: string): PolicyStatement {
    return {
        // First, as the component puts it: the order of members means nothing to AWS.
        Effect: "Allow",
        Sid: ownStatementSid,
        Principal: { AWS: iamArn(partition, accounts.outsider, "root") },
        Action: ["s3:GetObject"],
        Resource: objectsOf(bucketArn),
    };
}

/** The documents that the components deploy for a choice; components.test.ts holds them to it. */
export function documentsFor(choices: Choices, names: Names = usualNames): Documents {
    const { partition, givenSourceKey = false, existing = false } = choices;
    const sites: Readonly<Record<Side, Site>> = {
        source: siteOf("source", partition, names.sourceBucket),
        destination: siteOf("destination", partition, names.destinationBucket),
        "second destination": siteOf("second destination", partition),
    };
    const bucketKeys = bucketKeysOf(choices);
    const usesBucketKey = (side: Side) => bucketKeys.get(side) === "Bucket Key";
    const keyOf = (side: Side, bucketKey: BucketKeyUse): UsedKey | undefined =>
        bucketKeys.has(side)
            ? {
                  keyArn: sites[side].keyArn,
                  region: sites[side].region,
                  bucketArn: sites[side].bucketArn,
                  bucketKey,
                  dnsSuffix: dnsSuffixOf(partition),
              }
            : undefined;
    const originalsKey = (side: Side) => keyOf(side, originalsUse(usesBucketKey(side)));
    const replicasKey = (side: Side, from: Side = "source") =>
        keyOf(side, replicasUse({ source: usesBucketKey(from), destination: usesBucketKey(side) }));
    const grantee = {
        partition,
        sourceAccountId: accounts.source,
        replicationRoleName: names.role,
        replicationRolePath: choices.rolePath ?? "/",
    };
    const returning = {
        ...grantee,
        sourceAccountId: accounts.destination,
        replicationRoleName: returningRole,
    };
    const bucketOf = ({ bucketArn }: Site, statements: readonly PolicyStatement[]): PolicyDocument =>
        existing
            ? policyDocument(...statements, ownStatement(partition, bucketArn))
            : bucketPolicy(bucketArn, statements);
    const destination = (side: DestinationSide): PolicyDocument =>
        bucketOf(
            sites[side],
            grantStatements(choices.grant, {
                ...grantee,
                destinationBucketArn: sites[side].bucketArn,
                deleteMarkerReplication: deleteMarkersAt(choices, side),
                objectAnnotations: choices.annotations ?? false,
            }),
        );
    const source = { partition, accountId: accounts.source, bucketArn: sites.source.bucketArn };
    const sides = destinationsOf(choices);
    const sourceKey = originalsKey("source");
    const returnedKey = replicasKey("source", "destination");
    const replicaKey = (side: DestinationSide): PolicyDocument | undefined => {
        const key = replicasKey(side);
        return (
            key &&
            keyPolicy({ partition, accountId: sites[side].accountId }, [
                replicaKeyGrant(choices.grant, grantee, key),
            ])
        );
    };
    return {
        roleTrust: roleTrust(choices.confinedTrust ? source : undefined),
        rolePermissions: rolePermissions(choices.policies, {
            sourceBucketArn: sites.source.bucketArn,
            objectLock: choices.objectLock ?? false,
            objectAnnotations: choices.annotations ?? false,
            sourceKey,
            destinations: sides.map((side) => ({
                name: sides.length === 1 ? "" : destinationNames[side],
                bucketArn: sites[side].bucketArn,
                deleteMarkerReplication: deleteMarkersAt(choices, side),
                key: replicasKey(side),
            })),
        }),
        sourceBucket: bucketOf(sites.source, [
            ...sourceStatements(choices.policies, source),
            ...(choices.twoWay
                ? grantStatements(choices.grant, {
                      ...returning,
                      destinationBucketArn: sites.source.bucketArn,
                      deleteMarkerReplication: choices.deleteMarkers,
                  })
                : []),
        ]),
        destinationBucket: destination("destination"),
        ...(choices.second && { secondDestinationBucket: destination("second destination") }),
        ...(sourceKey && {
            sourceKey: givenSourceKey
                ? policyDocument(sourceKeyGrant(grantee, sourceKey))
                : keyPolicy(
                      source,
                      choices.twoWay && returnedKey
                          ? [replicaKeyGrant(choices.grant, returning, returnedKey)]
                          : [],
                  ),
        }),
        destinationKey: replicaKey("destination"),
        secondDestinationKey: replicaKey("second destination"),
        ...(choices.twoWay && {
            returningTrust: roleTrust(),
            returningPermissions: rolePermissions(choices.policies, {
                sourceBucketArn: sites.destination.bucketArn,
                objectLock: choices.objectLock ?? false,
                sourceKey: originalsKey("destination"),
                destinations: [
                    {
                        name: "",
                        bucketArn: sites.source.bucketArn,
                        deleteMarkerReplication: choices.deleteMarkers,
                        key: returnedKey,
                    },
                ],
            }),
        }),
        ...monitoringDocuments(choices, names.sourceBucket),
        ...backfillDocuments(choices, names.sourceBucket),
    };
}
