import * as assert from "node:assert/strict";
import * as path from "node:path";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import type { Operation } from "../support/operation";
import { pairSettings } from "../support/pair";
import { statementsOfRole } from "../support/rolePolicy";

const trust = (service: string) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    });
const Path = "/teams/storage/";
const existing = (account: string, name: string) => `arn:aws:iam::${account}:role${Path}${name}`;
const boundary = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
};
/** What the role of a source needs; only the names of the buckets differ. */
const statements = (name: string) => [
    {
        Sid: "ReadReplicationConfiguration",
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: `arn:aws:s3:::${name}-source`,
    },
    {
        Sid: "ReadSourceObjects",
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: `arn:aws:s3:::${name}-source/*`,
    },
    {
        Sid: "WriteReplicas",
        Effect: "Allow",
        Action: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
        Resource: `arn:aws:s3:::${name}-destination/*`,
    },
];

describe("the role that a source replicates as", function () {
    this.timeout(120_000);
    const world = inSandbox();
    let stack: Deployment;
    let made: Operation;

    before(async () => {
        const { iam } = world().as("source");
        for (const RoleName of ["attached-replication", "left-replication"]) {
            await iam.createRole({
                RoleName,
                Path,
                AssumeRolePolicyDocument: trust("s3.amazonaws.com"),
            });
        }
        await iam.createPolicy({ PolicyName: "boundary", PolicyDocument: JSON.stringify(boundary) });
        stack = await world().stack("roles", undefined, {
            workDir: path.join(__dirname, "programs", "roles"),
        });
        made = await stack.up();
    });

    const statementsOf = (role: string, policy?: string) =>
        statementsOfRole(world().as("source").iam, role, policy);

    /** The role in the configuration, and what becomes of an object. */
    async function replicatedAs(name: string): Promise<(string | undefined)[]> {
        const { s3 } = world().as("source");
        const Bucket = `${name}-source`;
        await s3.putObject({ Bucket, Key: "x", Body: "x" });
        const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket });
        return [
            ReplicationConfiguration?.Role,
            (await s3.headObject({ Bucket, Key: "x" })).ReplicationStatus,
        ];
    }

    it("is made under a path and within a boundary, and let in by its whole ARN", async () => {
        const { Role } = await world().as("source").iam.getRole({ RoleName: "bounded-replication" });
        assert.deepEqual(
            [Role?.Path, Role?.PermissionsBoundary?.PermissionsBoundaryArn],
            ["/replication/eu/", "arn:aws:iam::111111111111:policy/boundary"],
        );
        assert.deepEqual(await statementsOf("bounded-replication"), statements("bounded"));
        assert.deepEqual(await replicatedAs("bounded"), [
            "arn:aws:iam::111111111111:role/replication/eu/bounded-replication",
            "COMPLETED",
        ]);
    });

    it("exists, and gets the policy where that is asked for", async () => {
        assert.ok(made.changes.includes("create RolePolicy attached-role-policy"));
        assert.deepEqual(
            await statementsOf("attached-replication", "replication-attached-source"),
            statements("attached"),
        );
        assert.deepEqual(await replicatedAs("attached"), [
            "arn:aws:iam::111111111111:role/teams/storage/attached-replication",
            "COMPLETED",
        ]);
    });

    it("exists, and gets a policy of each source that replicates as it", async () => {
        const { PolicyNames = [] } = await world()
            .as("source")
            .iam.listRolePolicies({ RoleName: "attached-replication" });
        assert.deepEqual(PolicyNames.toSorted(), [
            "replication-attached-source",
            "replication-second-source",
        ]);
        assert.deepEqual(
            await statementsOf("attached-replication", "replication-second-source"),
            statements("second"),
        );
    });

    it("exists, and is left alone otherwise, with what it needs put out", async () => {
        const { PolicyNames } = await world()
            .as("source")
            .iam.listRolePolicies({ RoleName: "left-replication" });
        assert.deepEqual(PolicyNames, []);
        assert.deepEqual((await stack.outputs()).rolePolicy, {
            Version: "2012-10-17",
            Statement: statements("left"),
        });
        // The emulator does not ask what the role may do.
        assert.deepEqual(await replicatedAs("left"), [
            "arn:aws:iam::111111111111:role/teams/storage/left-replication",
            "COMPLETED",
        ]);
    });

    it("is not made where it exists", () => {
        assert.deepEqual(
            made.changes.filter((change) => /^create Role(Policy)? /.test(change)),
            [
                "create Role bounded-role",
                "create RolePolicy attached-role-policy",
                "create RolePolicy bounded-role-policy",
                "create RolePolicy second-role-policy",
            ],
        );
    });

    it("is not touched by a further update", async () => {
        assert.deepEqual((await stack.preview({ expectNoChanges: true, refresh: true })).changes, []);
    });

    it("is looked up where it exists: a preview refuses one that S3 cannot replicate as", async () => {
        await world()
            .as("source")
            .iam.createRole({
                RoleName: "for-others",
                Path,
                AssumeRolePolicyDocument: trust("batchoperations.s3.amazonaws.com"),
            });
        const settings = pairSettings("refused").source;
        const source = await world().stack("refused-source");
        const refusals = {
            [existing("111111111111", "none")]:
                "a role that exists, and that the credentials may look at. IAM was asked for it: reading the IAM role none",
            [existing("111111111111", "for-others")]:
                "a role that s3.amazonaws.com may assume. No statement of its trust policy allows it.",
            "arn:aws:iam::111111111111:role/left-replication": `the ARN of the role of that name, ${existing("111111111111", "left-replication")}.`,
            [existing("333333333333", "left-replication")]: "a role of the source's account, 111111111111.",
        };
        for (const [existingRoleArn, message] of Object.entries(refusals)) {
            await source.settings({
                ...settings,
                replicationRoleName: existingRoleArn.split("/").at(-1),
                replicationRolePath: existingRoleArn.includes(Path) ? Path : "",
                existingRoleArn,
                destinations: {
                    only: { bucketArn: "arn:aws:s3:::left-destination", accountId: "222222222222" },
                },
                rules: [{ destination: "only" }],
            });
            const [diagnostic = ""] = (await source.refused("preview")).diagnostics;
            const whole = `ReplicationSource "replication": existingRoleArn is "${existingRoleArn}"; allowed: ${message}`;
            assert.ok(diagnostic.includes(whole), diagnostic);
        }
    });
});
