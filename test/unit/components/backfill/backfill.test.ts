import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationBackfill } from "../../../../components/index";
import { encryptionOf } from "../../../support/lookUps";
import type { Run } from "../../../support/recorder";
import { parsed, statementsOf } from "../../support/documents";
import { tlsOnly } from "../../support/expectedStatements";
import { accounts, deploySource, refusedSource } from "../../support/sides";

const key = "arn:aws:kms:ap-northeast-2:111111111111:key/reports";
const roleArn = "arn:aws:iam::111111111111:role/replicator-backfill";

/** What is made of a backfill, with what it belongs to. */
const made = ({ resources }: Run) =>
    resources
        .filter(({ name }) => name.startsWith("copy-backfill"))
        .map(({ type, name, deletedWith, protect }) => [type, name, deletedWith, protect]);

const permissions = ({ bucket = "originals-backfill", prefix = "" } = {}) => {
    const under = (place: string) => `arn:aws:s3:::${bucket}/${prefix}${place}/*`;
    return [
        {
            Sid: "InitiateReplication",
            Effect: "Allow",
            Action: "s3:InitiateReplication",
            Resource: "arn:aws:s3:::originals/*",
        },
        {
            Sid: "ListWhatIsReplicated",
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"],
            Resource: "arn:aws:s3:::originals",
        },
        {
            Sid: "ReadManifests",
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:GetObjectVersion"],
            Resource: [under("manifests"), under("retries")],
        },
        {
            Sid: "WriteManifestsAndReports",
            Effect: "Allow",
            Action: "s3:PutObject",
            Resource: [under("manifests"), under("reports")],
        },
    ];
};

const trust = (more: object = {}) => ({
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "BatchOperationsAssumesTheRole",
            Effect: "Allow",
            Principal: { Service: "batchoperations.s3.amazonaws.com" },
            Action: "sts:AssumeRole",
            ...more,
        },
    ],
});

const expiring = (days: number) => {
    const rule = (id: string) => ({ id, status: "Enabled", filter: { prefix: "" } });
    return [
        { ...rule("manifests-and-reports"), expiration: { days } },
        { ...rule("incomplete-uploads"), abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
    ];
};

describe("backfill", () => {
    it("makes a role, and a closed bucket that may go, beside what is made without it", async () => {
        const without = await deploySource();
        const deployed = await deploySource({ backfill: {}, protectBucket: true });
        const bucket = "copy-backfill-bucket";
        assert.deepEqual(made(deployed), [
            ["aws:iam/role:Role", "copy-backfill-role", undefined, false],
            ["aws:iam/rolePolicy:RolePolicy", "copy-backfill-role-policy", undefined, false],
            ["aws:s3/bucket:Bucket", bucket, undefined, false],
            [
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                "copy-backfill-lifecycle",
                bucket,
                false,
            ],
            [
                "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                "copy-backfill-ownership",
                bucket,
                false,
            ],
            ["aws:s3/bucketPolicy:BucketPolicy", "copy-backfill-policy", bucket, false],
            [
                "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                "copy-backfill-public-access",
                bucket,
                false,
            ],
            [
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "copy-backfill-encryption",
                bucket,
                false,
            ],
        ]);
        const others = deployed.resources.filter(({ name }) => !name.startsWith("copy-backfill"));
        assert.deepEqual(
            others.map(({ name, inputs, dependencies }) => [name, inputs, dependencies]),
            without.resources.map(({ name, inputs, dependencies }) => [name, inputs, dependencies]),
        );
        assert.equal(without.outputs.backfill, undefined);
        assert.deepEqual(deployed.outputs.backfill, {
            roleArn,
            bucketName: "originals-backfill",
            prefix: "",
        });
    });

    it("makes the bucket without versions, for TLS alone, and has its objects expire", async () => {
        const deployed = await deploySource({ backfill: {}, tags: { team: "sre" } });
        const { resource } = deployed;
        assert.deepEqual(resource("copy-backfill-bucket").inputs, {
            bucket: "originals-backfill",
            forceDestroy: false,
            tags: { team: "sre" },
        });
        assert.deepEqual(statementsOf(deployed, "copy-backfill-policy"), [tlsOnly("originals-backfill")]);
        assert.deepEqual(resource("copy-backfill-lifecycle").inputs, {
            bucket: "originals-backfill",
            rules: expiring(30),
        });
        assert.deepEqual(resource("copy-backfill-encryption").inputs, {
            bucket: "originals-backfill",
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        });
    });

    it("gives the role to S3 Batch Operations, with what a job needs", async () => {
        const deployed = await deploySource({ backfill: {}, tags: { team: "sre" } });
        const { assumeRolePolicy, ...role } = deployed.resource("copy-backfill-role").inputs;
        assert.deepEqual(role, {
            name: "replicator-backfill",
            description: "S3 Batch Operations assumes this role to have existing objects replicated.",
            tags: { team: "sre" },
        });
        assert.deepEqual(parsed(assumeRolePolicy), trust());
        const { policy, ...ofRole } = deployed.resource("copy-backfill-role-policy").inputs;
        assert.deepEqual(ofRole, { name: "backfill", role: "replicator-backfill" });
        assert.deepEqual(parsed(policy), { Version: "2012-10-17", Statement: permissions() });
    });

    it("takes the names, prefix, key and days that are given, as outputs too", async () => {
        const given = {
            bucketName: "reports",
            prefix: "replication/originals/",
            kmsKeyArn: key,
            roleName: "filler",
            expirationDays: 7,
        };
        const asOutputs = Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, pulumi.output(value)]),
        );
        for (const backfill of [given, asOutputs] satisfies ReplicationBackfill[]) {
            const deployed = await deploySource({ backfill });
            assert.deepEqual(deployed.outputs.backfill, {
                roleArn: "arn:aws:iam::111111111111:role/filler",
                bucketName: "reports",
                prefix: "replication/originals/",
                kmsKeyArn: key,
            });
            assert.deepEqual(statementsOf(deployed, "copy-backfill-role-policy"), [
                ...permissions({ bucket: "reports", prefix: given.prefix }),
                {
                    Sid: "EncryptAndDecryptManifests",
                    Effect: "Allow",
                    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                    Resource: key,
                    Condition: {
                        StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" },
                        StringLike: {
                            "kms:EncryptionContext:aws:s3:arn": [
                                "arn:aws:s3:::reports",
                                "arn:aws:s3:::reports/*",
                            ],
                        },
                    },
                },
            ]);
            assert.deepEqual(deployed.resource("copy-backfill-encryption").inputs.rules, [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
                    bucketKeyEnabled: true,
                },
            ]);
            const { rules } = deployed.resource("copy-backfill-lifecycle").inputs;
            assert.deepEqual(rules, expiring(7));
        }
    });

    it("calls the bucket after nothing where the source's has no name of the user's", async () => {
        const deployed = await deploySource({ bucketName: undefined, backfill: {} });
        assert.equal(deployed.resource("copy-backfill-bucket").inputs.bucket, undefined);
    });

    it("takes path, boundary, confinement and the way of deletion from the source", async () => {
        const boundary = "arn:aws:iam::111111111111:policy/boundary";
        const deployed = await deploySource({
            backfill: {},
            replicationRolePath: "/replication/",
            permissionsBoundary: boundary,
            confineTrust: true,
            forceDestroy: true,
        });
        const { path, permissionsBoundary, assumeRolePolicy } =
            deployed.resource("copy-backfill-role").inputs;
        assert.deepEqual(
            { path, permissionsBoundary },
            {
                path: "/replication/",
                permissionsBoundary: boundary,
            },
        );
        assert.deepEqual(
            parsed(assumeRolePolicy),
            trust({ Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } }),
        );
        assert.equal(deployed.resource("copy-backfill-bucket").inputs.forceDestroy, true);
    });

    it("takes name, path and boundary from a replication role that exists", async () => {
        const boundary = "arn:aws:iam::111111111111:policy/boundary";
        const arn = "arn:aws:iam::111111111111:role/replication/replicator";
        for (const existingRoleArn of [arn, pulumi.output(arn)]) {
            const deployed = await deploySource(
                { backfill: {}, replicationRoleName: undefined, existingRoleArn },
                { ...accounts, roles: { replicator: { arn, permissionsBoundary: boundary } } },
            );
            const { name, path, permissionsBoundary } = deployed.resource("copy-backfill-role").inputs;
            assert.deepEqual(
                { name, path, permissionsBoundary },
                {
                    name: "replicator-backfill",
                    path: "/replication/",
                    permissionsBoundary: boundary,
                },
            );
        }
    });

    it("follows names that are outputs", async () => {
        const deployed = await deploySource({
            bucketName: pulumi.output("originals"),
            replicationRoleName: pulumi.output("replicator"),
            backfill: {},
        });
        assert.deepEqual(deployed.outputs.backfill, {
            roleArn,
            bucketName: "originals-backfill",
            prefix: "",
        });
    });

    it("waits with role and bucket until all is judged", async () => {
        const { message, registered } = await refusedSource(
            { backfill: { kmsKeyArn: key } },
            { keys: { [key]: { keyState: "Disabled" } } },
        );
        assert.match(message, /^ReplicationSource "copy": backfill\.kmsKeyArn is /);
        assert.deepEqual(
            registered.filter((name) => name.startsWith("aws:")),
            [],
        );
    });

    describe("with a bucket that exists", () => {
        const existing = { existingBucket: true, bucketName: "reports" };
        const buckets = { reports: "ap-northeast-2" };

        it("makes the role alone, and changes nothing of the bucket", async () => {
            const deployed = await deploySource({ backfill: existing }, { buckets });
            assert.deepEqual(made(deployed), [
                ["aws:iam/role:Role", "copy-backfill-role", undefined, false],
                ["aws:iam/rolePolicy:RolePolicy", "copy-backfill-role-policy", undefined, false],
            ]);
            assert.deepEqual(
                statementsOf(deployed, "copy-backfill-role-policy"),
                permissions({ bucket: "reports" }),
            );
            assert.deepEqual(deployed.told, []);
        });

        it("asks for it only where its name is plain", async () => {
            const bucketName = pulumi.output("reports");
            const deployed = await deploySource({ backfill: { ...existing, bucketName } });
            assert.deepEqual(deployed.calls("aws:s3/getBucket:getBucket"), []);
            assert.deepEqual(deployed.outputs.backfill, { roleArn, bucketName: "reports", prefix: "" });
        });

        it("takes any key by default where a key is given, and that of AWS without", async () => {
            const byDefault = (of: string) => ({
                buckets,
                bucketProperties: {
                    reports: {
                        BucketEncryption: encryptionOf({ algorithm: "aws:kms", key: of, bucketKey: true }),
                    },
                },
            });
            const withKey = { ...existing, kmsKeyArn: key };
            const other = await deploySource({ backfill: withKey }, byDefault(`${key}-2`));
            assert.deepEqual(other.told, []);
            const ofAws = await deploySource({ backfill: existing }, byDefault("alias/aws/s3"));
            assert.deepEqual(ofAws.told, []);
        });
    });
});
