import * as pulumi from "@pulumi/pulumi";
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

const denied = (bucket: string, what: string, named = "Guard") =>
    `warn: The statement ${named} of the policy of the bucket ${bucket} denies Amazon S3 ${what}. ` +
    `${except()} [replication-denied]`;
const perhaps = (bucket: string, what: string, keys: string) =>
    `warn: The statement Guard of the policy of the bucket ${bucket} may deny Amazon S3 ${what}. ` +
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
                source: [denied("originals", ofSource)],
                destination: [denied("replicas", ofDestination)],
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
                source: [perhaps("originals", ofSource, keys)],
                destination: [perhaps("replicas", ofDestination, keys)],
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
            denied("replicas", "s3:ReplicateDelete on arn:aws:s3:::replicas/object"),
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
            denied("originals", `${reads} on arn:aws:s3:::originals/${object}`, "number 2"),
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
            [denied("originals", "s3:GetObjectRetention on arn:aws:s3:::originals/object")],
        );
    });
});

describe("a statement that denies at a part of the objects", () => {
    const at = (elements: object): Statement => ({
        Sid: "Guard",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObjectVersionForReplication",
        ...elements,
    });
    const bucket = "arn:aws:s3:::originals";
    const odd = "-any-other-object-";
    for (const [title, statement, prefixes, object] of [
        [
            "brings a warning by a rule that is not the first",
            at({ NotResource: [`${bucket}/a/*`, bucket] }),
            ["a/", "b/"],
            "b/object",
        ],
        [
            "is seen where the bucket has a wildcard",
            at({ Resource: "arn:aws:s3:::orig*/private/*" }),
            [""],
            "private/object",
        ],
        [
            "is seen where the partition has one",
            at({ Resource: "arn:*:s3:::originals/x/*" }),
            [""],
            "x/object",
        ],
        [
            "is seen where a wildcard takes in the bucket",
            at({ Resource: "arn:aws:s3:::*/x/?" }),
            ["x/"],
            "x/x",
        ],
        [
            "is seen where the key's beginning has one",
            at({ Resource: `${bucket}/*/x/*` }),
            ["a/"],
            "a/x/object",
        ],
        [
            "is seen where it leaves out objects of a name",
            at({ NotResource: [`${bucket}/o*`, bucket] }),
            [""],
            odd,
        ],
        [
            "is seen by a variable",
            at({ Resource: `${bucket}/\${aws:PrincipalAccount}/*` }),
            [""],
            "111111111111/object",
        ],
        ["is seen at one object", at({ Resource: `${bucket}/logs/` }), ["logs/"], "logs/"],
        ["is none of the rules' matter", at({ Resource: `${bucket}/c/*` }), ["a/", "b/"], undefined],
        ["is one with a character too many", at({ Resource: `${bucket}/a?b/*` }), ["ab/"], undefined],
    ] as const) {
        it(title, async () => {
            const rules = prefixes.map((prefix, index) => ({ id: `r${index}`, priority: index + 1, prefix }));
            const { told } = await deploySource({ bucketPolicy: policy(statement), rules });
            assert.deepEqual(
                told,
                object === undefined
                    ? []
                    : [denied("originals", `s3:GetObjectVersionForReplication on ${bucket}/${object}`)],
            );
        });
    }

    it("is seen at the destination, whose objects the source chooses", async () => {
        const bucketPolicy = policy(at({ Action: "s3:ReplicateObject", Resource: "arn:aws:s3:::repl*/x/*" }));
        assert.deepEqual((await deployDestination({ bucketPolicy })).told, [
            denied("replicas", "s3:ReplicateObject on arn:aws:s3:::replicas/x/object"),
        ]);
    });

    it("is one warning for a thousand rules that it takes alike", async () => {
        const rules = Array.from({ length: 1000 }, (_, index) => ({
            id: `r${index}`,
            priority: index + 1,
            prefix: `${index}/`,
        }));
        const statement = at({ NotResource: [`${bucket}/0/*`, `${bucket}/1/*`, bucket] });
        assert.deepEqual((await deploySource({ bucketPolicy: policy(statement), rules })).told, [
            denied("originals", `s3:GetObjectVersionForReplication on ${bucket}/2/object`),
        ]);
    });
});

describe("a statement that denies annotations", () => {
    const statement = deny(undefined, {
        Action: "s3:ReplicateObjectAnnotation",
        Resource: "arn:aws:s3:::replicas/*",
    });
    const bucketPolicy = policy(statement);

    it("brings a warning where they are let in, and the output says that they are not", async () => {
        const { told, outputs } = await deployDestination({ bucketPolicy, objectAnnotations: true });
        assert.deepEqual(told, [
            denied("replicas", "s3:ReplicateObjectAnnotation on arn:aws:s3:::replicas/object"),
        ]);
        assert.equal(outputs.objectAnnotations, false);
        assert.deepEqual((await deployDestination({ bucketPolicy })).told, []);
    });

    it("need not be there for them to come in, in words at least", async () => {
        const world = {
            buckets: { replicas: "ap-northeast-1" },
            bucketPolicies: {
                replicas: policy({
                    Effect: "Allow",
                    Principal: { AWS: role },
                    Action: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
                    Resource: "arn:aws:s3:::replicas/*",
                }),
            },
        };
        const args = { existingBucket: true, objectAnnotations: true };
        assert.deepEqual((await deployDestination(args, world)).told, []);
    });
});

describe("a guard of an organization", () => {
    const org = { "aws:PrincipalOrgID": "o-1a2b3c4d5e" };
    for (const [title, condition] of [
        ["that denies one's own", { StringEquals: org }],
        ["that denies who has none", { Null: { "aws:PrincipalOrgID": "true" } }],
        ["that denies its like", { "ForAnyValue:StringLike": { "aws:PrincipalOrgID": "o-*" } }],
    ] as const) {
        it(`${title} brings a warning`, async () => {
            assert.deepEqual(await told(deny(condition)), {
                source: [perhaps("originals", ofSource, "aws:PrincipalOrgID")],
                destination: [perhaps("replicas", ofDestination, "aws:PrincipalOrgID")],
            });
        });
    }
});

describe("a policy that is a secret", () => {
    const secret = "s3cret";
    const values = Array.from({ length: 40 }, (_, index) => `203.0.113.${index}/32`);
    const statement = (Sid: string) =>
        deny(
            { NotIpAddress: { "aws:SourceIp": values } },
            { Sid, Resource: `arn:aws:s3:::originals/${secret}/*` },
        );
    const may = (named: string, on: string) =>
        `warn: The statement ${named} of the policy of the bucket originals may deny Amazon S3 ${on}. Whether it does is not ` +
        "known: it depends on aws:SourceIp, of which AWS does not say what S3 sends. " +
        `${except()} [replication-may-be-denied]`;

    it("has its statement named by the place alone", async () => {
        const bucketPolicy = pulumi.secret(policy(statement(secret)));
        assert.deepEqual((await deploySource({ bucketPolicy })).told, [may("number 2", reads)]);
    });

    it("has what is not understood of it told without its values", async () => {
        const bucketPolicy = pulumi.secret(policy(deny(undefined, { Action: `s3:${secret}!` })));
        assert.deepEqual((await deployDestination({ bucketPolicy })).told, [
            `warn: The statement number 4 of the policy of the bucket replicas may deny Amazon S3 ${writes}. Whether it does is not ` +
                `known: what it says is not understood. ${except()} [replication-may-be-denied]`,
        ]);
    });

    it("or is for rules that are, is asked for objects that are not named", async () => {
        const rules = pulumi.secret([{ prefix: `${secret}/*` }]);
        assert.deepEqual(
            (await deploySource({ bucketPolicy: policy(statement("Guard")), rules })).told.toSorted(),
            [
                "warn: The rule number 1 has a prefix, which S3 compares with keys letter by letter: * and ? stand for themselves, and " +
                    "for nothing else. [prefix-literal]",
                may("number 2", reads),
            ],
        );
    });

    it("or is none, has no value of its conditions told", async () => {
        const told = (await deploySource({ bucketPolicy: policy(statement("Guard")) })).told;
        assert.deepEqual(told, [may("Guard", `${reads} on arn:aws:s3:::originals/${secret}/object`)]);
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
        assert.deepEqual(source.told, [denied("originals", ofSource)]);
        assert.deepEqual((await kept(statement, grant, owner)).toSorted(), [
            elsewhere,
            denied("replicas", ofDestination),
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
