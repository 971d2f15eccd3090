import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { Run } from "../../../support/recorder";
import { parsed, statementsOf } from "../../support/documents";
import { denyAnnotations } from "../../support/expectedStatements";
import { deployDestination, deploySource } from "../../support/sides";

const buckets = { originals: "ap-northeast-2", replicas: "ap-northeast-1" };
const existing = { existingBucket: true };

const own = { Sid: "AuditorsRead", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
const ownPolicy = JSON.stringify({ Version: "2012-10-17", Statement: [own] });
const grant = {
    Sid: "AllowReplicas",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Action: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
    Resource: "arn:aws:s3:::replicas/*",
    Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/replicator" } },
};

/** What is made in AWS, with what becomes of it at the end. */
const made = ({ resources }: Run) =>
    resources
        .filter(({ provider }) => provider !== undefined)
        .map(({ name, retainOnDelete, deletedWith }) => [name, retainOnDelete, deletedWith]);

describe("an existing bucket", () => {
    it("as the source gets versioning, which stays, and a replication configuration, which goes", async () => {
        const deployed = await deploySource(existing, { buckets });
        assert.deepEqual(made(deployed), [
            ["copy-role", false, undefined],
            ["copy-role-policy", false, undefined],
            ["copy-replication", false, undefined],
            ["copy-versioning", true, undefined],
        ]);
        assert.deepEqual(deployed.resource("copy-versioning").inputs, {
            bucket: "originals",
            versioningConfiguration: { status: "Enabled" },
        });
        assert.equal(deployed.outputs.bucketArn, "arn:aws:s3:::originals");
        assert.deepEqual(deployed.told, []);
    });

    it("as the destination gets versioning, and has its statements put out with a word that they are needed", async () => {
        const deployed = await deployDestination(existing, { buckets });
        assert.deepEqual(made(deployed), [["copy-versioning", true, undefined]]);
        assert.deepEqual(parsed(deployed.outputs.bucketPolicyStatements), [grant, denyAnnotations]);
        assert.deepEqual(deployed.told, [
            "info: The policy of the bucket replicas is not managed here. It has to hold the statements of the output " +
                "bucketPolicyStatements, or replication fails. [policy-elsewhere]",
        ]);
    });

    it("is announced in a preview that does not know its name yet", async () => {
        const { told } = await deployDestination({ ...existing, bucketName: pulumi.output("replicas") });
        assert.deepEqual(told, [
            "info: The policy of the bucket is not managed here. It has to hold the statements of the output " +
                "bucketPolicyStatements, or replication fails. [policy-elsewhere]",
        ]);
    });

    it("is announced where its versioning is managed elsewhere", async () => {
        const versioning = (bucket: string) =>
            `info: The versioning of the bucket ${bucket} is not managed here. It has to be on, or replication fails. [versioning-elsewhere]`;
        const elsewhere = { ...existing, manageVersioning: false };
        const source = await deploySource(elsewhere, { buckets });
        assert.deepEqual(source.told, [versioning("originals")]);
        const destination = await deployDestination({ ...elsewhere, bucketPolicy: ownPolicy }, { buckets });
        assert.deepEqual(destination.told, [versioning("replicas")]);
        // Of a bucket of the same program it is to be seen there.
        const ofTheProgram = await deploySource({ ...elsewhere, bucketName: pulumi.output("originals") });
        assert.deepEqual(ofTheProgram.told, []);
    });

    it("gets the statements merged into its policy where that is given, and keeps it", async () => {
        const deployed = await deployDestination({ ...existing, bucketPolicy: ownPolicy }, { buckets });
        assert.deepEqual(made(deployed), [
            ["copy-policy", true, undefined],
            ["copy-versioning", true, undefined],
        ]);
        assert.deepEqual(statementsOf(deployed, "copy-policy"), [grant, denyAnnotations, own]);
        assert.deepEqual(deployed.told, []);
    });

    it("may have no policy yet", async () => {
        const deployed = await deployDestination(
            { ...existing, bucketPolicy: '{"Statement": []}' },
            { buckets },
        );
        assert.deepEqual(statementsOf(deployed, "copy-policy"), [grant, denyAnnotations]);
    });

    it("has nothing of its own made where versioning is managed elsewhere", async () => {
        const source = await deploySource({ ...existing, manageVersioning: false }, { buckets });
        assert.deepEqual(made(source), [
            ["copy-role", false, undefined],
            ["copy-role-policy", false, undefined],
            ["copy-replication", false, undefined],
        ]);
        const destination = await deployDestination({ ...existing, manageVersioning: false }, { buckets });
        assert.deepEqual(made(destination), []);
        assert.equal(destination.outputs.bucketArn, "arn:aws:s3:::replicas");
    });

    it("may have a key made for its replicas", async () => {
        const deployed = await deployDestination(
            { ...existing, encryption: { createKmsKey: true, bucketKey: false } },
            { buckets },
        );
        assert.deepEqual(made(deployed), [
            ["copy-key", true, undefined],
            ["copy-versioning", true, undefined],
        ]);
    });

    it("is looked up by a plain name, and not by one that another resource may yet have to make", async () => {
        for (const [bucketName, asked] of [
            ["originals", [{ bucket: "originals" }]],
            [pulumi.output("originals"), []],
        ] as const) {
            const deployed = await deploySource({ ...existing, bucketName }, { buckets });
            const calls = deployed.calls("aws:s3/getBucket:getBucket").map(({ bucket }) => ({ bucket }));
            assert.deepEqual(calls, asked);
            assert.equal(deployed.outputs.bucketName, "originals");
        }
    });
});
