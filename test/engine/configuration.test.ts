import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
import type { Side } from "../../sandbox/profiles";
import { configured, rules } from "../support/configuredRules";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import type { Operation } from "../support/operation";
import { pairSettings } from "../support/pair";
import { statementsOfRole } from "../support/rolePolicy";

describe("what the emulator stores and does not act on", function () {
    this.timeout(180_000);
    const world = inSandbox();

    const kms = (side: Side) => new KMS(world().client(side));
    const rulesOf = async (bucket: string) => {
        const { ReplicationConfiguration } = await world()
            .as("source")
            .s3.getBucketReplication({ Bucket: bucket });
        return ReplicationConfiguration?.Rules;
    };
    const encryptionOf = async (side: Side, bucket: string) => {
        const { ServerSideEncryptionConfiguration } = await world()
            .as(side)
            .s3.getBucketEncryption({ Bucket: bucket });
        return ServerSideEncryptionConfiguration?.Rules;
    };
    const lockOf = async (side: Side, bucket: string) => {
        const { ObjectLockConfiguration } = await world()
            .as(side)
            .s3.getObjectLockConfiguration({ Bucket: bucket });
        return ObjectLockConfiguration?.ObjectLockEnabled;
    };
    /** The statements of the role's policy of these names. */
    async function statementsOf(role: string, ...sids: readonly string[]): Promise<unknown[]> {
        const statements = await statementsOfRole(world().as("source").iam, role);
        return statements.filter(({ Sid }) => sids.includes(Sid));
    }

    describe("with keys that are made here, Bucket Keys and Object Lock", () => {
        const pair = pairSettings("made");
        const both = { objectLock: true, tags: { team: "web", cost: "shared" } };
        let stacks: Deployment[];
        let key: string;

        before(async () => {
            const destination = await world().stack("made-destination", {
                ...pair.destination,
                ...both,
                encryption: { createKmsKey: true },
                replicaModificationSync: true,
            });
            await destination.up();
            const source = await world().stack("made-source", {
                ...pair.source,
                ...both,
                encryption: { createKmsKey: true },
                rules,
            });
            await source.up();
            stacks = [destination, source];
            const [rule] = (await encryptionOf("destination", "made-destination")) ?? [];
            key = rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "";
        });

        it("the configuration has each member of each rule", async () => {
            assert.match(key, /^arn:aws:kms:ap-northeast-1:222222222222:key\/[\w-]{36}$/);
            assert.deepEqual(await rulesOf("made-source"), configured("made-destination", key));
        });

        it("the buckets have Object Lock", async () => {
            assert.equal(await lockOf("source", "made-source"), "Enabled");
            assert.equal(await lockOf("destination", "made-destination"), "Enabled");
        });

        it("the buckets are encrypted with the keys, by an S3 Bucket Key", async () => {
            assert.deepEqual(await encryptionOf("destination", "made-destination"), [
                {
                    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key },
                    BucketKeyEnabled: true,
                },
            ]);
            const [rule] = (await encryptionOf("source", "made-source")) ?? [];
            assert.equal(rule?.BucketKeyEnabled, true);
            assert.match(
                rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "",
                /^arn:aws:kms:ap-northeast-2:111111111111:key\//,
            );
        });

        it("the destination's key rotates, and its policy lets the role in for this bucket", async () => {
            const { Policy = "" } = await kms("destination").getKeyPolicy({ KeyId: key });
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
                                "aws:PrincipalArn": "arn:aws:iam::111111111111:role/made-replication",
                            },
                            StringEquals: {
                                "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
                                "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::made-destination",
                            },
                        },
                    },
                ],
            });
            const { KeyRotationEnabled } = await kms("destination").getKeyRotationStatus({ KeyId: key });
            assert.equal(KeyRotationEnabled, true);
        });

        it("the role may read locks, decrypt objects and encrypt replicas", async () => {
            const [rule] = (await encryptionOf("source", "made-source")) ?? [];
            assert.deepEqual(
                await statementsOf(
                    "made-replication",
                    "ReadSourceObjects",
                    "DecryptSourceObjects",
                    "EncryptReplicas",
                ),
                [
                    {
                        Sid: "ReadSourceObjects",
                        Effect: "Allow",
                        Action: [
                            "s3:GetObjectVersionForReplication",
                            "s3:GetObjectVersionAcl",
                            "s3:GetObjectVersionTagging",
                            "s3:GetObjectRetention",
                            "s3:GetObjectLegalHold",
                        ],
                        Resource: "arn:aws:s3:::made-source/*",
                    },
                    {
                        Sid: "DecryptSourceObjects",
                        Effect: "Allow",
                        Action: "kms:Decrypt",
                        Resource: rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID,
                        Condition: {
                            StringEquals: {
                                "kms:ViaService": "s3.ap-northeast-2.amazonaws.com",
                                "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::made-source",
                            },
                        },
                    },
                    {
                        Sid: "EncryptReplicas",
                        Effect: "Allow",
                        Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
                        Resource: key,
                        Condition: {
                            StringEquals: {
                                "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
                                "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::made-destination",
                            },
                        },
                    },
                ],
            );
        });

        it("an object is replicated all the same", async () => {
            const { s3 } = world().as("source");
            const object = { Bucket: "made-source", Key: "timed/1" };
            await s3.putObject({ ...object, Body: "x" });
            assert.equal((await s3.headObject(object)).ReplicationStatus, "COMPLETED");
        });

        it("there is nothing to do afterwards", async () => {
            for (const stack of stacks) {
                const { changes, drift } = await stack.preview({ expectNoChanges: true, refresh: true });
                assert.deepEqual([changes, drift], [[], []]);
            }
        });
    });

    describe("with keys that are given, and no Bucket Key", () => {
        const pair = pairSettings("given");
        let made: Operation;
        let destination: Deployment;
        const keys = { source: "", destination: "" };

        before(async () => {
            for (const side of ["source", "destination"] as const) {
                keys[side] = (await kms(side).createKey({})).KeyMetadata?.Arn ?? "";
            }
            destination = await world().stack("given-destination", {
                ...pair.destination,
                encryption: { kmsKeyArn: keys.destination, bucketKey: false },
                replicaModificationSync: true,
            });
            made = await destination.up();
            const source = await world().stack("given-source", {
                ...pair.source,
                encryption: { kmsKeyArn: keys.source, bucketKey: false },
                rules,
            });
            await source.up();
        });

        it("the configuration and the buckets have them", async () => {
            assert.deepEqual(
                await rulesOf("given-source"),
                configured("given-destination", keys.destination),
            );
            for (const side of ["source", "destination"] as const) {
                assert.deepEqual(await encryptionOf(side, `given-${side}`), [
                    {
                        ApplyServerSideEncryptionByDefault: {
                            SSEAlgorithm: "aws:kms",
                            KMSMasterKeyID: keys[side],
                        },
                        BucketKeyEnabled: false,
                    },
                ]);
            }
        });

        it("what the destination's key has to allow is put out, and the preview says so", async () => {
            assert.deepEqual(made.remarks, [
                `The policy of the key ${keys.destination} is not managed here. It has to hold the statements of the ` +
                    "output keyPolicyStatements, or replication fails.",
            ]);
            const { keyPolicyStatements } = await destination.outputs();
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

        it("the role may use them, each for its bucket", async () => {
            assert.deepEqual(
                await statementsOf("given-replication", "DecryptSourceObjects", "EncryptReplicas"),
                [
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
                ],
            );
        });
    });
});
