import { ACCOUNT, REGION } from "../surroundings";
import { BUCKET, bucketExists, refused, type Case } from "./case";

const rule = {
    id: "everything",
    status: "Enabled",
    priority: 1,
    filter: {},
    deleteMarkerReplication: { status: "Enabled" },
    destination: {
        bucket: "arn:aws:s3:::plugin-replicas",
        account: "222222222222",
        accessControlTranslation: { owner: "Destination" },
    },
};
const elaborateRule = {
    id: "reports",
    status: "Disabled",
    priority: 2,
    filter: { and: { prefix: "reports/", tags: { kind: "report" } } },
    deleteMarkerReplication: { status: "Disabled" },
    sourceSelectionCriteria: {
        replicaModifications: { status: "Enabled" },
        sseKmsEncryptedObjects: { status: "Enabled" },
    },
    destination: {
        bucket: "arn:aws:s3:::plugin-replicas",
        account: "222222222222",
        storageClass: "STANDARD_IA",
        accessControlTranslation: { owner: "Destination" },
        encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:ap-northeast-1:222222222222:key/1" },
        metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
        replicationTime: { status: "Enabled", time: { minutes: 15 } },
    },
};

const settledRules = [
    { ...rule, filter: { prefix: "" }, deleteMarkerReplication: { status: "Disabled" } },
    elaborateRule,
];

export const bucketReplicationConfigCase: Case = {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    id: BUCKET,
    prepare: async (aws) => {
        await bucketExists(aws);
        await aws.s3.putBucketVersioning({
            Bucket: BUCKET,
            VersioningConfiguration: { Status: "Enabled" },
        });
    },
    inputs: { bucket: BUCKET, role: `arn:aws:iam::${ACCOUNT}:role/cases`, rules: [rule] },
    defaults: { __defaults: [] },
    outputs: { region: REGION, rules: [{ ...rule, filter: { prefix: "" } }] },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        const found = await s3.getBucketReplication({ Bucket: BUCKET });
        const [first] = found.ReplicationConfiguration?.Rules ?? [];
        await s3.putBucketReplication({
            Bucket: BUCKET,
            ReplicationConfiguration: {
                Role: found.ReplicationConfiguration?.Role,
                Rules: [
                    {
                        ...first,
                        Status: "Disabled",
                        Filter: { Prefix: "only/" },
                        Destination: { Bucket: first?.Destination?.Bucket },
                    },
                ],
            },
        });
    },
    drifted: {
        "rules[0].status": "update",
        "rules[0].filter.prefix": "delete",
        "rules[0].destination.account": "add",
        "rules[0].destination.accessControlTranslation": "add",
    },
    update: {
        bucket: BUCKET,
        role: `arn:aws:iam::${ACCOUNT}:role/another`,
        rules: [{ ...rule, deleteMarkerReplication: { status: "Disabled" } }, elaborateRule],
    },
    updated: {
        role: "update",
        "rules[0].deleteMarkerReplication.status": "update",
        "rules[1]": "add",
    },
    seen: async ({ s3 }) => {
        const found = await s3.getBucketReplication({ Bucket: BUCKET });
        return found.ReplicationConfiguration?.Rules?.[1];
    },
    sees: {
        ID: "reports",
        Status: "Disabled",
        Priority: 2,
        Filter: { And: { Prefix: "reports/", Tags: [{ Key: "kind", Value: "report" }] } },
        DeleteMarkerReplication: { Status: "Disabled" },
        SourceSelectionCriteria: {
            ReplicaModifications: { Status: "Enabled" },
            SseKmsEncryptedObjects: { Status: "Enabled" },
        },
        Destination: {
            Bucket: "arn:aws:s3:::plugin-replicas",
            Account: "222222222222",
            StorageClass: "STANDARD_IA",
            AccessControlTranslation: { Owner: "Destination" },
            EncryptionConfiguration: {
                ReplicaKmsKeyID: "arn:aws:kms:ap-northeast-1:222222222222:key/1",
            },
            Metrics: { Status: "Enabled", EventThreshold: { Minutes: 15 } },
            ReplicationTime: { Status: "Enabled", Time: { Minutes: 15 } },
        },
    },
    replacement: {
        bucket: `${BUCKET}-other`,
        role: `arn:aws:iam::${ACCOUNT}:role/another`,
        rules: [{ ...rule, deleteMarkerReplication: { status: "Disabled" } }, elaborateRule],
    },
    replaced: { bucket: "update-replace" },
    settled: { rules: settledRules },
    imported: { region: REGION, rules: settledRules },
    gone: ({ s3 }) =>
        refused(s3.getBucketReplication({ Bucket: BUCKET }), "ReplicationConfigurationNotFoundError"),
};
