import { runtime } from "@pulumi/pulumi";
import { none, type Facts } from "../../../../../operations/diagnose/facts";
import { destinationArn, healthyKmsFacts, healthyRule, kmsRule, roleArn, oldForm } from "../facts";
import { deployedRule, deployedStacks } from "../stacks";
import type { Case } from "./case";

const refused = { unread: "The credentials may not do it." };
const secret = { [runtime.specialSigKey]: runtime.specialSecretSig, ciphertext: "v1:…" };
const types = {
    configuration: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    policy: "aws:s3/bucketPolicy:BucketPolicy",
    bucket: "aws:s3/bucket:Bucket",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    key: "aws:kms/key:Key",
};

/** A pair with keys that its stacks deployed, or would have deployed with other inputs. */
function deployed(
    changes: Parameters<typeof healthyKmsFacts>[0] = {},
    inputs: Parameters<typeof deployedStacks>[0] = {},
): Facts {
    return healthyKmsFacts({ ...changes, facts: { stacks: deployedStacks(inputs), ...changes.facts } });
}

const withRules = (...rules: readonly unknown[]) => ({ [types.configuration]: { rules } });
const role = (() => {
    const { source } = healthyKmsFacts();
    return "value" in source.role ? source.role.value : undefined;
})();
const roleWith = (changes: Partial<NonNullable<typeof role>>) =>
    role ? { source: { role: { value: { ...role, ...changes } } } } : {};
const allows = (Sid: string, Action = "s3:*") => ({ Sid, Effect: "Allow", Principal: "*", Action });
const policyOf = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

/** What is said of changes that were made by hand. */
export const driftCases: readonly Case[] = [
    { what: "a healthy pair of no stack", facts: healthyKmsFacts(), findings: [] },
    { what: "a pair as its stacks deployed it", facts: deployed(), findings: [] },
    {
        what: "a configuration that is gone",
        facts: deployed({ source: { configuration: none }, facts: { projectFolder: "../replication" } }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source --cwd ../replication",
            },
        ],
    },
    {
        what: "a configuration that may not be read",
        facts: deployed({ source: { configuration: refused } }),
        findings: [],
    },
    {
        what: "a bucket that is gone",
        facts: deployed({ sourceBucket: { exists: none, versioning: none } }),
        findings: [],
    },
    {
        what: "another role, a rule that is gone and one that was added",
        facts: deployed({
            source: {
                configuration: {
                    value: { Role: "arn:aws:iam::111111111111:role/other", Rules: [kmsRule({ ID: "mine" })] },
                },
            },
        }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: the role is arn:aws:iam::111111111111:role/other, deployed as arn:aws:iam::111111111111:role/replication; rule all is missing; rule mine was added, and pulumi up --refresh removes it.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a rule with everything changed",
        facts: deployed({
            rules: [
                {
                    ID: "all",
                    Priority: 2,
                    Status: "Disabled",
                    Filter: { And: { Prefix: "a/", Tags: [{ Key: "k", Value: "v" }] } },
                    DeleteMarkerReplication: { Status: "Enabled" },
                    SourceSelectionCriteria: { ReplicaModifications: { Status: "Enabled" } },
                    Destination: {
                        Bucket: "arn:aws:s3:::elsewhere",
                        Account: "333333333333",
                        StorageClass: "GLACIER",
                        ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
                    },
                },
            ],
        }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    'The replication configuration of the bucket here is not as stack prod-source deployed it: status of rule all is Disabled, deployed as Enabled; priority of rule all is 2, deployed as 1; sourceSelectionCriteria.sseKmsEncryptedObjects.status of rule all is Disabled, deployed as Enabled; sourceSelectionCriteria.replicaModifications.status of rule all is Enabled, deployed as Disabled; destination.bucket of rule all is arn:aws:s3:::elsewhere, deployed as arn:aws:s3:::there; destination.account of rule all is 333333333333, deployed as 222222222222; destination.accessControlTranslation.owner of rule all is not set, deployed as Destination; destination.storageClass of rule all is GLACIER, deployed as not set; destination.encryptionConfiguration.replicaKmsKeyId of rule all is not set, deployed as arn:aws:kms:ap-northeast-1:222222222222:key/destination-key; destination.replicationTime.status of rule all is Enabled, deployed as Disabled; destination.metrics.status of rule all is Disabled, deployed as Enabled; prefix of rule all is a/, deployed as not set; tags of rule all is {"k":"v"}, deployed as not set; deleteMarkerReplication.status of rule all is Enabled, deployed as Disabled.',
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a rule with another priority, which no other rule meets",
        facts: deployed({ rules: [kmsRule({ Priority: 2 })] }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: priority of rule all is 2, deployed as 1.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a rule with another priority, beside one for some of the same objects",
        facts: deployed({
            rules: [kmsRule({ Priority: 2 }), kmsRule({ ID: "mine", Filter: { Prefix: "a/" } })],
        }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: priority of rule all is 2, deployed as 1; rule mine was added, and pulumi up --refresh removes it.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a rule for fewer objects",
        facts: deployed({ rules: [kmsRule({ Filter: { Prefix: "a/" } })] }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: prefix of rule all is a/, deployed as not set.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "delete markers that were turned on",
        facts: deployed({ rules: [kmsRule({ DeleteMarkerReplication: { Status: "Enabled" } })] }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: deleteMarkerReplication.status of rule all is Enabled, deployed as Disabled.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "another storage class",
        facts: deployed({
            rules: [
                kmsRule({
                    Destination: {
                        Bucket: destinationArn,
                        ...kmsRule().Destination,
                        StorageClass: "STANDARD_IA",
                    },
                }),
            ],
        }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: destination.storageClass of rule all is STANDARD_IA, deployed as not set.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a rule that was put in the old form",
        facts: deployed({
            rules: [{ ...oldForm("all", ""), Destination: kmsRule().Destination }],
        }),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    "The replication configuration of the bucket here is not as stack prod-source deployed it: priority of rule all is not set, deployed as 1; sourceSelectionCriteria.sseKmsEncryptedObjects.status of rule all is Disabled, deployed as Enabled; filter of rule all is not set, deployed as set; deleteMarkerReplication.status of rule all is Enabled, deployed as Disabled.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "tags in another order, which is the same",
        facts: deployed(
            {
                rules: [
                    kmsRule({
                        Filter: {
                            And: {
                                Tags: [
                                    { Key: "b", Value: "2" },
                                    { Key: "a", Value: "1" },
                                ],
                            },
                        },
                    }),
                ],
            },
            withRules(deployedRule({ filter: { and: { tags: { a: "1", b: "2" } } } })),
        ),
        findings: [],
    },
    {
        what: "a tag with another value",
        facts: deployed(
            { rules: [kmsRule({ Filter: { Tag: { Key: "a", Value: "1" } } })] },
            withRules(deployedRule({ filter: { tag: { key: "a", value: "2" } } })),
        ),
        findings: [
            {
                id: "drift",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                leg: "source bucket",
                subject: "configuration",
                message:
                    'The replication configuration of the bucket here is not as stack prod-source deployed it: tags of rule all is {"a":"1"}, deployed as {"a":"2"}.',
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "members that are secret or were not known",
        facts: deployed(
            {},
            withRules(
                deployedRule({
                    priority: runtime.unknownValue,
                    filter: { prefix: secret },
                    status: secret,
                    destination: secret,
                }),
            ),
        ),
        findings: [],
    },
    {
        what: "tags that are secret, and a rule whose id is",
        facts: deployed(
            {},
            withRules(
                deployedRule({ filter: { and: { tags: { a: secret } } } }),
                deployedRule({ id: secret }),
            ),
        ),
        findings: [],
    },
    {
        what: "rules that are secret",
        facts: deployed(
            { rules: [healthyRule({ ID: "mine" })] },
            { [types.configuration]: { rules: secret } },
        ),
        findings: [],
    },
    {
        what: "the policy of a destination that somebody replaced",
        facts: deployed({ destinationBucket: { policy: { value: policyOf(allows("Theirs")) } } }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                subject: "policy",
                message:
                    "The policy of the bucket there is not as stack prod-destination deployed it: the statement DenyInsecureTransport is missing; the statement AllowReplicas is missing; the statement DenyAnnotations is missing; the statement Theirs was added.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "a statement that was changed, and one without a name",
        facts: deployed(
            {
                destinationBucket: {
                    policy: {
                        value: policyOf(allows("Ours", "s3:Get*"), { ...allows("x"), Sid: undefined }),
                    },
                },
            },
            { [types.policy]: { policy: JSON.stringify(policyOf(allows("Ours"))) } },
        ),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "policy of the bucket here",
                leg: "source bucket",
                subject: "policy",
                message:
                    "The policy of the bucket here is not as stack prod-source deployed it: the statement Ours is missing; the statement DenyInsecureTransport was added.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                subject: "policy",
                message:
                    "The policy of the bucket there is not as stack prod-destination deployed it: the statement Ours differs; the statement without a Sid was added.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "a policy that is gone",
        facts: deployed({ destinationBucket: { policy: none } }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                subject: "policy",
                message:
                    "The policy of the bucket there is not as stack prod-destination deployed it: it is missing.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "policies that are secret, or no documents",
        facts: deployed(
            {},
            {
                [types.policy]: { policy: secret },
                [types.rolePolicy]: { policy: "no JSON" },
                [types.key]: { policy: "{}" },
            },
        ),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "policy of the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                subject: "key policy",
                message:
                    "The policy of the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key is not as stack prod-source deployed it: the statement AccountGovernsTheKey was added.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "policy of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "key policy",
                message:
                    "The policy of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is not as stack prod-destination deployed it: the statement AccountGovernsTheKey was added; the statement AllowReplicaEncryption was added.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "the settings of a bucket",
        facts: deployed({
            destinationBucket: {
                versioning: { value: "Suspended" },
                ownership: { value: "ObjectWriter" },
                encryption: {
                    value: { algorithm: "aws:kms:dsse", keyName: "alias/aws/s3", bucketKey: false },
                },
            },
        }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "versioning of the bucket there",
                leg: "destination bucket",
                subject: "versioning",
                message:
                    "The versioning of the bucket there is not as stack prod-destination deployed it: it is Suspended, deployed as Enabled.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "ownership of the bucket there",
                leg: "destination bucket",
                subject: "ownership",
                message:
                    "The ownership of the bucket there is not as stack prod-destination deployed it: it is ObjectWriter, deployed as BucketOwnerEnforced.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "default encryption of the bucket there",
                leg: "destination bucket",
                subject: "encryption",
                message:
                    "The default encryption of the bucket there is not as stack prod-destination deployed it: the algorithm is aws:kms:dsse, deployed as aws:kms; the key is alias/aws/s3, deployed as arn:aws:kms:ap-northeast-1:222222222222:key/destination-key; the Bucket Key is false, deployed as true.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "settings of a bucket that are gone",
        facts: deployed(
            { sourceBucket: { versioning: none, ownership: none, encryption: none } },
            { [types.bucket]: { objectLockEnabled: true } },
        ),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "versioning of the bucket here",
                leg: "source bucket",
                subject: "versioning",
                message:
                    "The versioning of the bucket here is not as stack prod-source deployed it: it is Off, deployed as Enabled.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "ownership of the bucket here",
                leg: "source bucket",
                subject: "ownership",
                message:
                    "The ownership of the bucket here is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "default encryption of the bucket here",
                leg: "source bucket",
                subject: "encryption",
                message:
                    "The default encryption of the bucket here is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "Object Lock of the bucket here",
                leg: "source bucket",
                subject: "object lock",
                message:
                    "The Object Lock of the bucket here is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "Object Lock of the bucket there",
                leg: "destination bucket",
                subject: "object lock",
                message:
                    "The Object Lock of the bucket there is not as stack prod-destination deployed it: it is missing.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "settings of a bucket that may not be read",
        facts: deployed({
            destinationBucket: {
                versioning: refused,
                ownership: refused,
                encryption: refused,
                policy: refused,
                objectLock: refused,
            },
        }),
        findings: [],
    },
    {
        what: "a role that is gone",
        facts: deployed({ source: { role: none } }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "role replication",
                leg: "role",
                subject: "role",
                message: "The role replication is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a role that is gone, by a stack's word, with its configuration",
        facts: deployed({
            source: { role: none, configuration: refused },
            facts: { intendedRoleArn: roleArn },
        }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "role replication",
                leg: "role",
                subject: "role",
                message: "The role replication is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a role's trust and boundary",
        facts: deployed(
            roleWith({
                trust: policyOf({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }),
                boundary: {
                    kind: "boundary",
                    id: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                    name: "b",
                    content: none,
                },
            }),
        ),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "role replication",
                leg: "role",
                subject: "role",
                message:
                    "The role replication is not as stack prod-source deployed it: the statement AmazonS3AssumesTheRole is missing in its trust; the statement without a Sid was added in its trust; its boundary is arn:aws:iam::aws:policy/ReadOnlyAccess, deployed as not set.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a role's policy that is gone",
        facts: deployed(roleWith({ policies: [] })),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "inline policy replication of the role replication",
                leg: "role",
                subject: "role policy",
                message:
                    "The inline policy replication of the role replication is not as stack prod-source deployed it: it is missing.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a role's policy that was changed",
        facts: deployed(
            roleWith({
                policies: [
                    {
                        kind: "inline",
                        id: "replication",
                        name: "x",
                        content: { value: policyOf(allows("Mine")) },
                    },
                ],
            }),
        ),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "source",
                where: "inline policy replication of the role replication",
                leg: "role",
                subject: "role policy",
                message:
                    "The inline policy replication of the role replication is not as stack prod-source deployed it: the statement ReadReplicationConfiguration is missing; the statement ReadSourceObjects is missing; the statement DecryptSourceObjects is missing; the statement WriteReplicas is missing; the statement EncryptReplicas is missing; the statement Mine was added.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a key's policy",
        facts: deployed({ destinationKey: { policy: { value: policyOf(allows("Theirs")) } } }),
        findings: [
            {
                id: "drift",
                severity: "suspect",
                side: "destination",
                where: "policy of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "key policy",
                message:
                    "The policy of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is not as stack prod-destination deployed it: the statement AccountGovernsTheKey is missing; the statement AllowReplicaEncryption is missing; the statement Theirs was added.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "a key's policy that may not be read",
        facts: deployed({ destinationKey: { policy: refused }, sourceKey: { policy: refused } }),
        findings: [],
    },
    {
        what: "another bucket's resources",
        facts: deployed({
            destination: {
                bucket: { ...healthyKmsFacts().source.bucket, name: "third", arn: destinationArn },
            },
        }),
        findings: [],
    },
];
