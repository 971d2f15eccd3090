import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { parsed, sids, statement } from "../../support/documents";
import { deployDestination, deploySource, replicaKey, underKey } from "../../support/sides";

const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const madeKey = "11111111-2222-3333-4444-555555555555";
const context = "kms:EncryptionContext:aws:s3:arn";

/** The conditions under which a key is used for a bucket, with a Bucket Key and without. */
const conditions = (bucketKey: boolean, region: string, bucket: string) => {
    const viaService = { "kms:ViaService": `s3.${region}.amazonaws.com` };
    return bucketKey
        ? { StringEquals: { ...viaService, [context]: `arn:aws:s3:::${bucket}` } }
        : { StringEquals: viaService, StringLike: { [context]: `arn:aws:s3:::${bucket}/*` } };
};
const encryptedUnder = (key: string, bucketKey: boolean) => [
    {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
        bucketKeyEnabled: bucketKey,
    },
];
const writes = (bucketKey: boolean) => [
    "kms:Encrypt",
    "kms:GenerateDataKey",
    ...(bucketKey ? ["kms:Decrypt"] : []),
];

for (const bucketKey of [true, false]) {
    const setting = bucketKey ? undefined : false;
    describe(`encryption ${bucketKey ? "with" : "without"} an S3 Bucket Key`, () => {
        it("of the source lets the role decrypt, of the destination encrypt, each through S3 for its bucket", async () => {
            const deployed = await deploySource({
                encryption: { kmsKeyArn: sourceKey, bucketKey: setting },
                destination: { ...underKey, bucketKey },
            });
            assert.deepEqual(
                deployed.resource("copy-encryption").inputs.rules,
                encryptedUnder(sourceKey, bucketKey),
            );
            assert.deepEqual(statement(deployed, "copy-role-policy", "DecryptSourceObjects"), {
                Sid: "DecryptSourceObjects",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: sourceKey,
                Condition: conditions(bucketKey, "ap-northeast-2", "originals"),
            });
            assert.deepEqual(statement(deployed, "copy-role-policy", "EncryptReplicas"), {
                Sid: "EncryptReplicas",
                Effect: "Allow",
                Action: writes(bucketKey),
                Resource: replicaKey,
                Condition: conditions(bucketKey, "ap-northeast-1", "replicas"),
            });
            assert.equal(deployed.outputs.kmsKeyArn, sourceKey);
            assert.deepEqual(parsed(deployed.outputs.keyPolicyStatements), [
                {
                    Sid: "AllowSourceDecryption",
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws:iam::111111111111:root" },
                    Action: "kms:Decrypt",
                    Resource: "*",
                    Condition: {
                        ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/replicator" },
                        ...conditions(bucketKey, "ap-northeast-2", "originals"),
                    },
                },
            ]);
            assert.deepEqual(deployed.told, []);
        });

        it("by a key that the destination makes lets the role in, before it exists", async () => {
            const deployed = await deployDestination({
                encryption: { createKmsKey: true, bucketKey: setting },
                tags: { team: "sre" },
                protectBucket: true,
            });
            const { inputs, protect, retainOnDelete, deletedWith, dependencies } =
                deployed.resource("copy-key");
            const { policy, ...key } = inputs;
            assert.deepEqual(key, {
                description: "Encrypts the objects of the bucket replicas.",
                enableKeyRotation: true,
                tags: { team: "sre" },
            });
            assert.deepEqual([protect, retainOnDelete, deletedWith], [true, true, undefined]);
            assert.deepEqual(dependencies, ["copy-bucket"]);
            assert.deepEqual(parsed(policy), {
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
                        Action: writes(bucketKey),
                        Resource: "*",
                        Condition: {
                            ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/replicator" },
                            ...conditions(bucketKey, "ap-northeast-1", "replicas"),
                        },
                    },
                ],
            });
            const arn = `arn:aws:kms:ap-northeast-1:222222222222:key/${madeKey}`;
            assert.deepEqual(
                deployed.resource("copy-encryption").inputs.rules,
                encryptedUnder(arn, bucketKey),
            );
            assert.equal(deployed.outputs.kmsKeyArn, arn);
            assert.equal(deployed.outputs.bucketKey, bucketKey);
            assert.equal(deployed.outputs.sourceBucketKey, bucketKey);
            assert.deepEqual(deployed.told, []);
        });

        it("by a key that the source makes leaves the role to the account", async () => {
            const deployed = await deploySource({
                encryption: { createKmsKey: true, bucketKey: setting },
                destination: { ...underKey, bucketKey },
            });
            assert.deepEqual(sids(deployed, "copy-key"), ["AccountGovernsTheKey"]);
            assert.equal(deployed.resource("copy-key").retainOnDelete, true);
            assert.equal(deployed.outputs.keyPolicyStatements, undefined);
            const arn = `arn:aws:kms:ap-northeast-2:111111111111:key/${madeKey}`;
            assert.deepEqual(statement(deployed, "copy-role-policy", "DecryptSourceObjects")?.Resource, arn);
            assert.equal(deployed.outputs.kmsKeyArn, arn);
        });
    });
}

describe("a key that is given", () => {
    it("has its statements put out, with a word that they are needed", async () => {
        const deployed = await deployDestination({ encryption: { kmsKeyArn: replicaKey } });
        assert.ok(!deployed.resources.some(({ type }) => type === "aws:kms/key:Key"));
        assert.deepEqual(deployed.resource("copy-encryption").inputs.rules, encryptedUnder(replicaKey, true));
        assert.deepEqual(parsed(deployed.outputs.keyPolicyStatements), [
            {
                Sid: "AllowReplicaEncryption",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                Action: writes(true),
                Resource: "*",
                Condition: {
                    ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/replicator" },
                    ...conditions(true, "ap-northeast-1", "replicas"),
                },
            },
        ]);
        assert.deepEqual(deployed.told, [
            `info: The policy of the key ${replicaKey} is not managed here. It has to hold the statements of the output ` +
                "keyPolicyStatements, or replication fails. [policy-elsewhere]",
        ]);
    });

    for (const [grant, grantee] of [
        ["role", { Principal: { AWS: "arn:aws:iam::111111111111:role/ops/replicator" }, pin: {} }],
        ["account", { Principal: { AWS: "arn:aws:iam::111111111111:root" }, pin: {} }],
        [
            "article",
            {
                Principal: { AWS: "arn:aws:iam::111111111111:root" },
                pin: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/ops/replicator" } },
            },
        ],
    ] as const) {
        it(`lets in whom the grant ${grant} says`, async () => {
            const { outputs } = await deployDestination({
                grant,
                replicationRolePath: "/ops/",
                encryption: { kmsKeyArn: replicaKey },
            });
            assert.deepEqual(parsed(outputs.keyPolicyStatements), [
                {
                    Sid: "AllowReplicaEncryption",
                    Effect: "Allow",
                    Principal: grantee.Principal,
                    Action: writes(true),
                    Resource: "*",
                    Condition: { ...grantee.pin, ...conditions(true, "ap-northeast-1", "replicas") },
                },
            ]);
        });
    }

    it("may be an output", async () => {
        const { resource } = await deployDestination({
            encryption: { kmsKeyArn: pulumi.output(replicaKey), bucketKey: pulumi.output(false) },
        });
        assert.deepEqual(resource("copy-encryption").inputs.rules, encryptedUnder(replicaKey, false));
    });

    it("is used for nothing where no rule selects objects under SSE-KMS", async () => {
        const deployed = await deploySource({
            encryption: { kmsKeyArn: sourceKey },
            destination: underKey,
            rules: [{ kmsEncryptedObjects: false }],
        });
        assert.deepEqual(sids(deployed, "copy-role-policy"), [
            "ReadReplicationConfiguration",
            "ReadSourceObjects",
            "WriteReplicas",
        ]);
        assert.deepEqual(deployed.told, [
            "warn: The objects of the source are under a KMS key, and these rules leave out objects under SSE-KMS " +
                "(kmsEncryptedObjects is false), which S3 then does not replicate by them: replication. [originals-left-out]",
            "warn: arn:aws:s3:::replicas has a KMS key, and no rule selects objects under SSE-KMS (kmsEncryptedObjects): a " +
                "replica is encrypted as its original is, so that nothing will be under that key. [key-idle]",
        ]);
    });

    it("has its conditions in the words of its partition", async () => {
        const deployed = await deploySource(
            {
                encryption: { kmsKeyArn: "arn:aws-cn:kms:cn-north-1:111111111111:key/originals" },
                destination: {
                    bucketArn: "arn:aws-cn:s3:::replicas",
                    accountId: "222222222222",
                    region: "cn-northwest-1",
                    kmsKeyArn: "arn:aws-cn:kms:cn-northwest-1:222222222222:key/replicas",
                    bucketKey: true,
                },
            },
            { partition: "aws-cn", regions: { seoul: "cn-north-1" } },
        );
        assert.deepEqual(statement(deployed, "copy-role-policy", "EncryptReplicas")?.Condition, {
            StringEquals: {
                "kms:ViaService": "s3.cn-northwest-1.amazonaws.com.cn",
                [context]: "arn:aws-cn:s3:::replicas",
            },
        });
    });
});
