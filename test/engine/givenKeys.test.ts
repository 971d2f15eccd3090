import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
import { configured, rules } from "../support/configuredRules";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import type { Operation } from "../support/operation";
import { defaultEncryption, keyStatements, replicationRules } from "./asStored";
import { deployPair } from "./deployPair";

/** The emulator stores keys and what is said of them, and does not act on it. */
describe("two buckets with KMS keys that are given, and no S3 Bucket Key", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let destination: { readonly stack: Deployment; readonly made: Operation };
    const keys = { source: "", destination: "" };

    before(async () => {
        for (const side of ["source", "destination"] as const) {
            const { KeyMetadata } = await new KMS(world().client(side)).createKey({});
            keys[side] = KeyMetadata?.Arn ?? "";
        }
        ({ destination } = await deployPair(world(), "given", {
            destination: {
                encryption: { kmsKeyArn: keys.destination, bucketKey: false },
                replicaModificationSync: true,
            },
            source: { encryption: { kmsKeyArn: keys.source, bucketKey: false }, rules },
        }));
    });

    it("have a configuration with the destination's key", async () => {
        assert.deepEqual(
            await replicationRules(world().as("source"), "given-source"),
            configured("given-destination", keys.destination),
        );
    });

    for (const side of ["source", "destination"] as const) {
        it(`are encrypted with the keys, object by object: the ${side}`, async () => {
            assert.deepEqual(await defaultEncryption(world().as(side), `given-${side}`), [
                {
                    ApplyServerSideEncryptionByDefault: {
                        SSEAlgorithm: "aws:kms",
                        KMSMasterKeyID: keys[side],
                    },
                    BucketKeyEnabled: false,
                },
            ]);
        });
    }

    it("have the statements put out that the destination's key needs, and the preview says so", async () => {
        assert.deepEqual(destination.made.remarks, [
            `The policy of the key ${keys.destination} is not managed here. It has to hold the statements of the ` +
                "output keyPolicyStatements, or replication fails. [policy-elsewhere]",
        ]);
        const { keyPolicyStatements } = await destination.stack.outputs();
        assert.deepEqual(JSON.parse(String(keyPolicyStatements)), [
            {
                Sid: "AllowReplicaEncryption",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: ["kms:Encrypt", "kms:GenerateDataKey"],
                Resource: "*",
                Condition: {
                    ArnEquals: {
                        "aws:PrincipalArn": "arn:aws:iam::111111111111:role/given-replication",
                    },
                    StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
                    StringLike: {
                        "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::given-destination/*",
                    },
                },
            },
        ]);
    });

    it("have a role that may use them, each for its bucket", async () => {
        assert.deepEqual(await keyStatements(world().as("source"), "given-replication"), [
            {
                Sid: "DecryptSourceObjects",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: keys.source,
                Condition: {
                    StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" },
                    StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::given-source/*" },
                },
            },
            {
                Sid: "EncryptReplicas",
                Effect: "Allow",
                Action: ["kms:Encrypt", "kms:GenerateDataKey"],
                Resource: keys.destination,
                Condition: {
                    StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
                    StringLike: {
                        "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::given-destination/*",
                    },
                },
            },
        ]);
    });
});
