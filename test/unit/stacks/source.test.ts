import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, type World } from "../../support/recorder";
import { handshake, sourceSettings } from "../../support/settings";
import { deployed, worldOf } from "../../support/sourceWorld";

const rule = {
    id: "replication",
    priority: 1,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    destination: {
        bucket: "arn:aws:s3:::sre-bucket-destination",
        account: "222222222222",
        accessControlTranslation: { owner: "Destination" },
        metrics: { status: "Enabled" },
    },
};

describe("the source stack", () => {
    it("deploys the source, to the destination that its stack reference finds", async () => {
        const { resources, resource } = await run(worldOf(), program);
        assert.deepEqual(
            resources.map(({ name, provider }) => [name, provider]),
            [
                ["replication-role", "source"],
                ["replication-role-policy", "source"],
                ["replication-bucket", "source"],
                ["replication-ownership", "source"],
                ["replication-policy", "source"],
                ["replication-public-access", "source"],
                ["replication-replication", "source"],
                ["replication-encryption", "source"],
                ["replication-versioning", "source"],
                ["source", undefined],
                ["replication", undefined],
            ],
        );
        assert.equal(resource("replication-bucket").inputs.bucket, "sre-bucket-source");
        assert.equal(resource("replication-role").inputs.name, "sre-bucket-replication");
        assert.deepEqual(resource("replication-replication").inputs.rules, [rule]);
    });

    it("puts out where the bucket and its destination are, and how to look at them", async () => {
        const { outputs } = await run(
            worldOf({ profile: "seoul", endpoint: "http://localhost:4566" }),
            program,
        );
        const common = "--region ap-northeast-2 --profile seoul --endpoint-url http://localhost:4566";
        assert.deepEqual(outputs, {
            bucketArn: "arn:aws:s3:::sre-bucket-source",
            bucketName: "sre-bucket-source",
            accountId: "111111111111",
            region: "eu-central-1",
            endpoint: "http://localhost:4566",
            roleArn: "arn:aws:iam::111111111111:role/sre-bucket-replication",
            destination: handshake,
            inspect: {
                replication: `aws s3api get-bucket-replication --bucket sre-bucket-source ${common}`,
                objects: `aws s3api list-object-versions --bucket sre-bucket-source ${common}`,
            },
        });
    });

    it("protects the bucket and all that it needs, unless a setting says otherwise", async () => {
        const { resources } = await run(worldOf(), program);
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ name }) => name),
            [
                "replication-bucket",
                "replication-ownership",
                "replication-policy",
                "replication-public-access",
                "replication-replication",
                "replication-encryption",
                "replication-versioning",
            ],
        );
        const bare = await run(worldOf({ protectBucket: "false" }), program);
        assert.deepEqual(
            bare.resources.filter(({ protect }) => protect),
            [],
        );
    });

    it("replicates delete markers where the setting says so, unless a rule says otherwise", async () => {
        const stacks = {
            [deployed]: { replicationDestination: { ...handshake, deleteMarkerReplication: true } },
        };
        const on = await run(worldOf({ deleteMarkerReplication: "true" }, { stacks }), program);
        assert.deepEqual(on.resource("replication-replication").inputs.rules, [
            { ...rule, deleteMarkerReplication: { status: "Enabled" } },
        ]);
        const rules = JSON.stringify([
            { id: "a", priority: 2, prefix: "a/" },
            { id: "b", priority: 1, prefix: "b/", enabled: false, deleteMarkerReplication: false },
        ]);
        const both = await run(worldOf({ deleteMarkerReplication: "true", rules }, { stacks }), program);
        assert.deepEqual(both.resource("replication-replication").inputs.rules, [
            {
                ...rule,
                id: "a",
                priority: 2,
                filter: { prefix: "a/" },
                deleteMarkerReplication: { status: "Enabled" },
            },
            { ...rule, id: "b", filter: { prefix: "b/" }, status: "Disabled" },
        ]);
    });

    it("carries the article's documents where they are chosen", async () => {
        const { resource } = await run(worldOf({ policies: "article" }), program);
        assert.match(String(resource("replication-policy").inputs.policy), /Stmt123/);
    });

    for (const [title, world] of Object.entries<World>({
        "by its own name": {
            stack: "resource-source",
            stacks: { "acme/s3-cross-account-replication/resource-destination": {} },
        },
        "by a stack's name": {
            settings: { ...sourceSettings, destinationStack: "tokyo" },
            stacks: { "acme/s3-cross-account-replication/tokyo": {} },
        },
        "by organization and stack": {
            settings: { ...sourceSettings, destinationStack: "other/tokyo" },
            stacks: { "other/s3-cross-account-replication/tokyo": {} },
        },
        "by its full name": {
            settings: { ...sourceSettings, destinationStack: "other/replicas/tokyo" },
            stacks: { "other/replicas/tokyo": {} },
        },
        "on a backend without organizations": {
            organization: "organization",
            stacks: { "organization/s3-cross-account-replication/destination": {} },
        },
    })) {
        it(`finds the destination ${title}`, async () => {
            const stacks = Object.fromEntries(
                Object.keys(world.stacks ?? {}).map((name) => [name, { replicationDestination: handshake }]),
            );
            const { outputs } = await run(worldOf({}, { ...world, stacks }), program);
            assert.deepEqual(outputs.destination, handshake);
        });
    }
});
