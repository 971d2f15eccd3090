import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { statementsOf } from "../../support/documents";
import { deployDestination, deploySource, refusedDestination, refusedSource } from "../../support/sides";

const one = { Sid: "One", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
const two = { Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "*" };
const three = { ...two, Action: "s3:PutObject" };
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
type Statement = ReturnType<typeof statementsOf>[number];
const sidsOf = (statements: readonly { Sid?: string | undefined }[]) => statements.map(({ Sid }) => Sid);

describe("a bucket policy of one's own", () => {
    it("is added to that of a bucket made here, in an order that is not its own", async () => {
        for (const bucketPolicy of [policy(one, two, three), policy(three, two, one)]) {
            const source = statementsOf(await deploySource({ bucketPolicy }), "copy-policy");
            assert.deepEqual(sidsOf(source), ["DenyInsecureTransport", undefined, undefined, "One"]);
            assert.deepEqual(source.slice(1), [two, three, one]);
            const destination = statementsOf(await deployDestination({ bucketPolicy }), "copy-policy");
            assert.deepEqual(sidsOf(destination), [
                "DenyInsecureTransport",
                "AllowReplicas",
                "DenyAnnotations",
                undefined,
                undefined,
                "One",
            ]);
            assert.deepEqual(destination.slice(3), [two, three, one]);
        }
    });

    it("may have its only statement outside of a list, and be an output", async () => {
        const bucketPolicy = pulumi.output(JSON.stringify({ Statement: one }));
        assert.deepEqual(statementsOf(await deploySource({ bucketPolicy }), "copy-policy").slice(1), [one]);
    });

    it("is refused where a statement is called as one made here", async () => {
        for (const Sid of ["DenyInsecureTransport", "AllowReplicas", "DenyAnnotations"]) {
            const { message } = await refusedDestination({ bucketPolicy: policy({ ...one, Sid }) });
            assert.equal(
                message,
                `ReplicationDestination "copy": bucketPolicy is "${Sid}"; allowed: statements with other Sids than those made ` +
                    "here. Leave it out where it is one that was made here before; else rename it.",
            );
        }
    });

    it("may be the whole policy that the bucket has, with the statements made here as they are", async () => {
        for (const deploy of [deploySource, deployDestination]) {
            const before = statementsOf(await deploy({ bucketPolicy: policy(one) }), "copy-policy");
            const after = statementsOf(await deploy({ bucketPolicy: policy(...before) }), "copy-policy");
            assert.deepEqual(after, before);
        }
    });

    it("may have the statements made here in another spelling, which AWS takes alike", async () => {
        const before = statementsOf(await deployDestination({ bucketPolicy: policy(one) }), "copy-policy");
        for (const spell of [
            ({ Resource, ...ours }: Statement) => ({ Resource: [Resource], ...ours }),
            ({ Action, ...ours }: Statement) => ({ ...ours, Action: [Action].flat().toReversed() }),
            (ours: Statement) => ({ ...ours, Principal: { AWS: "111111111111" } }),
        ]) {
            const given = before.map((own) => (own.Sid === "AllowReplicas" ? spell(own) : own));
            assert.notDeepEqual(given, before);
            const deployed = await deployDestination({ bucketPolicy: policy(...given) });
            assert.deepEqual(statementsOf(deployed, "copy-policy"), before);
        }
    });

    it("is refused where a statement made here is changed, be it by a little", async () => {
        const before = statementsOf(await deployDestination(), "copy-policy");
        for (const change of [
            { Resource: ["arn:aws:s3:::replicas/*", "arn:aws:s3:::replicas"] },
            { Principal: { AWS: "arn:aws:iam::111111111111:role/root" } },
            { Condition: {} },
        ]) {
            const given = before.map((own) => (own.Sid === "AllowReplicas" ? { ...own, ...change } : own));
            const { message } = await refusedDestination({ bucketPolicy: policy(...given) });
            assert.match(message, /bucketPolicy is "AllowReplicas"; allowed: statements with other Sids /);
        }
    });
});

const lifecycle = {
    noncurrentVersionExpirationDays: 30,
    noncurrentVersionsToKeep: 3,
    abortIncompleteMultipartUploadDays: 7,
};
const noncurrent = (more: object) => ({
    id: "noncurrent-versions",
    status: "Enabled",
    filter: { prefix: "" },
    noncurrentVersionExpiration: { noncurrentDays: 30, ...more },
});
const uploads = {
    id: "incomplete-uploads",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

describe("a bucket's lifecycle", () => {
    it("comes after the replication configuration on the source", async () => {
        const { inputs, dependencies, deletedWith } = (await deploySource({ lifecycle })).resource(
            "copy-lifecycle",
        );
        assert.deepEqual(inputs, {
            bucket: "originals",
            rules: [noncurrent({ newerNoncurrentVersions: 3 }), uploads],
        });
        assert.ok(dependencies.includes("copy-replication"));
        assert.equal(deletedWith, "copy-bucket");
    });

    it("comes after versioning and policy on the destination", async () => {
        const deployed = await deployDestination({ lifecycle: { noncurrentVersionExpirationDays: 30 } });
        const { inputs, dependencies } = deployed.resource("copy-lifecycle");
        assert.deepEqual(inputs, { bucket: "replicas", rules: [noncurrent({})] });
        assert.deepEqual(dependencies, ["copy-bucket", "copy-policy", "copy-versioning"]);
    });

    it("may be about uploads alone", async () => {
        const deployed = await deployDestination({ lifecycle: { abortIncompleteMultipartUploadDays: 7 } });
        assert.deepEqual(deployed.resource("copy-lifecycle").inputs.rules, [uploads]);
    });
});

describe("a bucket's access logging", () => {
    it("goes to the bucket that is given, under the bucket's name or the prefix that is given", async () => {
        for (const [prefix, targetPrefix] of [
            [undefined, "originals/"],
            ["s3/", "s3/"],
            ["", ""],
        ] as const) {
            const deployed = await deploySource({ accessLogging: { bucketName: "access-logs", prefix } });
            const { inputs, deletedWith } = deployed.resource("copy-logging");
            assert.deepEqual(inputs, { bucket: "originals", targetBucket: "access-logs", targetPrefix });
            assert.equal(deletedWith, "copy-bucket");
        }
    });

    it("is refused to the bucket itself, in whatever form its name comes", async () => {
        const { message } = await refusedSource({
            bucketName: pulumi.output("originals"),
            accessLogging: { bucketName: pulumi.output("originals") },
        });
        assert.equal(
            message,
            'ReplicationSource "copy": accessLogging.bucketName is "originals"; allowed: another bucket than the one that is ' +
                "logged.",
        );
    });
});

describe("tags", () => {
    it("are on all that a source makes and that can have them", async () => {
        const tags = { team: "sre" };
        const { resources } = await deploySource({
            tags,
            encryption: { createKmsKey: true },
            lifecycle,
            accessLogging: { bucketName: "access-logs" },
            rules: [{ kmsEncryptedObjects: false }],
            destination: {
                bucketArn: "arn:aws:s3:::replicas",
                accountId: "222222222222",
                region: "ap-northeast-1",
            },
            monitoring: { events: {}, dashboard: true },
        });
        assert.deepEqual(
            resources.filter(({ inputs }) => "tags" in inputs).map(({ name, inputs }) => [name, inputs.tags]),
            [
                ["copy-failed-replication", tags],
                ["copy-latency-replication", tags],
                ["copy-role", tags],
                ["copy-key", tags],
                ["copy-bucket", tags],
                ["copy-failures", tags],
                ["copy-latency", tags],
            ],
        );
    });
});
