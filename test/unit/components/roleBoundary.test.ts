import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationSourceArgs } from "../../../components/index";
import type { World } from "../../support/recorder";
import { deploySource, refusedSource, replicas, underKey } from "../support/sides";

const boundary = "arn:aws:iam::111111111111:policy/boundary";
const sourceKey = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const fails = "What is not allowed there fails to replicate.";

const allow = (Action: string | readonly string[], more: object = {}) => ({
    Effect: "Allow",
    Action,
    Resource: "*",
    ...more,
});
const having = (...statements: readonly object[]): World => ({ managedPolicies: { [boundary]: statements } });
const lacking = (what: string) =>
    `warn: No statement of the permissions boundary ${boundary} allows Amazon S3 ${what}. ${fails} [boundary-denies]`;

/** What is told of a role that is made here with the boundary, and of one that exists with it. */
async function toldOf(world: World, args: Partial<ReplicationSourceArgs> = {}): Promise<readonly string[]> {
    const made = await deploySource({ ...args, permissionsBoundary: boundary }, world);
    const arn = "arn:aws:iam::111111111111:role/replicator";
    const existing = await deploySource(
        { ...args, replicationRoleName: undefined, existingRoleArn: arn },
        { ...world, roles: { replicator: { arn, permissionsBoundary: boundary } } },
    );
    assert.deepEqual(existing.told, made.told);
    return made.told;
}

const objectReads = "s3:GetObjectVersionForReplication, s3:GetObjectVersionAcl, s3:GetObjectVersionTagging";
const reads =
    "s3:GetReplicationConfiguration, s3:ListBucket on arn:aws:s3:::originals; " +
    `${objectReads} on arn:aws:s3:::originals/object`;
const readsAnnotations = "s3:GetObjectVersionAnnotationForReplication";
const writes =
    "s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::replicas/object";

describe("a permissions boundary of the role", () => {
    it("that allows all that replication needs brings no warning, with keys and delete markers", async () => {
        const needed = allow(["s3:Get*", "s3:ListBucket", "s3:Replicate*", "s3:ObjectOwner*", "kms:*"]);
        const args = {
            encryption: { kmsKeyArn: sourceKey },
            destination: underKey,
            rules: [{ deleteMarkerReplication: true }],
        };
        assert.deepEqual(await toldOf(having(needed), args), []);
        const inOwnAccounts = { StringEquals: { "aws:ResourceAccount": ["111111111111", "222222222222"] } };
        assert.deepEqual(await toldOf(having(allow("*", { Condition: inOwnAccounts }))), []);
    });

    it("that lacks something brings a warning with what it lacks", async () => {
        assert.deepEqual(await toldOf(having(allow("ec2:*"))), [lacking(`${reads}; ${writes}`)]);
        assert.deepEqual(await toldOf(having(allow("s3:*", { Resource: "arn:aws:s3:::originals*" }))), [
            lacking(writes),
        ]);
        const own = { StringEquals: { "aws:ResourceAccount": "111111111111" } };
        assert.deepEqual(await toldOf(having(allow("s3:*", { Condition: own }))), [lacking(writes)]);
        const butAnnotations = { Effect: "Allow", NotAction: readsAnnotations, Resource: "*" };
        assert.deepEqual(await toldOf(having(butAnnotations)), []);
        assert.deepEqual(await toldOf(having(butAnnotations), { objectAnnotations: true }), [
            lacking(`${readsAnnotations} on arn:aws:s3:::originals/object`),
        ]);
        assert.deepEqual(
            await toldOf(having(allow("s3:*")), {
                encryption: { kmsKeyArn: sourceKey },
                destination: underKey,
            }),
            [
                lacking(
                    `kms:Decrypt on ${sourceKey}; kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on ${underKey.kmsKeyArn}`,
                ),
            ],
        );
    });

    it("that denies something brings one that names the statement", async () => {
        const statement = { Sid: "NoDeletion", Effect: "Deny", Action: "s3:*Delete*", Resource: "*" };
        const world = having(allow("*"), statement);
        assert.deepEqual(await toldOf(world), []);
        assert.deepEqual(await toldOf(world, { rules: [{ deleteMarkerReplication: true }] }), [
            `warn: The statement NoDeletion of the permissions boundary ${boundary} denies Amazon S3 s3:ReplicateDelete on ` +
                `arn:aws:s3:::replicas/object. ${fails} [boundary-denies]`,
        ]);
    });

    const logs = { rules: [{ prefix: "logs/" }] };
    const inLogs = (text: string) => text.replaceAll("/object", "/logs/object");
    const region = (...regions: readonly string[]) => ({
        Sid: "Regions",
        Effect: "Deny",
        Action: "s3:*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
    });
    const denies = (sid: string, what: string) =>
        `warn: The statement ${sid} of the permissions boundary ${boundary} denies Amazon S3 ${what}. ${fails} [boundary-denies]`;

    it("is asked for objects that the rules select", async () => {
        const resources = [
            "arn:aws:s3:::originals",
            "arn:aws:s3:::originals/logs/*",
            "arn:aws:s3:::replicas/logs/*",
        ];
        assert.deepEqual(await toldOf(having(allow("s3:*", { Resource: resources })), logs), []);
        const noLogs = {
            Sid: "NoLogs",
            Effect: "Deny",
            Action: "s3:*",
            Resource: "arn:aws:s3:::originals/logs/*",
        };
        assert.deepEqual(await toldOf(having(allow("*"), noLogs), logs), [
            denies("NoLogs", `${objectReads} on arn:aws:s3:::originals/logs/object`),
        ]);
        assert.deepEqual(await toldOf(having(allow("*"), noLogs), { rules: [{ prefix: "images/" }] }), []);
        assert.deepEqual(await toldOf(having(allow("s3:*", { Resource: resources.slice(0, 2) })), logs), [
            lacking(inLogs(writes)),
        ]);
    });

    it("is asked in the regions of both buckets", async () => {
        const inTokyo = { destination: { ...replicas, region: "ap-northeast-1" } };
        assert.deepEqual(
            await toldOf(having(allow("*"), region("ap-northeast-2", "ap-northeast-1")), inTokyo),
            [],
        );
        assert.deepEqual(await toldOf(having(allow("*"), region("ap-northeast-2")), inTokyo), [
            denies("Regions", writes),
        ]);
        assert.deepEqual(await toldOf(having(allow("*"), region("us-east-1")), inTokyo), [
            denies("Regions", `${reads}; ${writes}`),
        ]);
    });

    it("that denies by secret rules names no object", async () => {
        const rules = pulumi.secret([{ prefix: "s3cret/" }]);
        const statement = { Sid: "No", Effect: "Deny", Action: "s3:ReplicateTags", Resource: "*" };
        assert.deepEqual(await toldOf(having(allow("*"), statement), { rules }), [
            denies("number 2", "s3:ReplicateTags"),
        ]);
    });

    it("that depends on what is not known brings one that says so", async () => {
        const statement = allow("s3:*", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } });
        assert.deepEqual(await toldOf(having(statement)), [
            `warn: The statement number 1 of the permissions boundary ${boundary} may not allow Amazon S3 ${reads}; ${writes}. ` +
                `Whether it does is not known: it depends on aws:SourceIp, of which AWS does not say ` +
                `what S3 sends. ${fails} [boundary-may-deny]`,
        ]);
    });

    it("that AWS does not tell brings one, and is used", async () => {
        for (const [answer, reason] of [
            ["denied", `AccessDenied: not for you to know of ${boundary}`],
            ["", "what IAM answers is no JSON"],
        ] as const) {
            const { told, resource } = await deploySource(
                { permissionsBoundary: boundary },
                { managedPolicies: { [boundary]: answer } },
            );
            assert.deepEqual(told, [
                `warn: Whether the permissions boundary ${boundary} allows what replication needs is not known: ${reason}. ` +
                    "[not-known]",
            ]);
            assert.equal(resource("copy-role").inputs.permissionsBoundary, boundary);
        }
    });

    it("may be a policy of AWS, and one that is an output need not exist yet", async () => {
        const ofAws = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
        const world = { managedPolicies: { [ofAws]: allow("s3:*") } };
        assert.deepEqual((await deploySource({ permissionsBoundary: ofAws }, world)).told, []);
        const { told, resource } = await deploySource(
            { permissionsBoundary: pulumi.output(boundary) },
            { managedPolicies: { [boundary]: undefined } },
        );
        assert.deepEqual(told, [
            `warn: Whether the permissions boundary ${boundary} allows what replication needs is not known: NoSuchEntity: no policy ` +
                `${boundary}. [not-known]`,
        ]);
        assert.equal(resource("copy-role").inputs.permissionsBoundary, boundary);
    });

    for (const [title, permissionsBoundary, allowed] of [
        [
            "is of another account",
            "arn:aws:iam::333333333333:policy/boundary",
            "a policy of the source's account, 111111111111, or of AWS, in the partition aws.",
        ],
        [
            "is of another partition",
            "arn:aws-cn:iam::aws:policy/AmazonS3FullAccess",
            "a policy of the source's account, 111111111111, or of AWS, in the partition aws.",
        ],
        [
            "is not there",
            boundary,
            `the ARN of a policy that exists. IAM was asked for it: NoSuchEntity: no policy ${boundary}.`,
        ],
    ] as const) {
        it(`is refused where it ${title}, before the role is made`, async () => {
            const { message, registered } = await refusedSource(
                { permissionsBoundary },
                { managedPolicies: { [boundary]: undefined } },
            );
            assert.equal(
                message,
                `ReplicationSource "copy": permissionsBoundary is "${permissionsBoundary}"; allowed: ${allowed}`,
            );
            assert.ok(!registered.some((name) => /copy-(role|replication)/.test(name)));
        });
    }

    it("is looked up by whoever has one", async () => {
        const { calls } = await deploySource();
        assert.deepEqual(calls("aws:iam/getPolicy:getPolicy"), []);
    });
});
