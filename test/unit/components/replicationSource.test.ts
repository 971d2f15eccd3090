import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { ReplicationSource, type ReplicationSourceArgs } from "../../../components/index";
import { run, type World } from "../../support/recorder";
import { parsed, statementsOf } from "../support/documents";
import {
    articleRole,
    articleSourceBucket,
    minimalRole,
    tlsOnly,
    writing,
} from "../support/expectedStatements";
import { rendered } from "../support/rules";

const world: World = { accounts: { seoul: "111111111111" } };
const args: ReplicationSourceArgs = {
    bucketName: "originals",
    destination: { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" },
    replicationRoleName: "replicator",
};

function deploy(overrides: Partial<ReplicationSourceArgs> = {}, surroundings: World = world) {
    return run(surroundings, () => {
        const provider = new aws.Provider("seoul", { region: "ap-northeast-2" });
        const source = new ReplicationSource("copy", { ...args, ...overrides }, { providers: [provider] });
        const { bucketArn, bucketName, accountId, region, roleArn } = source;
        return { bucketArn, bucketName, accountId, region, roleArn };
    });
}

describe("ReplicationSource", () => {
    it("makes bucket, role and replication configuration, and nothing else", async () => {
        const { resources } = await deploy();
        const list = resources.map(({ type, name, parentType, provider }) => [
            type,
            name,
            parentType,
            provider,
        ]);
        const ofSource = ["s3-cross-account-replication:index:ReplicationSource", "seoul"];
        assert.deepEqual(list, [
            ["aws:iam/role:Role", "copy-role", ...ofSource],
            ["aws:iam/rolePolicy:RolePolicy", "copy-role-policy", ...ofSource],
            ["aws:s3/bucket:Bucket", "copy-bucket", ...ofSource],
            ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", "copy-ownership", ...ofSource],
            ["aws:s3/bucketPolicy:BucketPolicy", "copy-policy", ...ofSource],
            ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "copy-public-access", ...ofSource],
            ["aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copy-replication", ...ofSource],
            [
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                "copy-encryption",
                ...ofSource,
            ],
            ["aws:s3/bucketVersioning:BucketVersioning", "copy-versioning", ...ofSource],
            ["pulumi:providers:aws", "seoul", "pulumi:pulumi:Stack", undefined],
            [
                "s3-cross-account-replication:index:ReplicationSource",
                "copy",
                "pulumi:pulumi:Stack",
                undefined,
            ],
        ]);
    });

    it("gives the role to Amazon S3, with what the rules use", async () => {
        const deployed = await deploy();
        const { assumeRolePolicy, ...role } = deployed.resource("copy-role").inputs;
        assert.deepEqual(role, {
            name: "replicator",
            description: "Amazon S3 assumes this role to replicate objects to a bucket of another account.",
        });
        assert.deepEqual(parsed(assumeRolePolicy), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AmazonS3AssumesTheRole",
                    Effect: "Allow",
                    Principal: { Service: "s3.amazonaws.com" },
                    Action: "sts:AssumeRole",
                },
            ],
        });
        const { policy, ...ofRole } = deployed.resource("copy-role-policy").inputs;
        assert.deepEqual(ofRole, { name: "replication", role: "replicator" });
        assert.deepEqual(parsed(policy), { Version: "2012-10-17", Statement: minimalRole(writing) });
        assert.deepEqual(statementsOf(deployed, "copy-policy"), [tlsOnly("originals")]);
    });

    it("replicates every object, without delete markers, by default", async () => {
        const { resource } = await deploy();
        assert.deepEqual(resource("copy-replication").inputs, {
            bucket: "originals",
            role: "arn:aws:iam::111111111111:role/replicator",
            rules: [rendered({ id: "replication", priority: 1 })],
        });
    });

    it("puts the configuration last: after versioning and the role's policy", async () => {
        const { resource } = await deploy();
        assert.deepEqual(resource("copy-replication").dependencies, [
            "copy-bucket",
            "copy-role",
            "copy-role-policy",
            "copy-versioning",
        ]);
    });

    it("renders rules the highest priority first, whatever the order of the input", async () => {
        const rules = [
            { id: "logs", priority: 1, prefix: "logs/", enabled: false },
            { id: "reports", priority: 7, prefix: "reports/", deleteMarkerReplication: true },
        ];
        const expected = [
            rendered({
                id: "reports",
                priority: 7,
                filter: { prefix: "reports/" },
                deleteMarkers: "Enabled",
            }),
            rendered({ id: "logs", priority: 1, filter: { prefix: "logs/" }, status: "Disabled" }),
        ];
        for (const input of [rules, rules.toReversed()]) {
            const { resource } = await deploy({ rules: input });
            assert.deepEqual(resource("copy-replication").inputs.rules, expected);
        }
    });

    it("lets the role delete only where a rule replicates delete markers", async () => {
        const rules = [
            { id: "all", priority: 2, deleteMarkerReplication: true },
            { id: "logs", priority: 1, prefix: "logs/" },
        ];
        const deployed = await deploy({ rules });
        assert.deepEqual(
            statementsOf(deployed, "copy-role-policy"),
            minimalRole([...writing, "s3:ReplicateDelete"]),
        );
    });

    it("carries the article's documents where they are chosen", async () => {
        const deployed = await deploy({ policies: "article" });
        assert.deepEqual(statementsOf(deployed, "copy-role-policy"), articleRole);
        assert.deepEqual(statementsOf(deployed, "copy-policy"), [tlsOnly("originals"), articleSourceBucket]);
    });

    it("takes the partition from the provider", async () => {
        const { resources, outputs } = await deploy(
            { destination: { bucketArn: "arn:aws-us-gov:s3:::replicas", accountId: "222222222222" } },
            { ...world, partition: "aws-us-gov" },
        );
        assert.equal(outputs.bucketArn, "arn:aws-us-gov:s3:::originals");
        assert.equal(JSON.stringify(resources).includes("arn:aws:"), false);
    });

    it("takes rules, names and the destination as outputs too", async () => {
        const { resource } = await deploy({
            bucketName: pulumi.output("originals"),
            replicationRoleName: pulumi.output("replicator"),
            destination: pulumi.output({ bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" }),
            rules: pulumi.output([{ id: "reports", prefix: "reports/" }]),
        });
        assert.deepEqual(resource("copy-replication").inputs.rules, [
            rendered({ id: "reports", priority: 1, filter: { prefix: "reports/" } }),
        ]);
    });

    it("hands tags to bucket and role, the way of deletion to the bucket, and protects it with its settings", async () => {
        const { resource, resources } = await deploy({
            tags: { team: "sre" },
            protectBucket: true,
            forceDestroy: true,
        });
        assert.deepEqual(resource("copy-bucket").inputs, {
            bucket: "originals",
            forceDestroy: true,
            tags: { team: "sre" },
        });
        assert.deepEqual(resource("copy-role").inputs.tags, { team: "sre" });
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ name }) => name),
            [
                "copy-bucket",
                "copy-ownership",
                "copy-policy",
                "copy-public-access",
                "copy-replication",
                "copy-encryption",
                "copy-versioning",
            ],
        );
    });

    it("puts out where it is and what it replicates as", async () => {
        const { outputs } = await deploy();
        assert.deepEqual(outputs, {
            bucketArn: "arn:aws:s3:::originals",
            bucketName: "originals",
            accountId: "111111111111",
            region: "eu-central-1",
            roleArn: "arn:aws:iam::111111111111:role/replicator",
        });
    });
});
