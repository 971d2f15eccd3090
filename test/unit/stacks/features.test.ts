import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { destinationSettings, handshake } from "../../support/settings";
import { deployed, worldOf } from "../../support/sourceWorld";
import { parsed, sids, statement } from "../support/documents";

const key = (account: string, region: string) => `arn:aws:kms:${region}:${account}:key/1234abcd`;
const sourceKey = key("111111111111", "ap-northeast-2");
const replicaKey = key("222222222222", "ap-northeast-1");
const madeKey = "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555";
const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" };
const ownPolicy =
    '{"Statement":[{"Sid":"Own","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}';

const json = (value: unknown) => JSON.stringify(value);

/** What both sides may be told of their bucket. */
const bucketSettings = {
    bucketPolicy: ownPolicy,
    objectLock: "true",
    lifecycle: json({ noncurrentVersionExpirationDays: 30 }),
    accessLogging: json({ bucketName: "access-logs", prefix: "s3/" }),
    replicationRolePath: "/ops/",
    tags: json({ team: "sre" }),
};

const source = (settings: Readonly<Record<string, string>>, members: object = {}, world: World = {}) =>
    run(
        worldOf(settings, {
            regions,
            stacks: { [deployed]: { replicationDestination: { ...handshake, ...members } } },
            ...world,
        }),
        program,
    );

const destination = (settings: Readonly<Record<string, string>>, world: World = {}) =>
    run(
        {
            stack: "destination",
            accounts: { destination: "222222222222" },
            regions,
            settings: { ...destinationSettings, ...settings },
            ...world,
        },
        program,
    );

describe("the settings of the source", () => {
    it("reach bucket, role and rules", async () => {
        const made = await source(
            {
                ...bucketSettings,
                encryption: json({ kmsKeyArn: sourceKey, bucketKey: false }),
                permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
                monitoring: json({
                    latencyThresholdSeconds: 60,
                    events: { thresholds: false },
                    dashboard: true,
                }),
                rules: json([{ replicationTimeControl: true, storageClass: "GLACIER_IR" }]),
            },
            { replicationRolePath: "/ops/", objectLock: true, kmsKeyArn: replicaKey, bucketKey: false },
        );
        assert.deepEqual(made.resource("replication-bucket").inputs, {
            bucket: "sre-bucket-source",
            forceDestroy: false,
            objectLockEnabled: true,
            tags: { team: "sre" },
        });
        assert.deepEqual(sids(made, "replication-policy"), ["DenyInsecureTransport", "Own"]);
        assert.deepEqual(made.resource("replication-encryption").inputs.rules, [
            {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: sourceKey },
                bucketKeyEnabled: false,
            },
        ]);
        assert.equal(made.resource("replication-logging").inputs.targetPrefix, "s3/");
        assert.ok(made.resource("replication-lifecycle"));
        const { path, permissionsBoundary } = made.resource("replication-role").inputs;
        assert.deepEqual([path, permissionsBoundary], ["/ops/", "arn:aws:iam::111111111111:policy/boundary"]);
        assert.deepEqual(statement(made, "replication-role-policy", "EncryptReplicas")?.Action, [
            "kms:Encrypt",
            "kms:GenerateDataKey",
        ]);
        assert.equal(made.resource("replication-latency-replication").inputs.threshold, 60);
        assert.ok(made.resource("replication-dashboard"));
        assert.deepEqual(made.outputs.topicArns, [
            "arn:aws:sns:ap-northeast-2:111111111111:sre-bucket-source-replication-failures",
            "arn:aws:sns:ap-northeast-1:111111111111:sre-bucket-source-replication-latency",
        ]);
        assert.equal(made.outputs.rolePolicy, undefined);
        assert.equal(made.outputs.kmsKeyArn, sourceKey);
        assert.match(String(made.outputs.keyPolicyStatements), /^\[\{"Sid":"AllowSourceDecryption",/);
    });

    it("take a Bucket Key on one side alone from the hand-shake", async () => {
        const made = await source(
            { encryption: json({ createKmsKey: true, bucketKey: false }) },
            { kmsKeyArn: replicaKey, bucketKey: true, sourceBucketKey: false },
        );
        assert.deepEqual(statement(made, "replication-role-policy", "EncryptReplicas")?.Condition, {
            StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
            StringLike: {
                "kms:EncryptionContext:aws:s3:arn": [
                    "arn:aws:s3:::sre-bucket-destination",
                    "arn:aws:s3:::sre-bucket-destination/*",
                ],
            },
        });
        assert.match(String(made.outputs.kmsKeyArn), /:111111111111:key\/11111111-/);
        assert.equal(made.outputs.keyPolicyStatements, undefined);
    });

    it("make alarms where monitoring says so alone, and nothing where it is empty, which is not set", async () => {
        const count = async (monitoring: object) => {
            const { resources } = await source({ monitoring: json(monitoring) });
            return resources.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm").length;
        };
        assert.equal(await count({ alarms: true }), 2);
        assert.equal(await count({}), 0);
    });

    it("have what a backfill needs made where they say so, and nothing where that is empty, which is not set", async () => {
        const made = await source({ backfill: json({ expirationDays: 7 }), forceDestroy: "true" });
        assert.deepEqual(made.outputs.backfill, {
            roleArn: "arn:aws:iam::111111111111:role/sre-bucket-replication-backfill",
            bucketName: "sre-bucket-source-backfill",
            prefix: "",
        });
        assert.equal(made.resource("replication-backfill-bucket").inputs.forceDestroy, true);
        const { resources, outputs } = await source({ backfill: json({}) });
        assert.deepEqual(
            resources.filter(({ name }) => name.includes("backfill")),
            [],
        );
        assert.ok(!("backfill" in outputs));
    });

    it("name an existing bucket and an existing role, whose policy is put out, and attached on request", async () => {
        const existing = {
            existingBucket: "true",
            manageVersioning: "false",
            existingRoleArn: "arn:aws:iam::111111111111:role/sre-bucket-replication",
        };
        const world = {
            buckets: { "sre-bucket-source": "ap-northeast-2" },
            roles: { "sre-bucket-replication": { arn: existing.existingRoleArn } },
        };
        const { resources, outputs } = await source(existing, {}, world);
        assert.deepEqual(
            resources.filter(({ provider }) => provider !== undefined).map(({ name }) => name),
            ["replication-replication"],
        );
        assert.equal(outputs.roleArn, existing.existingRoleArn);
        const attached = await source({ ...existing, attachRolePolicy: "true" }, {}, world);
        assert.deepEqual(
            parsed(outputs.rolePolicy),
            parsed(attached.resource("replication-role-policy").inputs.policy),
        );
    });

    for (const [settings, problem] of [
        [
            {
                existingRoleArn: "arn:aws:iam::111111111111:role/sre-bucket-replication",
                permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
            },
            'permissionsBoundary is "arn:aws:iam::111111111111:policy/boundary"; leave it out where existingRoleArn is given. It is ' +
                "of a role that is made here, and with existingRoleArn none is.",
        ],
        [
            { attachRolePolicy: "true" },
            "attachRolePolicy is true; leave it out where existingRoleArn is not given. The role that is made here has its policy in " +
                "any case.",
        ],
    ] as const) {
        it(`are refused where one leaves another without effect: ${problem.slice(0, 40)}`, async () => {
            const { message } = await runToFailure(worldOf(settings), program);
            assert.equal(message, `ReplicationSource "replication": ${problem}`);
        });
    }

    it("have no delete markers by rules that select by tags", async () => {
        const made = await source(
            { deleteMarkerReplication: "true", rules: json([{ tags: { team: "sre" } }]) },
            { deleteMarkerReplication: true },
        );
        const [rule] = [made.resource("replication-replication").inputs.rules].flat();
        assert.match(json(rule), /"deleteMarkerReplication":\{"status":"Disabled"\}/);
    });
});

describe("the settings of the destination", () => {
    it("reach bucket, policy and hand-shake", async () => {
        const made = await destination({
            ...bucketSettings,
            encryption: json({ createKmsKey: true, bucketKey: false, sourceBucketKey: true }),
            replicaModificationSync: "true",
        });
        assert.deepEqual(made.resource("replication-bucket").inputs, {
            bucket: "sre-bucket-destination",
            forceDestroy: false,
            objectLockEnabled: true,
            tags: { team: "sre" },
        });
        assert.deepEqual(sids(made, "replication-policy"), [
            "DenyInsecureTransport",
            "AllowReplicas",
            "DenyAnnotations",
            "Own",
        ]);
        assert.deepEqual(statement(made, "replication-policy", "AllowReplicas")?.Condition, {
            ArnEquals: {
                "aws:PrincipalArn": "arn:aws:iam::111111111111:role/ops/sre-bucket-replication",
            },
        });
        assert.ok(made.resource("replication-lifecycle"));
        assert.equal(made.resource("replication-logging").inputs.targetBucket, "access-logs");
        assert.deepEqual(made.outputs.replicationDestination, {
            ...handshake,
            replicationRolePath: "/ops/",
            replicaModificationSync: true,
            objectLock: true,
            kmsKeyArn: madeKey,
            bucketKey: false,
            sourceBucketKey: true,
        });
        assert.equal(made.outputs.keyPolicyStatements, undefined);
        assert.equal(made.outputs.bucketPolicyStatements, undefined);
    });

    it("put out the statements of policies that are managed elsewhere", async () => {
        const made = await destination(
            { existingBucket: "true", encryption: json({ kmsKeyArn: replicaKey, bucketKey: false }) },
            { buckets: { "sre-bucket-destination": "ap-northeast-1" } },
        );
        assert.match(String(made.outputs.bucketPolicyStatements), /^\[\{"Sid":"AllowReplicas",/);
        assert.match(String(made.outputs.keyPolicyStatements), /^\[\{"Sid":"AllowReplicaEncryption",/);
        const merged = await destination(
            { existingBucket: "true", bucketPolicy: ownPolicy },
            { buckets: { "sre-bucket-destination": "ap-northeast-1" } },
        );
        assert.equal(merged.outputs.bucketPolicyStatements, undefined);
        assert.deepEqual(sids(merged, "replication-policy"), ["AllowReplicas", "DenyAnnotations", "Own"]);
    });
});
