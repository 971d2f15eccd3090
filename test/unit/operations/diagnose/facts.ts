import type { ReplicationRule } from "@aws-sdk/client-s3";
import { bucketPolicy } from "../../../../components/policies/bucketPolicy";
import { DestinationGrant, grantStatements } from "../../../../components/policies/destinationGrant";
import { keyPolicy, replicaKeyGrant } from "../../../../components/policies/keyPolicy";
import { roleTrust } from "../../../../components/policies/roleTrust";
import { rolePermissions, SourcePolicies } from "../../../../components/policies/sourcePolicies";
import {
    none,
    type BucketFacts,
    type DestinationFacts,
    type Facts,
    type KeyFacts,
    type SourceFacts,
} from "../../../../operations/diagnose/facts";
import { configuredRule } from "../verify/configuredRule";

const sourceAccount = "111111111111";
export const destinationAccount = "222222222222";
export const roleArn = `arn:aws:iam::${sourceAccount}:role/replication`;
export const [sourceArn, destinationArn] = ["arn:aws:s3:::here", "arn:aws:s3:::there"];
export const sourceKeyArn = `arn:aws:kms:ap-northeast-2:${sourceAccount}:key/source-key`;
export const destinationKeyArn = `arn:aws:kms:ap-northeast-1:${destinationAccount}:key/destination-key`;

/** What is to be otherwise than in a healthy pair. */
interface Changes {
    readonly facts?: Partial<Facts>;
    readonly source?: Partial<SourceFacts>;
    readonly sourceBucket?: Partial<BucketFacts>;
    readonly destination?: Partial<DestinationFacts>;
    readonly destinationBucket?: Partial<BucketFacts>;
    readonly rules?: readonly ReplicationRule[];
    readonly sourceKey?: Partial<KeyFacts>;
    readonly destinationKey?: Partial<KeyFacts>;
}

/** A rule of the pair for every object, with metrics. */
export function healthyRule(changes: Partial<ReplicationRule> = {}): ReplicationRule {
    const rule = configuredRule("all", destinationArn, destinationAccount, changes);
    return changes.Destination
        ? rule
        : {
              ...rule,
              Destination: { Bucket: destinationArn, ...rule.Destination, Metrics: { Status: "Enabled" } },
          };
}

/** What a rule of the old form has in place of a filter. */
export function oldForm(ID: string, Prefix: string) {
    return { ID, Prefix, Status: "Enabled" } as const;
}

/** A rule of the pair for objects under SSE-KMS too. */
export function kmsRule(changes: Partial<ReplicationRule> = {}): ReplicationRule {
    const rule = healthyRule();
    return {
        ...rule,
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
        Destination: {
            Bucket: destinationArn,
            ...rule.Destination,
            EncryptionConfiguration: { ReplicaKmsKeyID: destinationKeyArn },
        },
        ...changes,
    };
}

const grant = {
    partition: "aws",
    sourceAccountId: sourceAccount,
    replicationRoleName: "replication",
    replicationRolePath: "/",
};
const dnsSuffix = "amazonaws.com";
const sourceUse = { region: "ap-northeast-2", bucketArn: sourceArn, bucketKey: "on", dnsSuffix } as const;
const replicaUse = {
    region: "ap-northeast-1",
    bucketArn: destinationArn,
    bucketKey: "on",
    dnsSuffix,
} as const;

function bucketOf(name: string, arn: string, policy: object): BucketFacts {
    return {
        name,
        arn,
        exists: { value: true },
        versioning: { value: "Enabled" },
        ownership: { value: "BucketOwnerEnforced" },
        encryption: { value: { algorithm: "AES256", bucketKey: false } },
        objectLock: none,
        policy: { value: policy },
        publicPolicy: { value: false },
        payer: { value: "BucketOwner" },
        restrictsPublicPolicy: { value: true },
    };
}

function keyOf(arn: string, policy: object): KeyFacts {
    const state = "Enabled";
    return {
        arn,
        state,
        spec: "SYMMETRIC_DEFAULT",
        ofAws: false,
        policy: { value: policy },
        grants: { value: [] },
    };
}

/** A pair of two accounts that replicates, with an alarm on failures. */
export function healthyFacts(changes: Changes = {}): Facts {
    return pair(changes, false);
}

/** The same with a KMS key on both sides. */
export function healthyKmsFacts(changes: Changes = {}): Facts {
    return pair(changes, true);
}

function pair(changes: Changes, withKeys: boolean): Facts {
    const encryption = (keyArn: string) =>
        withKeys && {
            encryption: { value: { algorithm: "aws:kms", keyArn, keyName: keyArn, bucketKey: true } },
        };
    const rules = changes.rules ?? [withKeys ? kmsRule() : healthyRule()];
    const permissions = rolePermissions(SourcePolicies.Minimal, {
        sourceBucketArn: sourceArn,
        objectLock: false,
        ...(withKeys && { sourceKey: { ...sourceUse, keyArn: sourceKeyArn } }),
        destinations: [
            {
                name: "",
                bucketArn: destinationArn,
                deleteMarkerReplication: false,
                ...(withKeys && { key: { ...replicaUse, keyArn: destinationKeyArn } }),
            },
        ],
    });
    const granted = grantStatements(DestinationGrant.PinnedRole, {
        ...grant,
        destinationBucketArn: destinationArn,
        deleteMarkerReplication: false,
        objectAnnotations: false,
    });
    const sourceKey = keyOf(sourceKeyArn, keyPolicy({ partition: "aws", accountId: sourceAccount }, []));
    const replicaGrant = replicaKeyGrant(DestinationGrant.PinnedRole, grant, replicaUse);
    const destinationKey = keyOf(
        destinationKeyArn,
        keyPolicy({ partition: "aws", accountId: destinationAccount }, [replicaGrant]),
    );
    return {
        partition: "aws",
        source: {
            accountId: sourceAccount,
            region: "ap-northeast-2",
            bucket: {
                ...bucketOf("here", sourceArn, bucketPolicy(sourceArn, [])),
                ...encryption(sourceKeyArn),
                ...changes.sourceBucket,
            },
            keys: withKeys ? { [sourceKeyArn]: { value: { ...sourceKey, ...changes.sourceKey } } } : {},
            configuration: { value: { Role: roleArn, Rules: [...rules] } },
            role: {
                value: {
                    arn: roleArn,
                    id: "AROAEXAMPLEEXAMPLE00",
                    trust: roleTrust(),
                    policies: [
                        {
                            name: "inline policy replication",
                            kind: "inline",
                            id: "replication",
                            content: { value: permissions },
                        },
                    ],
                },
            },
            monitoring: { alarms: { value: [{ name: "failures", actions: 1 }] }, targets: { value: [] } },
            ...changes.source,
        },
        destinations: [
            {
                accountId: destinationAccount,
                region: "ap-northeast-1",
                bucket: {
                    ...bucketOf("there", destinationArn, bucketPolicy(destinationArn, granted)),
                    ...encryption(destinationKeyArn),
                    ...changes.destinationBucket,
                },
                keys: withKeys
                    ? { [destinationKeyArn]: { value: { ...destinationKey, ...changes.destinationKey } } }
                    : {},
                configuration: none,
                ...changes.destination,
            },
        ],
        objectAnnotations: false,
        profiles: { source: "from", destination: "to" },
        ...changes.facts,
    };
}
