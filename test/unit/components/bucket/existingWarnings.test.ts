import * as assert from "node:assert/strict";
import { deployDestination, deploySource } from "../../support/sides";

const buckets = { originals: "ap-northeast-2", replicas: "ap-northeast-1" };
const existing = { existingBucket: true };
const asReplicator = "arn:aws:iam::111111111111:role/ops/replicator";
const replacing = "A bucket has one replication configuration: the one made here takes its place";

/** What a source says that is put onto a bucket that replicates already. */
const toldOfReplication = async (role: string, ...ids: readonly string[]) => {
    const replications = { originals: { role, rules: ids.map((id) => ({ id })) } };
    const rules = [
        { id: "logs", priority: 1 },
        { id: "reports", priority: 2, enabled: false },
    ];
    const deployed = await deploySource(
        { ...existing, replicationRolePath: "/ops/", rules },
        { buckets, replications },
    );
    return deployed.told;
};

/** A statement as the bucket has it, and as it is given as `bucketPolicy`, which may be another spelling. */
const statement = (more: object) => ({
    Sid: "AuditorsRead",
    Effect: "Allow",
    Principal: { AWS: "444444444444" },
    Action: "s3:GetObject",
    Resource: "*",
    ...more,
});
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** What a destination says that is put onto a bucket with a policy. */
const toldOfPolicy = async (present: string, given: string) => {
    const bucketPolicies = { replicas: present };
    return (await deployDestination({ ...existing, bucketPolicy: given }, { buckets, bucketPolicies })).told;
};

describe("an existing bucket that replicates already", () => {
    it("brings a warning where it does so as another role", async () => {
        const role = "arn:aws:iam::111111111111:role/replicator";
        assert.deepEqual(await toldOfReplication(role, "logs", "reports"), [
            `warn: The bucket originals replicates already, as ${role}. ${replacing}. [replication-replaced]`,
        ]);
    });

    it("brings a warning where it does so by other rules, which are named", async () => {
        assert.deepEqual(await toldOfReplication(asReplicator, "audit", "logs", "old"), [
            `warn: The bucket originals replicates already, as ${asReplicator}. ${replacing}, and these rules go: audit, old. [replication-replaced]`,
        ]);
    });

    it("brings none where its rules are among the new ones, which is what an earlier update made", async () => {
        assert.deepEqual(await toldOfReplication(asReplicator, "reports", "logs"), []);
        assert.deepEqual(await toldOfReplication(asReplicator, "logs"), []);
    });

    it("is judged by an existing role too", async () => {
        const replications = { originals: { role: asReplicator, rules: [{ id: "replication" }] } };
        const deployed = await deploySource(
            { ...existing, replicationRoleName: undefined, existingRoleArn: asReplicator },
            { buckets, replications, roles: { replicator: { arn: asReplicator } } },
        );
        assert.deepEqual(deployed.told, []);
    });
});

describe("an existing bucket with a policy", () => {
    it("brings a warning with the statements that go, whether they have names or not", async () => {
        const lost = {
            Sid: "Lost",
            Effect: "Deny",
            Action: ["s3:PutObject"],
            Resource: ["b", "a"],
            Condition: { Bool: { "aws:SecureTransport": false } },
        };
        const nameless = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: null };
        const given = policy(statement({}));
        assert.deepEqual(
            await toldOfPolicy(policy(lost, statement({ Action: ["s3:GetObject"] }), nameless), given),
            [
                "warn: The policy of the bucket replicas has statements that the one made here does not have. They go, unless " +
                    'bucketPolicy has them: {"Action":"s3:PutObject","Condition":{"Bool":{"aws:SecureTransport":false}},' +
                    '"Effect":"Deny","Resource":["a","b"],"Sid":"Lost"}, ' +
                    '{"Action":"s3:*","Condition":null,"Effect":"Deny","Principal":"*","Resource":"*"} [statements-lost]',
            ],
        );
    });

    it("brings none for statements made here, which an update changes", async () => {
        const ours = statement({ Sid: "AllowReplicas", Principal: { AWS: "555555555555" } });
        assert.deepEqual(await toldOfPolicy(policy(ours), '{"Statement":[]}'), []);
    });

    it("brings none for accounts that are written by their ids or as their roots", async () => {
        const byId = policy(statement({ Principal: { AWS: ["444444444444", "555555555555"] } }));
        const asRoots = policy(
            statement({
                Principal: { AWS: ["arn:aws:iam::555555555555:root", "arn:aws:iam::444444444444:root"] },
            }),
        );
        assert.deepEqual(await toldOfPolicy(asRoots, byId), []);
        assert.deepEqual(await toldOfPolicy(byId, asRoots), []);
        const nameless = (aws: string) => policy(statement({ Sid: undefined, Principal: { AWS: aws } }));
        assert.deepEqual(
            await toldOfPolicy(nameless("444444444444"), nameless("arn:aws:iam::444444444444:root")),
            [],
        );
    });

    it("brings a warning for a role of such an account, and for a pattern, which are not the account", async () => {
        const nameless = (aws: string) => policy(statement({ Sid: undefined, Principal: { AWS: aws } }));
        for (const [present, given] of [
            ["arn:aws:iam::444444444444:role/root", "444444444444"],
            ["arn:aws:iam::444444444444:root*", "444444444444*"],
            ["*arn:aws:iam::444444444444:root", "*444444444444"],
        ] as const) {
            assert.deepEqual(await toldOfPolicy(nameless(present), nameless(given)), [
                "warn: The policy of the bucket replicas has statements that the one made here does not have. They go, unless " +
                    'bucketPolicy has them: {"Action":"s3:GetObject","Effect":"Allow",' +
                    `"Principal":{"AWS":"${present}"},"Resource":"*"} [statements-lost]`,
            ]);
        }
    });
});

describe("an existing bucket that AWS does not let one look at", () => {
    const closed = { buckets, closedBuckets: ["originals", "replicas"] };
    const unknown = (bucket: string, what: string) =>
        `warn: Whether the bucket ${bucket} has ${what} is not known: AccessDenied: not for you to know of ${bucket}. [not-known]`;

    it("brings a warning for each thing that is not known, and is deployed", async () => {
        const source = await deploySource(existing, closed);
        assert.deepEqual(source.told.toSorted(), [
            unknown("originals", "Object Lock"),
            unknown("originals", "a KMS key by default"),
            unknown("originals", "a policy"),
            unknown("originals", "a replication configuration"),
        ]);
        assert.equal(source.resource("copy-replication").inputs.bucket, "originals");
        const destination = await deployDestination(
            { ...existing, bucketPolicy: '{"Statement":[]}' },
            closed,
        );
        assert.deepEqual(destination.told.toSorted(), [
            unknown("replicas", "Object Lock"),
            unknown("replicas", "a policy"),
        ]);
        assert.equal(destination.resource("copy-policy").inputs.bucket, "replicas");
    });

    it("is taken to have Object Lock where that is said of it", async () => {
        const { outputs, told } = await deployDestination({ ...existing, objectLock: true }, closed);
        assert.equal(outputs.objectLock, true);
        assert.ok(told.includes(unknown("replicas", "Object Lock")));
    });

    it("is not taken to have none for its name, which AWS's reason holds", async () => {
        for (const bucket of ["nosuch-things", "notfound", "empty.result"]) {
            const { told } = await deployDestination(
                { ...existing, bucketName: bucket, bucketPolicy: '{"Statement":[]}' },
                { buckets: { [bucket]: "ap-northeast-1" }, closedBuckets: [bucket] },
            );
            assert.deepEqual(told.toSorted(), [unknown(bucket, "Object Lock"), unknown(bucket, "a policy")]);
        }
    });
});

describe("an existing bucket of whose policy AWS answers no JSON", () => {
    const toldOfAnswer = async (answer: string) => {
        const bucketPolicies = { originals: answer };
        return (await deploySource(existing, { buckets, bucketPolicies })).told;
    };

    it("has none where the answer is empty", async () => {
        assert.deepEqual(await toldOfAnswer(""), []);
    });

    it("brings a warning where it is another text", async () => {
        assert.deepEqual(await toldOfAnswer("<html>"), [
            "warn: Whether the bucket originals has a policy is not known: what S3 answers is no JSON. [not-known]",
        ]);
    });
});
