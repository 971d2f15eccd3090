import * as aws from "@pulumi/aws";
import * as assert from "node:assert/strict";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { run, type Run } from "../../support/recorder";
import { statement } from "../support/documents";
import { accounts } from "../support/sides";

const rules = [{ replicaModificationSync: true }];

/** Two buckets that replicate to each other: each is a destination first, and a source on the bucket that is there then. */
function program() {
    const seoul = { providers: [new aws.Provider("seoul", { region: "ap-northeast-2" })] };
    const tokyo = { providers: [new aws.Provider("tokyo", { region: "ap-northeast-1" })] };
    const inSeoul = new ReplicationDestination(
        "seoul-bucket",
        {
            bucketName: "seoul-objects",
            sourceAccountId: "222222222222",
            replicationRoleName: "tokyo-to-seoul",
            replicaModificationSync: true,
            lifecycle: { noncurrentVersionExpirationDays: 30 },
        },
        seoul,
    );
    const inTokyo = new ReplicationDestination(
        "tokyo-bucket",
        {
            bucketName: "tokyo-objects",
            sourceAccountId: "111111111111",
            replicationRoleName: "seoul-to-tokyo",
            replicaModificationSync: true,
        },
        tokyo,
    );
    const back = { existingBucket: true, manageVersioning: false, rules };
    new ReplicationSource(
        "seoul-to-tokyo",
        {
            ...back,
            bucketName: inSeoul.bucketName,
            destination: inTokyo,
            replicationRoleName: "seoul-to-tokyo",
        },
        seoul,
    );
    new ReplicationSource(
        "tokyo-to-seoul",
        {
            ...back,
            bucketName: inTokyo.bucketName,
            destination: inSeoul,
            replicationRoleName: "tokyo-to-seoul",
        },
        tokyo,
    );
}

const configurations = ({ resources }: Run) =>
    resources.filter(({ type }) => type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig");

const rule = (bucket: string, account: string) => ({
    id: "replication",
    priority: 1,
    status: "Enabled",
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } },
    destination: {
        bucket,
        account,
        accessControlTranslation: { owner: "Destination" },
        metrics: { status: "Enabled" },
    },
});

describe("two buckets that replicate to each other", () => {
    let deployed: Run;
    before(async () => {
        deployed = await run(accounts, program);
    });

    it("have one configuration each, to the other bucket, and none to itself or to a third", () => {
        assert.deepEqual(
            configurations(deployed).map(({ inputs }) => inputs),
            [
                {
                    bucket: "seoul-objects",
                    role: "arn:aws:iam::111111111111:role/seoul-to-tokyo",
                    rules: [rule("arn:aws:s3:::tokyo-objects", "222222222222")],
                },
                {
                    bucket: "tokyo-objects",
                    role: "arn:aws:iam::222222222222:role/tokyo-to-seoul",
                    rules: [rule("arn:aws:s3:::seoul-objects", "111111111111")],
                },
            ],
        );
    });

    it("have two roles, each let into the other bucket alone, which lets that role in alone", () => {
        for (const [from, to, account] of [
            ["seoul", "tokyo", "111111111111"],
            ["tokyo", "seoul", "222222222222"],
        ] as const) {
            const actions = ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"];
            const objects = `arn:aws:s3:::${to}-objects/*`;
            assert.deepEqual(statement(deployed, `${from}-to-${to}-role-policy`, "WriteReplicas"), {
                Sid: "WriteReplicas",
                Effect: "Allow",
                Action: actions,
                Resource: objects,
            });
            assert.deepEqual(statement(deployed, `${to}-bucket-policy`, "AllowReplicas"), {
                Sid: "AllowReplicas",
                Effect: "Allow",
                Principal: { AWS: `arn:aws:iam::${account}:root` },
                Action: actions,
                Resource: objects,
                Condition: {
                    ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/${from}-to-${to}` },
                },
            });
        }
    });

    it("are made before either replicates, and each once", () => {
        for (const { name, dependencies } of configurations(deployed)) {
            for (const needed of ["seoul", "tokyo"].flatMap((side) =>
                ["bucket", "policy", "versioning"].map((what) => `${side}-bucket-${what}`),
            )) {
                assert.ok(dependencies.includes(needed), `${name} waits for ${needed}`);
            }
        }
        // S3 can refuse a lifecycle and a replication configuration that are put onto one bucket side by side.
        assert.ok(
            deployed.resource("seoul-to-tokyo-replication").dependencies.includes("seoul-bucket-lifecycle"),
        );
        for (const type of ["aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"]) {
            assert.equal(deployed.resources.filter((resource) => resource.type === type).length, 2, type);
        }
        assert.deepEqual(deployed.calls("aws:s3/getBucket:getBucket"), []);
    });
});
