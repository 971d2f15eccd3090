import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { deploySource } from "../../support/sides";

const boundary = "arn:aws:iam::111111111111:policy/boundary";
const key = "arn:aws:kms:ap-northeast-2:111111111111:key/reports";
const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (...Action: readonly string[]) => ({ Effect: "Allow", Action, Resource: "*" });
const replication = allow(
    "s3:GetReplicationConfiguration",
    "s3:ListBucket",
    "s3:GetObjectVersion*",
    "s3:Replicate*",
    "s3:ObjectOwner*",
);
const withBoundary = { permissionsBoundary: boundary, backfill: { kmsKeyArn: key } };

describe("what others refuse the jobs of a backfill", () => {
    it("in the boundary of the role brings a warning with what it lacks", async () => {
        const { told } = await deploySource(withBoundary, { managedPolicies: { [boundary]: [replication] } });
        const under = "arn:aws:s3:::originals-backfill";
        assert.deepEqual(told, [
            `warn: No statement of the permissions boundary ${boundary} allows Amazon S3 ` +
                "s3:PutInventoryConfiguration on arn:aws:s3:::originals; " +
                "s3:InitiateReplication on arn:aws:s3:::originals/object; " +
                `s3:GetObject, s3:PutObject on ${under}/manifests/job/object; ` +
                `s3:GetObject on ${under}/retries/job/object; ` +
                `s3:PutObject on ${under}/reports/job/object; kms:GenerateDataKey, kms:Decrypt on ${key}. ` +
                "A backfill fails where it is not allowed that. [boundary-denies]",
        ]);
    });

    it("in the boundary brings none where it allows all, or where there is no backfill", async () => {
        const all = { managedPolicies: { [boundary]: [replication, allow("s3:*", "kms:*")] } };
        assert.deepEqual((await deploySource(withBoundary, all)).told, []);
        const without = { ...withBoundary, backfill: undefined };
        const { told } = await deploySource(without, { managedPolicies: { [boundary]: [replication] } });
        assert.deepEqual(told, []);
    });

    it("in the boundary is told of the source alone where the bucket has no name yet", async () => {
        const { told } = await deploySource(
            { ...withBoundary, bucketName: undefined },
            { managedPolicies: { [boundary]: [replication, allow("s3:PutInventoryConfiguration")] } },
        );
        assert.deepEqual(told, [
            `warn: No statement of the permissions boundary ${boundary} allows Amazon S3 ` +
                "s3:InitiateReplication on arn:aws:s3:::copy-bucket-1234567/object. " +
                "A backfill fails where it is not allowed that. [boundary-denies]",
        ]);
    });

    const denied = (Action: string, Resource: string) => ({
        Sid: "Guard",
        Effect: "Deny",
        Principal: "*",
        Action,
        Resource,
    });
    const denies = (bucket: string, what: string) =>
        `warn: The statement Guard of the policy of the bucket ${bucket} denies Amazon S3 ${what}. A backfill fails unless ` +
        `the statement leaves out the role, as by "ArnNotEquals": {"aws:PrincipalArn": ` +
        `"arn:aws:iam::111111111111:role/replicator-backfill"} in its Condition. [replication-denied]`;

    it("in the policy of the source's bucket brings a warning", async () => {
        const guard = denied("s3:PutInventoryConfiguration", "arn:aws:s3:::originals");
        const { told } = await deploySource({ backfill: {}, bucketPolicy: policyOf(guard) });
        assert.deepEqual(told, [
            denies("originals", "s3:PutInventoryConfiguration on arn:aws:s3:::originals"),
        ]);
    });

    const existing = { existingBucket: true, bucketName: "reports" };
    const buckets = { reports: "ap-northeast-2" };

    it("in the policy of an existing bucket brings one, and nothing is told of a policy that lets them in", async () => {
        for (const [guard, told] of [
            [
                denied("s3:PutObject", "arn:aws:s3:::reports/*"),
                [
                    denies(
                        "reports",
                        "s3:PutObject on arn:aws:s3:::reports/manifests/job/object; " +
                            "s3:PutObject on arn:aws:s3:::reports/reports/job/object",
                    ),
                ],
            ],
            [denied("s3:DeleteObject", "arn:aws:s3:::reports/*"), []],
        ] as const) {
            const world = { buckets, bucketPolicies: { reports: policyOf(guard) } };
            assert.deepEqual((await deploySource({ backfill: existing }, world)).told, told);
        }
    });

    it("names no object where the prefix is a secret", async () => {
        const guard = denied("s3:PutObject", "arn:aws:s3:::reports/*");
        const world = { buckets, bucketPolicies: { reports: policyOf(guard) } };
        const backfill = { ...existing, prefix: pulumi.secret("hidden/") };
        const { told } = await deploySource({ backfill }, world);
        assert.deepEqual(
            told.map((text) => text.split(" A backfill fails")[0]),
            [
                "warn: The statement number 1 of the policy of the bucket reports denies Amazon S3 s3:PutObject.",
            ],
        );
    });
});
