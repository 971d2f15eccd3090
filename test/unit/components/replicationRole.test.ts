import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { ReplicationSource, type ReplicationSourceArgs } from "../../../components/index";
import { run, type World } from "../../support/recorder";
import { parsed, sids } from "../support/documents";
import { accounts, deploySource, refusedSource, replicas } from "../support/sides";

const existing = {
    existingRoleArn: "arn:aws:iam::111111111111:role/ops/s3/replicator",
    replicationRoleName: undefined,
};
const names = ["ReadReplicationConfiguration", "ReadSourceObjects", "WriteReplicas"];

const roles = { replicator: { arn: existing.existingRoleArn } };

const trust = (Principal: unknown, Condition?: object) => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
    ...(Condition && { Condition }),
});
const trusting = (principal: unknown, condition?: object): World => ({
    roles: { replicator: { arn: existing.existingRoleArn, trust: trust(principal, condition) } },
});
const assumable = "a role that s3.amazonaws.com may assume";

const deployExisting = (args: Partial<ReplicationSourceArgs> = {}) =>
    deploySource({ ...existing, ...args }, { roles });
const refusedExisting = (args: Partial<ReplicationSourceArgs> = {}, world: World = { roles }) =>
    refusedSource({ ...existing, ...args }, world);

describe("the replication role", () => {
    it("that exists is used as it is, with what it needs put out", async () => {
        const { resources, resource, outputs } = await deployExisting();
        assert.ok(!resources.some(({ type }) => type.startsWith("aws:iam/")));
        assert.equal(resource("copy-replication").inputs.role, existing.existingRoleArn);
        assert.equal(outputs.roleArn, existing.existingRoleArn);
        // The very document that a role made here would have.
        const made = await deploySource();
        assert.deepEqual(parsed(outputs.rolePolicy), parsed(made.resource("copy-role-policy").inputs.policy));
        assert.deepEqual(resource("copy-replication").dependencies, ["copy-bucket", "copy-versioning"]);
    });

    it("that exists gets its policy on request, before it replicates", async () => {
        const deployed = await deployExisting({ attachRolePolicy: true });
        assert.ok(!deployed.resources.some(({ type }) => type === "aws:iam/role:Role"));
        const { policy, ...inputs } = deployed.resource("copy-role-policy").inputs;
        assert.deepEqual(inputs, { name: "replication-originals", role: "replicator" });
        assert.equal(policy, deployed.outputs.rolePolicy);
        assert.deepEqual(sids(deployed, "copy-role-policy"), names);
        assert.deepEqual(deployed.resource("copy-replication").dependencies, [
            "copy-bucket",
            "copy-role-policy",
            "copy-versioning",
        ]);
    });

    it("that is made here has its policy too where a policy for existing ones is not asked for", async () => {
        const deployed = await deploySource({ attachRolePolicy: false });
        assert.deepEqual(sids(deployed, "copy-role-policy"), names);
    });

    it("that exists is the one that the destination expects, by name and path", async () => {
        const { existingRoleArn } = existing;
        for (const given of [existingRoleArn, pulumi.output(existingRoleArn)]) {
            const { outputs } = await deployExisting({
                existingRoleArn: given,
                destination: {
                    ...replicas,
                    replicationRoleName: "replicator",
                    replicationRolePath: "/ops/s3/",
                },
            });
            assert.equal(outputs.roleArn, existingRoleArn);
        }
    });

    for (const [target, message] of [
        [
            { replicationRoleName: "other" },
            "destination.replicationRoleName is \"other\"; allowed: the source's role, replicator. The destination's bucket " +
                "policy lets in another role: give both sides the same name.",
        ],
        [
            { replicationRolePath: "/" },
            "destination.replicationRolePath is \"/\"; allowed: the path of the source's role, /ops/s3/. The destination's " +
                "bucket policy lets in a role under another path: give both sides the same one.",
        ],
    ] as const) {
        it(`that exists is refused where the destination expects another: ${JSON.stringify(target)}`, async () => {
            assert.deepEqual(await refusedExisting({ destination: { ...replicas, ...target } }), {
                message: `ReplicationSource "copy": ${message}`,
                registered: ["pulumi:providers:aws seoul"],
            });
        });
    }

    it("that exists may replicate several buckets, with a policy for each", async () => {
        const bucketNames = ["originals", pulumi.output("my.logs")];
        const { resources } = await run({ ...accounts, roles }, () => {
            const provider = new aws.Provider("seoul", {});
            for (const [index, bucketName] of bucketNames.entries()) {
                const args = { ...existing, bucketName, destination: replicas, attachRolePolicy: true };
                new ReplicationSource(`copy${index}`, args, { providers: [provider] });
            }
        });
        const policies = resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
        assert.deepEqual(
            policies.map(({ inputs }) => [inputs.name, inputs.role]),
            [
                ["replication-originals", "replicator"],
                ["replication-my.logs", "replicator"],
            ],
        );
    });

    it("that exists is asked for by its name", async () => {
        const deployed = await deployExisting();
        assert.deepEqual(
            deployed.calls("aws:iam/getRole:getRole").map(({ name }) => name),
            ["replicator"],
        );
        const made = await deploySource();
        assert.deepEqual(made.calls("aws:iam/getRole:getRole"), []);
    });

    for (const [title, world, allowed] of [
        [
            "is not there",
            { roles: {} },
            "a role that exists, and that the credentials may look at. IAM was asked for it: reading IAM Role (replicator): " +
                "couldn't find resource.",
        ],
        [
            "has another path",
            { roles: { replicator: { arn: "arn:aws:iam::111111111111:role/replicator" } } },
            "the ARN of the role of that name, arn:aws:iam::111111111111:role/replicator.",
        ],
        [
            "trusts another service",
            trusting({ Service: "ec2.amazonaws.com" }),
            `${assumable}. No statement of its trust policy allows it.`,
        ],
        [
            "trusts S3 Batch Operations alone",
            trusting({ Service: "batchoperations.s3.amazonaws.com" }),
            `${assumable}. No statement of its trust policy allows it.`,
        ],
        [
            "trusts S3 with an external id, which S3 does not send",
            trusting({ Service: "s3.amazonaws.com" }, { StringEquals: { "sts:ExternalId": "1" } }),
            `${assumable}. No statement of its trust policy allows it.`,
        ],
        [
            "trusts S3 for another account alone",
            trusting(
                { Service: "s3.amazonaws.com" },
                { StringEquals: { "aws:SourceAccount": "999999999999" } },
            ),
            `${assumable}. No statement of its trust policy allows it.`,
        ],
        [
            "trusts S3 for another bucket alone",
            trusting(
                { Service: "s3.amazonaws.com" },
                { ArnLike: { "aws:SourceArn": "arn:aws:s3:::another" } },
            ),
            `${assumable}. No statement of its trust policy allows it.`,
        ],
        [
            "names S3 where it denies",
            {
                roles: {
                    replicator: {
                        arn: existing.existingRoleArn,
                        trust: [trust({ Service: "s3.amazonaws.com" }), { ...trust("*"), Effect: "Deny" }],
                    },
                },
            },
            `${assumable}. The statement number 2 of the trust policy of the role ${existing.existingRoleArn} denies Amazon S3 ` +
                `sts:AssumeRole on ${existing.existingRoleArn}.`,
        ],
    ] as const) {
        it(`that exists is refused where it ${title}`, async () => {
            const { message, registered } = await refusedExisting({}, world);
            assert.equal(
                message,
                `ReplicationSource "copy": existingRoleArn is "${existing.existingRoleArn}"; allowed: ${allowed}`,
            );
            assert.ok(!registered.some((name) => name.endsWith(" copy-replication")));
        });
    }

    it("that exists brings a warning where S3 may assume it on a condition of which AWS does not say that it holds", async () => {
        const condition = { StringEquals: { "aws:SourceAccount": "111111111111" } };
        const world = trusting({ Service: "s3.amazonaws.com" }, condition);
        assert.deepEqual((await deploySource(existing, world)).told, [
            `warn: The statement number 1 of the trust policy of the role ${existing.existingRoleArn} may not allow Amazon S3 ` +
                `sts:AssumeRole on ${existing.existingRoleArn}. ` +
                `Whether it does is not known: it depends on ` +
                "aws:SourceAccount, of which AWS does not say what S3 sends. Where it does not, nothing is replicated: " +
                "npm run verify tells. [trust-may-refuse]",
        ]);
    });

    it("that exists in another account is refused", async () => {
        const existingRoleArn = "arn:aws:iam::333333333333:role/replicator";
        const { message, registered } = await refusedExisting({ existingRoleArn });
        assert.equal(
            message,
            `ReplicationSource "copy": existingRoleArn is "${existingRoleArn}"; allowed: a role of the source's account, ` +
                "111111111111.",
        );
        assert.ok(!registered.some((name) => name.endsWith(" copy-replication")));
    });

    it("that is made here has path, boundary and tags where they are given", async () => {
        const permissionsBoundary = "arn:aws:iam::111111111111:policy/boundary";
        const { resource, outputs, told } = await deploySource({
            replicationRolePath: "/ops/",
            permissionsBoundary,
            tags: { team: "sre" },
        });
        assert.deepEqual(told, []);
        const { assumeRolePolicy, description, ...inputs } = resource("copy-role").inputs;
        assert.deepEqual(inputs, {
            name: "replicator",
            path: "/ops/",
            permissionsBoundary,
            tags: { team: "sre" },
        });
        assert.deepEqual([typeof assumeRolePolicy, typeof description], ["string", "string"]);
        assert.equal(outputs.roleArn, "arn:aws:iam::111111111111:role/ops/replicator");
    });
});
