import { ACCOUNT, REGION } from "../surroundings";
import { BUCKET, bucketExists, type Case } from "./case";

export const bucketServerSideEncryptionConfigurationCase: Case = {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    id: BUCKET,
    prepare: bucketExists,
    inputs: {
        bucket: BUCKET,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    defaults: { __defaults: [] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const } }];
        await s3.putBucketEncryption({ Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules } });
    },
    drifted: { "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm": "update" },
    update: {
        bucket: BUCKET,
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "aws:kms",
                    kmsMasterKeyId: "alias/mine",
                },
                bucketKeyEnabled: true,
            },
        ],
    },
    updated: {
        "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm": "update",
        "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId": "add",
        "rules[0].bucketKeyEnabled": "update",
    },
    seen: async ({ s3 }) =>
        (await s3.getBucketEncryption({ Bucket: BUCKET })).ServerSideEncryptionConfiguration?.Rules,
    sees: [
        {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "alias/mine" },
            BucketKeyEnabled: true,
        },
    ],
    replacement: {
        bucket: BUCKET,
        expectedBucketOwner: ACCOUNT,
        rules: [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "aws:kms",
                    kmsMasterKeyId: "alias/mine",
                },
                bucketKeyEnabled: true,
            },
        ],
    },
    replaced: { expectedBucketOwner: "add-replace" },
    imported: { region: REGION },
    // Every bucket is encrypted: what is left behind is S3's own default.
    gone: async ({ s3 }) => {
        const { ServerSideEncryptionConfiguration: found } = await s3.getBucketEncryption({
            Bucket: BUCKET,
        });
        return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === "AES256";
    },
};
