import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import { statement } from "../../support/documents";
import { deployDestination, deploySource, refusedSource, replicas } from "../../support/sides";

const locked = { ...replicas, objectLock: true };
const reads = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"];

describe("Object Lock", () => {
    it("is of the bucket from its making, on either side", async () => {
        const source = await deploySource({ objectLock: true, destination: locked });
        assert.deepEqual(source.resource("copy-bucket").inputs, {
            bucket: "originals",
            forceDestroy: false,
            objectLockEnabled: true,
        });
        const destination = await deployDestination({ objectLock: true });
        assert.deepEqual(destination.resource("copy-bucket").inputs, {
            bucket: "replicas",
            forceDestroy: false,
            objectLockEnabled: true,
        });
        assert.equal(destination.outputs.objectLock, true);
    });

    it("lets the role read retention and legal hold where the source has it, and else not", async () => {
        for (const [objectLock, actions] of [
            [true, [...reads, "s3:GetObjectRetention", "s3:GetObjectLegalHold"]],
            [false, reads],
        ] as const) {
            const deployed = await deploySource({ objectLock, destination: locked });
            assert.deepEqual(statement(deployed, "copy-role-policy", "ReadSourceObjects"), {
                Sid: "ReadSourceObjects",
                Effect: "Allow",
                Action: actions,
                Resource: "arn:aws:s3:::originals/*",
            });
        }
    });

    it("of an existing source is told, and makes no bucket", async () => {
        const deployed = await deploySource(
            { objectLock: true, destination: locked, existingBucket: true },
            {
                buckets: { originals: "ap-northeast-2" },
                objectLocks: { originals: { objectLockEnabled: "Enabled" } },
            },
        );
        assert.deepEqual(deployed.told, []);
        assert.ok(!deployed.resources.some(({ type }) => type === "aws:s3/bucket:Bucket"));
        assert.deepEqual(statement(deployed, "copy-role-policy", "ReadSourceObjects")?.Action, [
            ...reads,
            "s3:GetObjectRetention",
            "s3:GetObjectLegalHold",
        ]);
    });

    it("of an existing bucket is not asked for where the bucket may not be there yet", async () => {
        const deployed = await deploySource({ existingBucket: true, bucketName: pulumi.output("originals") });
        const asked = "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration";
        assert.deepEqual(deployed.calls(asked), []);
    });

    it("of the source alone is refused", async () => {
        for (const objectLock of [false, undefined]) {
            const { message } = await refusedSource({
                objectLock: true,
                destination: { ...replicas, objectLock },
            });
            assert.equal(
                message,
                `ReplicationSource "copy": destination.objectLock is ${objectLock ?? "missing"}; allowed: true, since the ` +
                    "source has Object Lock. Objects with a retention fail to replicate to a bucket without Object Lock. " +
                    "Turn it on at the destination, which has to be versioned: aws s3api put-object-lock-configuration " +
                    "--bucket replicas --object-lock-configuration ObjectLockEnabled=Enabled; then say objectLock: true there.",
            );
        }
    });

    it("is not in the article of 2018", async () => {
        const { message } = await refusedSource({
            objectLock: true,
            destination: locked,
            policies: "article",
        });
        assert.equal(
            message,
            'ReplicationSource "copy": policies is "article"; allowed: minimal. The article\'s statements know no Object Lock.',
        );
    });
});
