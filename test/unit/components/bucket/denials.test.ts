import * as assert from "node:assert/strict";
import type { World } from "../../../support/recorder";
import { deployDestination, deploySource } from "../../support/sides";

const role = "arn:aws:iam::111111111111:role/replicator";
const except = (verb = "fails") =>
    `Replication ${verb} unless the statement leaves out the role, as by "ArnNotEquals": {"aws:PrincipalArn": "${role}"} in its ` +
    "Condition.";

const reads = "s3:GetObjectVersionForReplication, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging";
const writes = "s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner";
const ofSource = `s3:GetReplicationConfiguration, s3:ListBucket on arn:aws:s3:::originals; ${reads} on arn:aws:s3:::originals/object`;
const ofDestination = `${writes} on arn:aws:s3:::replicas/object`;

type Statement = Readonly<Record<string, unknown>>;
const policy = (...Statement: readonly Statement[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** A statement that denies everybody what it says; with no more than that, everything. */
const deny = (Condition?: object, more: Statement = {}): Statement => ({
    Sid: "Guard",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "*",
    ...more,
    ...(Condition && { Condition }),
});

/** What is told of a bucket whose own statement is this one, on one side and on the other. */
async function told(
    statement: Statement,
): Promise<{ source: readonly string[]; destination: readonly string[] }> {
    const bucketPolicy = policy(statement);
    const [source, destination] = [
        await deploySource({ bucketPolicy }),
        await deployDestination({ bucketPolicy }),
    ];
    return { source: source.told, destination: destination.told };
}

const denied = (bucket: string, statement: Statement, what: string, named = "Guard") =>
    `warn: The statement ${named} of the policy of the bucket ${bucket} denies Amazon S3 ${what}: ${JSON.stringify(statement)}. ` +
    `${except()} [replication-denied]`;
const perhaps = (bucket: string, statement: Statement, what: string, keys: string) =>
    `warn: The statement Guard of the policy of the bucket ${bucket} may deny Amazon S3 ${what}: ${JSON.stringify(statement)}. ` +
    `Whether it does is not known: it depends on ${keys}, of which AWS does not say what S3 sends. ` +
    `${except()} [replication-may-be-denied]`;

describe("a statement of the user's that denies", () => {
    for (const [title, condition] of [
        ["everything", undefined],
        [
            "what does not come through a VPC endpoint",
            { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
        ],
        [
            "what does not come from a VPC, unless an AWS service sends it",
            {
                StringNotEqualsIfExists: { "aws:SourceVpc": "vpc-1" },
                Bool: { "aws:PrincipalIsAWSService": "false" },
            },
        ],
        ["what another role sends", { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/deployer" } }],
        [
            "what does not go through an access point",
            { StringNotEquals: { "s3:DataAccessPointAccount": "111111111111" } },
        ],
        ["what has no second factor", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }],
    ] as const) {
        it(`${title}, brings a warning that names it and what it refuses`, async () => {
            const statement = deny(condition);
            assert.deepEqual(await told(statement), {
                source: [denied("originals", statement, ofSource)],
                destination: [denied("replicas", statement, ofDestination)],
            });
        });
    }

    for (const [title, condition, keys] of [
        ["other addresses", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "aws:SourceIp"],
        [
            "other addresses, but for services that act for somebody",
            {
                NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
                Bool: { "aws:ViaAWSService": "false" },
            },
            "aws:SourceIp",
        ],
        [
            "roles without a tag",
            { StringNotEquals: { "aws:PrincipalTag/team": "sre" } },
            "aws:PrincipalTag/team",
        ],
        [
            "times before a date",
            { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
            "aws:CurrentTime",
        ],
        [
            "objects that are not encrypted",
            { Null: { "s3:x-amz-server-side-encryption": "true" } },
            "s3:x-amz-server-side-encryption",
        ],
    ] as const) {
        it(`${title}, brings one that names what it depends on`, async () => {
            const statement = deny(condition);
            assert.deepEqual(await told(statement), {
                source: [perhaps("originals", statement, ofSource, keys)],
                destination: [perhaps("replicas", statement, ofDestination, keys)],
            });
        });
    }

    for (const [title, statement] of [
        ["plain HTTP", deny({ Bool: { "aws:SecureTransport": "false" } })],
        ["old versions of TLS", deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } })],
        ["all but the newest version of TLS", deny({ NumericLessThan: { "s3:TlsVersion": 1.3 } })],
        ["other organizations", deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" } })],
        [
            "other units of an organization",
            deny({
                "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": "o-1a2b3c4d5e/*" },
                NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
            }),
        ],
        ["other accounts", deny({ StringNotEquals: { "aws:PrincipalAccount": "111111111111" } })],
        [
            "all roles but this one",
            deny({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/repl*" } }),
        ],
        [
            "uploads by what they are encrypted with",
            deny(
                { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
                { Action: "s3:PutObject" },
            ),
        ],
        [
            "uploads by their ACL",
            deny({ StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }, { Action: "s3:Put*" }),
        ],
        ["what a service sends for somebody", deny({ Bool: { "aws:ViaAWSService": "true" } })],
        ["one other role", deny(undefined, { Principal: { AWS: "arn:aws:iam::111111111111:role/other" } })],
        ["an object of another bucket", deny(undefined, { Resource: "arn:aws:s3:::other/*" })],
    ] as const) {
        it(`${title}, brings none`, async () => {
            assert.deepEqual(await told(statement), { source: [], destination: [] });
        });
    }

    it("delete markers, brings one where they are let in and none where they are not", async () => {
        const statement = deny(undefined, {
            Action: "s3:ReplicateDelete",
            Resource: "arn:aws:s3:::replicas/*",
        });
        const bucketPolicy = policy(statement);
        const markers = { bucketPolicy, deleteMarkerReplication: true };
        assert.deepEqual((await deployDestination({ bucketPolicy })).told, []);
        assert.deepEqual((await deployDestination(markers)).told, [
            denied("replicas", statement, "s3:ReplicateDelete on arn:aws:s3:::replicas/object"),
        ]);
    });

    it("some objects, brings one where a rule selects such objects, with one of them", async () => {
        const statement = deny(undefined, {
            Sid: undefined,
            Action: "s3:Get*",
            Resource: "arn:aws:s3:::originals/private/*",
        });
        const bucketPolicy = policy(deny(undefined, { Sid: "Other", Action: "s3:PutObject" }), statement);
        const toldOf = async (prefix?: string) =>
            (await deploySource({ bucketPolicy, rules: [{ prefix }] })).told;
        const warning = (object: string) => [
            denied("originals", statement, `${reads} on arn:aws:s3:::originals/${object}`, "number 2"),
        ];
        assert.deepEqual(await toldOf(), warning("private/object"));
        assert.deepEqual(await toldOf("private/keys/"), warning("private/keys/object"));
        assert.deepEqual(await toldOf("public/"), []);
    });

    it("reading locks, brings one where the source has Object Lock", async () => {
        const statement = deny(undefined, { Action: "s3:GetObjectRetention" });
        const bucketPolicy = policy(statement);
        assert.deepEqual((await deploySource({ bucketPolicy })).told, []);
        assert.deepEqual(
            (
                await deploySource({
                    bucketPolicy,
                    objectLock: true,
                    destination: {
                        bucketArn: "arn:aws:s3:::replicas",
                        accountId: "222222222222",
                        objectLock: true,
                    },
                })
            ).told,
            [denied("originals", statement, "s3:GetObjectRetention on arn:aws:s3:::originals/object")],
        );
    });
});

describe("the policy that an existing bucket keeps", () => {
    const world = (bucketPolicies: World["bucketPolicies"]): World => ({
        buckets: { originals: "ap-northeast-2", replicas: "ap-northeast-1" },
        bucketPolicies,
    });
    const elsewhere =
        "info: The policy of the bucket replicas is not managed here. It has to hold the statements of the output " +
        "bucketPolicyStatements, or replication fails. [policy-elsewhere]";
    const kept = async (...statements: readonly Statement[]) =>
        (await deployDestination({ existingBucket: true }, world({ replicas: policy(...statements) }))).told;
    const grant = {
        Effect: "Allow",
        Principal: { AWS: role },
        Action: "s3:Replicate*",
        Resource: "arn:aws:s3:::replicas/*",
    };
    const owner = { ...grant, Action: "s3:ObjectOwnerOverrideToBucketOwner" };

    it("is asked for what it denies, at the source too", async () => {
        const statement = deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } });
        const source = await deploySource({ existingBucket: true }, world({ originals: policy(statement) }));
        assert.deepEqual(source.told, [denied("originals", statement, ofSource)]);
        assert.deepEqual((await kept(statement, grant, owner)).toSorted(), [
            elsewhere,
            denied("replicas", statement, ofDestination),
        ]);
    });

    it("is to be changed where it does not allow all that replication needs, and there alone", async () => {
        assert.deepEqual(await kept(grant), [elsewhere]);
        assert.deepEqual(await kept({ ...grant, Principal: { AWS: "222222222222" } }, owner), [elsewhere]);
        assert.deepEqual(await kept(grant, owner), []);
        const inOrganization = { StringEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" } };
        assert.deepEqual(await kept(grant, { ...owner, Principal: "*", Condition: inOrganization }), []);
        const tagged = { StringEquals: { "aws:PrincipalTag/team": "sre" } };
        assert.deepEqual(await kept(grant, { ...owner, Condition: tagged }), [elsewhere]);
    });
});
