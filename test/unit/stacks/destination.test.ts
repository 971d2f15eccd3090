import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { destinationSettings, handshake } from "../../support/settings";

function deploy(settings: Readonly<Record<string, string>> = {}, world: World = {}) {
    return run(
        {
            stack: "destination",
            accounts: { destination: "222222222222" },
            settings: { ...destinationSettings, ...settings },
            ...world,
        },
        program,
    );
}

describe("the destination stack", () => {
    it("deploys the destination with the provider of its account", async () => {
        const { resources, resource } = await deploy();
        assert.deepEqual(
            resources.map(({ name, provider }) => [name, provider]),
            [
                ["replication-bucket", "destination"],
                ["replication-ownership", "destination"],
                ["replication-policy", "destination"],
                ["replication-public-access", "destination"],
                ["replication-encryption", "destination"],
                ["replication-versioning", "destination"],
                ["destination", undefined],
                ["replication", undefined],
            ],
        );
        assert.deepEqual(resource("replication-bucket").inputs, {
            bucket: "sre-bucket-destination",
            forceDestroy: false,
        });
    });

    it("puts out the hand-shake, where the bucket is, and how to look at it", async () => {
        const { outputs } = await deploy();
        assert.deepEqual(outputs, {
            bucketArn: "arn:aws:s3:::sre-bucket-destination",
            bucketName: "sre-bucket-destination",
            accountId: "222222222222",
            region: "eu-central-1",
            replicationDestination: { ...handshake, region: "eu-central-1" },
            inspect: {
                policy: "aws s3api get-bucket-policy --bucket sre-bucket-destination --region ap-northeast-1",
                replicas:
                    "aws s3api list-object-versions --bucket sre-bucket-destination --region ap-northeast-1",
            },
        });
    });

    it("protects the bucket and all that it needs, unless a setting says otherwise", async () => {
        const { resources } = await deploy();
        assert.deepEqual(
            resources.filter(({ protect }) => protect).map(({ name }) => name),
            [
                "replication-bucket",
                "replication-ownership",
                "replication-policy",
                "replication-public-access",
                "replication-encryption",
                "replication-versioning",
            ],
        );
        const bare = await deploy({ protectBucket: "false" });
        assert.deepEqual(
            bare.resources.filter(({ protect }) => protect),
            [],
        );
    });

    it("hands on grant, delete markers, tags and the way of deletion", async () => {
        const { resource, outputs } = await deploy({
            grant: "article",
            deleteMarkerReplication: "true",
            forceDestroy: "true",
            tags: '{"team":"sre"}',
        });
        assert.deepEqual(resource("replication-bucket").inputs, {
            bucket: "sre-bucket-destination",
            forceDestroy: true,
            tags: { team: "sre" },
        });
        assert.match(String(resource("replication-policy").inputs.policy), /S3ReplicationPolicyStmt1/);
        assert.deepEqual(outputs.replicationDestination, {
            ...handshake,
            region: "eu-central-1",
            deleteMarkerReplication: true,
            objectAnnotations: true,
        });
    });

    it("is found by the end of the stack's name alone, or by the setting", async () => {
        for (const world of [
            { stack: "prod-destination" },
            { stack: "acme.destination" },
            { stack: "tokyo", settings: { ...destinationSettings, side: "destination" } },
        ]) {
            const { outputs } = await deploy({}, world);
            assert.equal(outputs.bucketName, "sre-bucket-destination", world.stack);
        }
        const { message } = await runToFailure(
            { stack: "destination-tokyo", settings: destinationSettings },
            program,
        );
        assert.match(
            message,
            /^ {2}side is not set; allowed: source or destination; the stack is called destination-tokyo\.$/m,
        );
    });
});
