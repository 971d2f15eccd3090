import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
import type { inSandbox } from "../../support/inSandbox";
import { defaultEncryption, defaultKey, keyStatements } from "../asStored";

/** Tests of the KMS keys that the pair `whole` has made. The emulator stores them and what is said of them, and does not act on it. */
export function describeCreatedKeys(world: ReturnType<typeof inSandbox>): void {
    describe("has two buckets with KMS keys that are made here, and S3 Bucket Keys. They", () => {
        let keys: Record<"source" | "destination", string>;

        before(async () => {
            keys = {
                source: await defaultKey(world().as("source"), "whole-source"),
                destination: await defaultKey(world().as("destination"), "whole-destination"),
            };
        });

        it("have each a key of their own account and region", () => {
            assert.match(keys.source, /^arn:aws:kms:ap-northeast-2:111111111111:key\/[\w-]{36}$/);
            assert.match(keys.destination, /^arn:aws:kms:ap-northeast-1:222222222222:key\/[\w-]{36}$/);
        });

        for (const side of ["source", "destination"] as const) {
            it(`are encrypted with the keys, by an S3 Bucket Key: the ${side}`, async () => {
                assert.deepEqual(await defaultEncryption(world().as(side), `whole-${side}`), [
                    {
                        ApplyServerSideEncryptionByDefault: {
                            SSEAlgorithm: "aws:kms",
                            KMSMasterKeyID: keys[side],
                        },
                        BucketKeyEnabled: true,
                    },
                ]);
            });
        }

        it("have a key at the destination that rotates, and lets the role in for this bucket", async () => {
            const kms = new KMS(world().client("destination"));
            const { Policy = "" } = await kms.getKeyPolicy({ KeyId: keys.destination });
            assert.deepEqual(JSON.parse(Policy), {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AccountGovernsTheKey",
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::222222222222:root" },
                        Action: "kms:*",
                        Resource: "*",
                    },
                    {
                        Sid: "AllowReplicaEncryption",
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::111111111111:root" },
                        Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
                        Resource: "*",
                        Condition: {
                            ArnEquals: {
                                "aws:PrincipalArn": "arn:aws:iam::111111111111:role/whole-replication",
                            },
                            StringEquals: {
                                "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
                                "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::whole-destination",
                            },
                        },
                    },
                ],
            });
            const { KeyRotationEnabled } = await kms.getKeyRotationStatus({ KeyId: keys.destination });
            assert.equal(KeyRotationEnabled, true);
        });

        it("have a role that may decrypt objects and encrypt replicas", async () => {
            assert.deepEqual(await keyStatements(world().as("source"), "whole-replication"), [
                {
                    Sid: "DecryptSourceObjects",
                    Effect: "Allow",
                    Action: "kms:Decrypt",
                    Resource: keys.source,
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "s3.ap-northeast-2.amazonaws.com",
                            "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::whole-source",
                        },
                    },
                },
                {
                    Sid: "EncryptReplicas",
                    Effect: "Allow",
                    Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: keys.destination,
                    Condition: {
                        StringEquals: {
                            "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
                            "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::whole-destination",
                        },
                    },
                },
            ]);
        });
    });
}
