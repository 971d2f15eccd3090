import type { ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import { defineResource } from "../resourceType";
import { boolean, listOf, object, oneOf, optional, required, string, type Typed } from "../schema";
import { bucketId, expectedOwner, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";

const ruleProperties = {
    applyServerSideEncryptionByDefault: optional(
        object({
            sseAlgorithm: required(oneOf("AES256", "aws:kms", "aws:kms:dsse")),
            kmsMasterKeyId: optional(string()),
        }),
    ),
    bucketKeyEnabled: optional(boolean(), { default: false }),
    blockedEncryptionTypes: optional(listOf(oneOf("NONE", "SSE-C"), true), { computed: true }),
};

export const bucketServerSideEncryptionConfiguration = defineResource(
    bucketSetting({
        token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        inputs: { ...ofBucket, ...expectedOwner, rules: required(listOf(object(ruleProperties), true)) },
        none: "ServerSideEncryptionConfigurationNotFoundError",
        id: bucketId,
        put: (s3, bucket, { rules }) =>
            s3.putBucketEncryption({
                ...bucket,
                ServerSideEncryptionConfiguration: { Rules: rules.map(toS3Rule) },
            }),
        async get(s3, bucket) {
            const { ServerSideEncryptionConfiguration: found } = await s3.getBucketEncryption(bucket);
            return found && { rules: found.Rules?.map(fromS3Rule) };
        },
        remove: (s3, bucket) => s3.deleteBucketEncryption(bucket),
    }),
);

function toS3Rule(rule: Typed<typeof ruleProperties>): ServerSideEncryptionRule {
    const { applyServerSideEncryptionByDefault: byDefault, blockedEncryptionTypes: blocked } = rule;
    return {
        ApplyServerSideEncryptionByDefault: byDefault && {
            SSEAlgorithm: byDefault.sseAlgorithm,
            KMSMasterKeyID: byDefault.kmsMasterKeyId,
        },
        BucketKeyEnabled: rule.bucketKeyEnabled,
        BlockedEncryptionTypes: blocked && { EncryptionType: blocked },
    };
}

function fromS3Rule(rule: ServerSideEncryptionRule) {
    const { ApplyServerSideEncryptionByDefault: byDefault } = rule;
    return {
        applyServerSideEncryptionByDefault: byDefault && {
            sseAlgorithm: byDefault.SSEAlgorithm,
            kmsMasterKeyId: byDefault.KMSMasterKeyID,
        },
        bucketKeyEnabled: rule.BucketKeyEnabled,
        blockedEncryptionTypes: rule.BlockedEncryptionTypes?.EncryptionType,
    };
}
