import * as assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import { versionsOf } from "../support/bucketState";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const importFile = v.looseObject({
    resources: v.array(
        v.looseObject({ type: v.string(), name: v.string(), component: v.optional(v.boolean()) }),
    ),
});

describe("a bucket that exists already", function () {
    this.timeout(120_000);
    const world = inSandbox();
    const bucket = { Bucket: "adopted-source" };
    let source: Deployment;

    /** The pulumi command, as a person would use it. */
    async function pulumi(...args: string[]): Promise<void> {
        await execa(world().sandbox.toolchain.engine.path, [...args, "--stack", "adopted-source"], {
            cwd: source.stack.workspace.workDir,
            env: world().sandbox.env("source"),
        });
    }

    /**
     * Imports these resources of the stack, each by the bucket's name, with the provider and the components that they
     * belong to, from the list that a preview writes.
     */
    async function adopt(...names: string[]): Promise<void> {
        const file = path.join(source.stack.workspace.workDir, "import.json");
        await pulumi("preview", "--import-file", file);
        const listed = v.parse(importFile, JSON.parse(await readFile(file, "utf8")));
        const resources = listed.resources.flatMap((resource) => {
            if (resource.component || resource.type.startsWith("pulumi:providers:")) {
                return [resource];
            }
            return names.includes(resource.name) ? [{ ...resource, id: bucket.Bucket }] : [];
        });
        await writeFile(file, JSON.stringify({ ...listed, resources }));
        await pulumi("import", "--file", file, "--generate-code=false", "--yes");
    }

    before(async () => {
        const pair = pairSettings("adopted");
        await (await world().stack("adopted-destination", pair.destination)).up();
        source = await world().stack("adopted-source", pair.source);
        const { s3 } = world().as("source");
        await s3.createBucket({
            ...bucket,
            CreateBucketConfiguration: { LocationConstraint: "ap-northeast-2" },
        });
        await s3.putBucketVersioning({ ...bucket, VersioningConfiguration: { Status: "Enabled" } });
        await s3.putBucketPolicy({
            ...bucket,
            Policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { AWS: "arn:aws:iam::333333333333:root" },
                        Action: "s3:GetObject",
                        Resource: "arn:aws:s3:::adopted-source/*",
                    },
                ],
            }),
        });
        await s3.putObject({ ...bucket, Key: "older.txt", Body: "x" });
    });

    it("is adopted, unchanged and with its objects, and replicates from then on", async () => {
        const { s3 } = world().as("source");
        const earlier = await versionsOf(s3, bucket.Bucket);
        await adopt("replication-bucket", "replication-versioning", "replication-policy");

        const additions = [
            "create BucketOwnershipControls replication-ownership",
            "create BucketPublicAccessBlock replication-public-access",
            "create BucketReplicationConfig replication-replication",
            "create BucketServerSideEncryptionConfiguration replication-encryption",
            "create Role replication-role",
            "create RolePolicy replication-role-policy",
            "create pulumi default",
            // What was there, and another policy than the program's, shows before it is replaced.
            "update BucketPolicy replication-policy: policy",
        ];
        assert.deepEqual((await source.preview()).changes, additions);
        assert.deepEqual((await source.up()).changes, additions);
        assert.deepEqual((await source.preview({ refresh: true })).changes, []);

        assert.deepEqual(await versionsOf(s3, bucket.Bucket), earlier);
        await s3.putObject({ ...bucket, Key: "newer.txt", Body: "x" });
        assert.equal((await s3.headObject({ ...bucket, Key: "newer.txt" })).ReplicationStatus, "COMPLETED");
        assert.equal((await s3.headObject({ ...bucket, Key: "older.txt" })).ReplicationStatus, undefined);
    });
});
