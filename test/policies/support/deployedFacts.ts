import type { ReplicationRule } from "@aws-sdk/client-s3";
import {
    none,
    type DestinationFacts,
    type Facts,
    type KeyFacts,
    type Read,
    type SideFacts,
} from "../../../operations/diagnose/facts";
import { bucketKeysOf, deleteMarkersAt, destinationsOf, type Choices } from "./choices";
import type { DocumentName, Documents } from "./documents";
import { iamArn, replicationRole, returningRole } from "./setting";
import { siteOf, type Side } from "./sites";

const bucketDocuments = {
    source: "sourceBucket",
    destination: "destinationBucket",
    "second destination": "secondDestinationBucket",
} as const satisfies Record<Side, DocumentName>;
const keyDocuments = {
    source: "sourceKey",
    destination: "destinationKey",
    "second destination": "secondDestinationKey",
} as const satisfies Record<Side, DocumentName>;

/** What would be read of a setting that is deployed with these documents: on the way there, or on the way back. */
export function factsOf(documents: Documents, choices: Choices, way: "there" | "back"): Facts {
    const { partition, rolePath = "/" } = choices;
    const [from, targets] =
        way === "there"
            ? (["source", destinationsOf(choices)] as const)
            : (["destination", ["source"]] as const);
    const role = way === "there" ? replicationRole : returningRole;
    const roleArn = iamArn(partition, siteOf(from, partition).accountId, `role${rolePath}${role}`);
    const trust = way === "there" ? documents.roleTrust : documents.returningTrust;
    const permissions = way === "there" ? documents.rolePermissions : documents.returningPermissions;
    const keys = bucketKeysOf(choices);
    return {
        partition,
        source: {
            ...sideOf(from, documents, choices),
            configuration: {
                value: {
                    Role: roleArn,
                    Rules: targets.map((target, index) => ruleTo(target, index, choices, keys.has(target))),
                },
            },
            role: {
                value: {
                    arn: roleArn,
                    id: "AROAEXAMPLEEXAMPLE0",
                    trust,
                    policies:
                        permissions === undefined
                            ? []
                            : [
                                  {
                                      name: "inline policy replication",
                                      kind: "inline",
                                      id: "replication",
                                      content: { value: permissions },
                                  },
                              ],
                },
            },
            monitoring: { alarms: { value: [] }, targets: { value: [] } },
        },
        destinations: targets.map((target): DestinationFacts => ({
            ...sideOf(target, documents, choices),
            configuration: none,
        })),
        objectAnnotations: choices.annotations ?? false,
        profiles: {},
    };
}

function ruleTo(target: Side, index: number, choices: Choices, key: boolean): ReplicationRule {
    const { partition } = choices;
    const site = siteOf(target, partition);
    const deleteMarkers = target !== "source" && deleteMarkersAt(choices, target);
    return {
        ID: `to-${index + 1}`,
        Priority: index + 1,
        Status: "Enabled",
        Filter: { Prefix: "" },
        DeleteMarkerReplication: { Status: deleteMarkers ? "Enabled" : "Disabled" },
        ...(choices.keys && {
            SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: key ? "Enabled" : "Disabled" } },
        }),
        Destination: {
            Bucket: site.bucketArn,
            Account: site.accountId,
            AccessControlTranslation: { Owner: "Destination" },
            ...(key && { EncryptionConfiguration: { ReplicaKmsKeyID: site.keyArn } }),
        },
    };
}

function sideOf(side: Side, documents: Documents, choices: Choices): SideFacts {
    const { accountId, region, bucket, bucketArn, keyArn } = siteOf(side, choices.partition);
    const bucketKey = bucketKeysOf(choices).get(side);
    const policy = documents[bucketDocuments[side]];
    const keyPolicy = documents[keyDocuments[side]];
    const key: Read<KeyFacts> = keyPolicy
        ? {
              value: {
                  arn: keyArn,
                  state: "Enabled",
                  spec: "SYMMETRIC_DEFAULT",
                  ofAws: false,
                  policy: { value: keyPolicy },
                  grants: { value: [] },
              },
          }
        : none;
    return {
        accountId,
        region,
        bucket: {
            name: bucket,
            arn: bucketArn,
            exists: { value: true },
            versioning: { value: "Enabled" },
            ownership: { value: "BucketOwnerEnforced" },
            encryption: {
                value: bucketKey
                    ? { algorithm: "aws:kms", keyArn, keyName: keyArn, bucketKey: bucketKey === "Bucket Key" }
                    : { algorithm: "AES256", bucketKey: false },
            },
            objectLock: choices.objectLock ? { value: true } : none,
            policy: policy ? { value: policy } : none,
            publicPolicy: { value: false },
            payer: { value: "BucketOwner" },
            restrictsPublicPolicy: { value: true },
        },
        keys: { [keyArn]: key },
    };
}
