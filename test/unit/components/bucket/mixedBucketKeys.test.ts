import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { parsed, statement } from "../../support/documents";
import { deployDestination, deploySource, replicaKey, underKey } from "../../support/sides";

const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const context = "kms:EncryptionContext:aws:s3:arn";

/** S3 may name the bucket or an object of it: both are of that one bucket. */
const eitherContext = {
    StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
    StringLike: { [context]: ["arn:aws:s3:::replicas", "arn:aws:s3:::replicas/*"] },
};
const everyUse = ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"];

/** On the source alone, and on the destination alone. */
for (const source of [true, false]) {
    describe(`an S3 Bucket Key of the ${source ? "source" : "destination"} alone`, () => {
        it("has the role use the replicas' key in either way, and the originals' in their own", async () => {
            for (const encryption of [
                { kmsKeyArn: sourceKey, bucketKey: source },
                { kmsKeyArn: sourceKey, bucketKey: pulumi.output(source) },
            ]) {
                const deployed = await deploySource({
                    encryption,
                    destination: { ...underKey, bucketKey: !source, sourceBucketKey: source },
                });
                assert.deepEqual(statement(deployed, "copy-role-policy", "EncryptReplicas"), {
                    Sid: "EncryptReplicas",
                    Effect: "Allow",
                    Action: everyUse,
                    Resource: replicaKey,
                    Condition: eitherContext,
                });
                const viaService = { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" };
                assert.deepEqual(statement(deployed, "copy-role-policy", "DecryptSourceObjects"), {
                    Sid: "DecryptSourceObjects",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: sourceKey,
                    Condition: source
                        ? { StringEquals: { ...viaService, [context]: "arn:aws:s3:::originals" } }
                        : { StringEquals: viaService, StringLike: { [context]: "arn:aws:s3:::originals/*" } },
                });
            }
        });

        it("has the key of the destination let the role in in either way", async () => {
            const granted = {
                Sid: "AllowReplicaEncryption",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: everyUse,
                Resource: "*",
                Condition: {
                    ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/replicator" },
                    ...eitherContext,
                },
            };
            const encryption = { bucketKey: !source, sourceBucketKey: source };
            const made = await deployDestination({ encryption: { ...encryption, createKmsKey: true } });
            assert.deepEqual(statement(made, "copy-key", "AllowReplicaEncryption"), granted);
            const { bucketKey, sourceBucketKey } = made.outputs;
            assert.deepEqual({ bucketKey, sourceBucketKey }, encryption);
            assert.deepEqual(made.resource("copy-encryption").inputs.rules, [
                {
                    applyServerSideEncryptionByDefault: {
                        sseAlgorithm: "aws:kms",
                        kmsMasterKeyId: made.outputs.kmsKeyArn,
                    },
                    bucketKeyEnabled: !source,
                },
            ]);
            const given = await deployDestination({ encryption: { ...encryption, kmsKeyArn: replicaKey } });
            assert.deepEqual(parsed(given.outputs.keyPolicyStatements), [granted]);
        });
    });
}
