import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { KMS } from "@aws-sdk/client-kms";
import type { S3 } from "@aws-sdk/client-s3";
import type { JobManifestGeneratorFilter } from "@aws-sdk/client-s3-control";
import * as v from "valibot";
import { steerJobs } from "../../sandbox/emulator/jobs";
import { inSandbox } from "../support/inSandbox";
import { allow, documentOf, JobsWorld, outcome, roleArn } from "./support/jobs";

const inventorySchema = v.looseObject({
    fileSchema: v.string(),
    files: v.tuple([v.object({ key: v.string(), size: v.number(), MD5checksum: v.string() })]),
});

describe("what the sandbox's jobs replicate", function () {
    this.timeout(60_000);
    const world = inSandbox();
    const jobs = new JobsWorld(world);

    before(async () => {
        await jobs.addRole("replication", "s3.amazonaws.com", allow(["s3:*", "kms:*"]));
        await jobs.addRole("batch", "batchoperations.s3.amazonaws.com", allow("s3:*"));
    });
    beforeEach(() => steerJobs(jobs.sandbox, { seconds: 0.01 }));

    /** All versions, the newest first, with status and place. */
    async function versions(s3: S3, Bucket: string): Promise<string[]> {
        const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
        const told = await Promise.all(
            Versions.map(async ({ Key, VersionId, LastModified, IsLatest }) => {
                // The emulator tells the tags of no version that a delete marker hides, but how many there are.
                const { ReplicationStatus, Metadata, TagCount } = await s3.getObject({
                    Bucket,
                    Key,
                    VersionId,
                });
                return {
                    time: LastModified,
                    text: [Key, VersionId, IsLatest, ReplicationStatus, Metadata?.number, TagCount].join(" "),
                };
            }),
        );
        const markers = DeleteMarkers.map(({ Key, VersionId, LastModified, IsLatest }) => ({
            time: LastModified,
            text: [Key, VersionId, IsLatest, "marker"].join(" "),
        }));
        return [...told, ...markers].sort((a, b) => Number(b.time) - Number(a.time)).map(({ text }) => text);
    }

    async function put(name: string, Key: string, Body = Key, other: object = {}): Promise<string> {
        const { VersionId = "null" } = await jobs.source.s3.putObject({
            Bucket: `${name}-source`,
            Key,
            Body,
            ...other,
        });
        // Times have milliseconds.
        await setTimeout(2);
        return VersionId;
    }

    const keysOf = (rows: readonly string[]) =>
        rows.map((row) => decodeURIComponent(row.split(",")[1] ?? ""));

    it("are the versions and delete markers from before the rule, at their places in time", async () => {
        await jobs.addPair("old");
        const one = await put("old", "a b+c%.txt", "1", { Metadata: { number: "one" }, Tagging: "x=y" });
        const two = await put("old", "a b+c%.txt", "2", { Metadata: { number: "two" } });
        const gone = await put("old", "gone");
        const { VersionId: marker } = await jobs.source.s3.deleteObject({
            Bucket: "old-source",
            Key: "gone",
        });
        await jobs.setRules("old");
        await setTimeout(2);
        const live = await put("old", "a b+c%.txt", "3", { Metadata: { number: "live" } });

        const job = await jobs.run(jobs.input("old", { ObjectReplicationStatuses: ["NONE", "FAILED"] }));
        assert.equal(outcome(job), "Complete 4 of 4");
        assert.deepEqual(await versions(jobs.source.s3, "old-source"), [
            `a b+c%.txt ${live} true COMPLETED live `,
            `gone ${marker} true marker`,
            `gone ${gone} false COMPLETED  `,
            `a b+c%.txt ${two} false COMPLETED two `,
            `a b+c%.txt ${one} false COMPLETED one 1`,
        ]);
        const [liveReplica, ...replicas] = await versions(jobs.destination.s3, "old-destination");
        assert.match(liveReplica ?? "", /^a b\+c%\.txt \S+ true REPLICA live $/);
        assert.deepEqual(replicas, [
            `gone ${marker} true marker`,
            `gone ${gone} false REPLICA  `,
            `a b+c%.txt ${two} false REPLICA two `,
            `a b+c%.txt ${one} false REPLICA one 1`,
        ]);
        const newest = await jobs.destination.s3.getObject({ Bucket: "old-destination", Key: "a b+c%.txt" });
        assert.equal(await newest.Body?.transformToString(), "3");
        assert.deepEqual((await jobs.rows(job)).toSorted(), [
            ...[`${one},succeeded,200,,Successful`, `${two},succeeded,200,,Successful`]
                .map((row) => `old-source,a%20b%2Bc%25.txt,${row}`)
                .toSorted(),
            ...[`${gone},succeeded,200,,Successful`, `${marker},succeeded,200,,Successful`]
                .map((row) => `old-source,gone,${row}`)
                .toSorted(),
        ]);

        // All of it again, delete markers of live replication included: nothing comes twice.
        await jobs.source.s3.deleteObject({ Bucket: "old-source", Key: "a b+c%.txt" });
        const before = await versions(jobs.destination.s3, "old-destination");
        assert.equal(outcome(await jobs.run(jobs.input("old"))), "Complete 6 of 6");
        assert.deepEqual(await versions(jobs.destination.s3, "old-destination"), before);
        const none = await jobs.run(jobs.input("old", { ObjectReplicationStatuses: ["NONE", "FAILED"] }));
        assert.equal(
            outcome(none),
            "Failed 0 of 0: Manifest generation found no keys matching the filter criteria.",
        );
        assert.deepEqual(await jobs.rows(none), []);
    });

    it("go to every destination, by the rule of the highest priority", async () => {
        await jobs.addPair("two");
        await jobs.addDestination("two-other");
        await put("two", "a");
        const to = (Bucket: string, StorageClass: "STANDARD_IA" | "ONEZONE_IA") => ({
            Destination: { Bucket: `arn:aws:s3:::${Bucket}`, StorageClass },
        });
        await jobs.setRules(
            "two",
            to("two-other", "ONEZONE_IA"),
            to("two-destination", "ONEZONE_IA"),
            to("two-destination", "STANDARD_IA"),
        );
        await jobs.letIn("two-other", ["s3:ListBucket"]);
        const failed = await jobs.run(jobs.input("two"));
        assert.match((await jobs.rows(failed)).join(), /,failed,403,DstPutObjectNotPermitted,Access Denied$/);
        const { s3 } = jobs.destination;
        const classes = async () =>
            Promise.all(
                ["two-destination", "two-other"].map(async (Bucket) =>
                    (await s3.listObjectsV2({ Bucket })).Contents?.map(({ StorageClass }) => StorageClass),
                ),
            );
        const status = async () =>
            (await jobs.source.s3.headObject({ Bucket: "two-source", Key: "a" })).ReplicationStatus;
        assert.deepEqual([await classes(), await status()], [[["STANDARD_IA"], undefined], "FAILED"]);
        await jobs.letIn("two-other", ["s3:ReplicateObject"]);
        await jobs.run(jobs.input("two", { ObjectReplicationStatuses: ["FAILED"] }));
        assert.deepEqual([await classes(), await status()], [[["STANDARD_IA"], ["ONEZONE_IA"]], "COMPLETED"]);
    });

    it("are those that the filter of a generated manifest selects", async () => {
        await jobs.addPair("filter");
        const { s3 } = jobs.source;
        await s3.putBucketVersioning({
            Bucket: "filter-source",
            VersioningConfiguration: { Status: "Suspended" },
        });
        await put("filter", "null version", "12345");
        await s3.putBucketVersioning({
            Bucket: "filter-source",
            VersioningConfiguration: { Status: "Enabled" },
        });
        await put("filter", "in/a.txt", "1234");
        await put("filter", "in/frozen.txt", "12", { StorageClass: "GLACIER" });
        const middle = new Date();
        await setTimeout(2);
        await put("filter", "out/b.log", "123", { StorageClass: "STANDARD_IA" });
        await jobs.setRules("filter", { Filter: { Prefix: "in/" } });
        await put("filter", "in/live.txt", "1");
        await jobs.letIn("filter-destination", ["s3:ListBucket"]);
        await put("filter", "in/refused.txt", "1");
        await jobs.letIn("filter-destination", ["s3:ReplicateObject"]);

        const all = [
            "in/a.txt",
            "in/frozen.txt",
            "in/live.txt",
            "in/refused.txt",
            "null version",
            "out/b.log",
        ];
        const cases: readonly [JobManifestGeneratorFilter, readonly string[]][] = [
            [{ EligibleForReplication: undefined }, all],
            [{ EligibleForReplication: true }, ["in/a.txt", "in/live.txt", "in/refused.txt"]],
            [{ EligibleForReplication: false }, ["in/frozen.txt", "null version", "out/b.log"]],
            [{ CreatedAfter: middle }, ["in/live.txt", "in/refused.txt", "out/b.log"]],
            [{ CreatedBefore: middle }, ["in/a.txt", "in/frozen.txt", "null version"]],
            [{ ObjectReplicationStatuses: ["FAILED"] }, ["in/refused.txt"]],
            [{ ObjectReplicationStatuses: ["COMPLETED"] }, ["in/live.txt"]],
            [{ KeyNameConstraint: { MatchAnyPrefix: ["null", "out/"] } }, ["null version", "out/b.log"]],
            [{ KeyNameConstraint: { MatchAnySuffix: [".log", "n"] } }, ["null version", "out/b.log"]],
            [{ KeyNameConstraint: { MatchAnySubstring: ["zen", "/b"] } }, ["in/frozen.txt", "out/b.log"]],
            [{ ObjectSizeGreaterThanBytes: 3 }, ["in/a.txt", "null version"]],
            [{ ObjectSizeLessThanBytes: 2 }, ["in/live.txt", "in/refused.txt"]],
            [{ MatchAnyStorageClass: ["GLACIER", "STANDARD_IA"] }, ["in/frozen.txt", "out/b.log"]],
        ];
        // Nothing is to change from one case to the next.
        await steerJobs(jobs.sandbox, { seconds: 0, failures: [] });
        const suspended = { ConfirmationRequired: true };
        for (const [filter, keys] of cases) {
            const asked = jobs.input("filter", { EligibleForReplication: undefined, ...filter }, suspended);
            const { JobId } = await jobs.control().createJob(asked);
            const job = await jobs.until(JobId, "Suspended", "Failed");
            assert.equal(job.ProgressSummary?.TotalNumberOfTasks, keys.length, JSON.stringify(filter));
        }
        const job = await jobs.run(jobs.input("filter", { EligibleForReplication: undefined }));
        assert.deepEqual(keysOf(await jobs.rows(job)).toSorted(), all);
        assert.equal(outcome(job), "Complete 3 of 6");
        assert.equal(
            (await jobs.rows(job)).filter((row) => row.includes(",SrcObjectNotEligible,")).length,
            3,
        );
    });

    it("are those of a list, with their version ids", async () => {
        await jobs.addPair("list");
        const gone = await put("list", "gone");
        const object = { Bucket: "list-source", Key: "gone" };
        const { VersionId: marker } = await jobs.source.s3.deleteObject(object);
        const first = await put("list", "a b", "1");
        await put("list", "a b", "2");
        await jobs.setRules("list");
        const manifest = await jobs.manifest(
            "list",
            [
                `x,list-source,a%20b,${first}`,
                "x,list-source,a%20b,",
                "x,list-source,a%20b,unknown",
                "x,list-source,nowhere,unknown",
                "x,no-such-bucket,a,unknown",
                "",
            ].join("\n"),
            ["Ignore", "Bucket", "Key", "VersionId"],
        );
        const job = await jobs.run(jobs.input("list", {}, { Manifest: manifest }));
        assert.equal(outcome(job), "Complete 1 of 5");
        assert.deepEqual(
            (await jobs.rows(job)).toSorted(),
            [
                "list-source,a%20b,,failed,400,InvalidRequest,Task failed due to missing VersionId",
                `list-source,a%20b,${first},succeeded,200,,Successful`,
                "list-source,a%20b,unknown,failed,404,SrcVersionNotFound,SrcVersionNotFound",
                "list-source,nowhere,unknown,failed,404,SrcKeyNotFound,SrcKeyNotFound",
                "no-such-bucket,a,unknown,failed,404,SrcBucketNotFound,SrcBucketNotFound",
            ].toSorted(),
        );
        const copies = await versions(jobs.destination.s3, "list-destination");
        assert.deepEqual(copies, [`a b ${first} true REPLICA  `]);

        // The marker first: it hides what comes after it and was there before it.
        const rows = [marker, gone].map((id) => `list-source,gone,${id}\n`).join("");
        const both = await jobs.manifest("list", rows, ["Bucket", "Key", "VersionId"]);
        assert.equal(outcome(await jobs.run(jobs.input("list", {}, { Manifest: both }))), "Complete 2 of 2");
        await assert.rejects(jobs.destination.s3.getObject({ Bucket: "list-destination", Key: "gone" }), {
            name: "NoSuchKey",
        });

        const elsewhere = jobs.control({ region: "ap-northeast-1" });
        const far = await jobs.run(jobs.input("list", {}, { Manifest: both }), elsewhere);
        assert.match((await jobs.rows(far)).join(), /,failed,400,SrcBucketInvalidRegion,/);

        const { Location, Spec } = await jobs.manifest("list", "x,list-source,a,1", [
            ...(["Ignore", "Bucket", "Key", "VersionId"] as const),
        ]);
        const other = async (Manifest: typeof manifest) =>
            outcome(await jobs.run(jobs.input("list", {}, { Manifest })));
        assert.match(
            await other({ Spec, Location: { ...Location, ETag: "00000000000000000000000000000000" } }),
            /^Failed 0 of 0: The manifest's ETag/,
        );
        assert.match(
            await other({ Spec, Location: { ...Location, ObjectArn: `${Location.ObjectArn}x` } }),
            /^Failed 0 of 0: The manifest was not found/,
        );
        assert.match(
            await other({ Location, Spec: { ...Spec, Fields: ["Bucket", "Key", "VersionId"] } }),
            /^Failed 0 of 0: The manifest has a row of 4 columns, not 3/,
        );
    });

    it("leave a generated manifest where it is wanted, in the form of S3 Inventory", async () => {
        await jobs.addPair("manifest");
        const id = await put("manifest", "a b");
        await jobs.setRules("manifest");
        const job = await jobs.run(
            jobs.input(
                "manifest",
                {},
                {
                    ManifestGenerator: {
                        S3JobManifestGenerator: {
                            SourceBucket: "arn:aws:s3:::manifest-source",
                            EnableManifestOutput: true,
                            ManifestOutputLocation: {
                                Bucket: "arn:aws:s3:::manifest-reports",
                                ManifestPrefix: "lists",
                                ManifestFormat: "S3InventoryReport_CSV_20211130",
                            },
                        },
                    },
                },
            ),
        );
        const { Format, Location } = job.GeneratedManifestDescriptor ?? {};
        const folder = `lists/job-${job.JobId}`;
        assert.equal(Format, "S3InventoryReport_CSV_20211130");
        assert.equal(Location?.ObjectArn, `arn:aws:s3:::manifest-reports/${folder}/manifest.json`);
        const read = async (Key: string) => {
            const { Body, ETag } = await jobs.source.s3.getObject({ Bucket: "manifest-reports", Key });
            return { bytes: Buffer.from((await Body?.transformToByteArray()) ?? []), ETag };
        };
        const manifest = await read(`${folder}/manifest.json`);
        assert.equal(manifest.ETag, `"${Location.ETag}"`);
        const { files, fileSchema } = v.parse(inventorySchema, JSON.parse(manifest.bytes.toString()));
        assert.equal(fileSchema, "Bucket, Key, VersionId");
        const [file] = files;
        const { bytes } = await read(file.key);
        assert.deepEqual(
            [bytes.length, createHash("md5").update(bytes).digest("hex")],
            [file.size, file.MD5checksum],
        );
        assert.equal(gunzipSync(bytes).toString(), `manifest-source,a%20b,${id}\n`);
    });

    it("fail by AWS's reason where replication would be refused, and arrive once that is mended", async () => {
        await jobs.addPair("refused");
        await put("refused", "key", "1", { Tagging: "x=y" });
        await put("refused", "gone");
        await jobs.source.s3.deleteObject({ Bucket: "refused-source", Key: "gone" });
        await jobs.setRules("refused");
        const all = ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"];
        const without = (action: string) => ({ ...allow(action), Effect: "Deny" });
        const letIn = (...actions: string[]) => jobs.letIn("refused-destination", actions);
        const role = (...statements: unknown[]) =>
            jobs.setPolicy("replication", allow("s3:*"), ...statements);
        const version = (Status: "Enabled" | "Suspended") =>
            jobs.destination.s3.putBucketVersioning({
                Bucket: "refused-destination",
                VersioningConfiguration: { Status },
            });
        const trust = (Service: string) =>
            jobs.source.iam.updateAssumeRolePolicy({
                RoleName: "replication",
                PolicyDocument: documentOf({
                    Effect: "Allow",
                    Principal: { Service },
                    Action: "sts:AssumeRole",
                }),
            });
        const owners = (ObjectOwnership: "ObjectWriter") =>
            jobs.destination.s3.putBucketOwnershipControls({
                Bucket: "refused-destination",
                OwnershipControls: { Rules: [{ ObjectOwnership }] },
            });
        const elsewhere = { Destination: { Bucket: "arn:aws:s3:::refused-nowhere" } };
        const cases: readonly [
            reasons: string,
            breakIt: () => Promise<unknown>,
            mendIt: () => Promise<unknown>,
        ][] = [
            [
                "DstPutObjectNotPermitted",
                () => letIn("s3:ReplicateTags", "s3:ReplicateDelete"),
                () => letIn(...all),
            ],
            [
                "DstPutTaggingNotPermitted",
                () => letIn("s3:ReplicateObject", "s3:ReplicateDelete"),
                () => letIn(...all),
            ],
            [
                "DstDelObjNotPermitted",
                () => letIn("s3:ReplicateObject", "s3:ReplicateTags"),
                () => letIn(...all),
            ],
            ["DstBucketUnversioned", () => version("Suspended"), () => version("Enabled")],
            ["DstBucketNotFound", () => jobs.setRules("refused", elsewhere), () => jobs.setRules("refused")],
            ["AssumeRoleNotPermitted", () => trust("ec2.amazonaws.com"), () => trust("s3.amazonaws.com")],
            ["SrcGetObjectNotPermitted", () => role(without("s3:GetObjectVersionForReplication")), role],
            ["SrcGetAclNotPermitted", () => role(without("s3:GetObjectVersionAcl")), role],
            ["SrcGetTaggingNotPermitted", () => role(without("s3:GetObjectVersionTagging")), role],
            ["DstPutObjectNotPermitted", () => role(without("s3:ReplicateObject")), role],
            [
                "DstPutObjectNotPermitted",
                async () => {
                    await owners("ObjectWriter");
                    await jobs.setRules("refused", {
                        Destination: {
                            Bucket: "arn:aws:s3:::refused-destination",
                            Account: "222222222222",
                            AccessControlTranslation: { Owner: "Destination" },
                        },
                    });
                    await letIn(...all, "s3:ObjectOwnerOverrideToBucketOwner");
                    await role(without("s3:ObjectOwnerOverrideToBucketOwner"));
                },
                role,
            ],
            [
                "DstBucketObjectLockConfigMissing",
                () =>
                    jobs.source.s3.putObjectLockConfiguration({
                        Bucket: "refused-source",
                        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
                    }),
                () =>
                    jobs.destination.s3.putObjectLockConfiguration({
                        Bucket: "refused-destination",
                        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
                    }),
            ],
        ];
        for (const [reason, breakIt, mendIt] of cases) {
            await breakIt();
            const job = await jobs.run(jobs.input("refused"));
            const found = new Set((await jobs.rows(job)).map((row) => row.split(",")[5]));
            assert.deepEqual(
                [...found].filter((code) => code !== ""),
                [reason],
            );
            await mendIt();
        }
        const job = await jobs.run(jobs.input("refused", { ObjectReplicationStatuses: ["FAILED"] }));
        assert.match(outcome(job), /^Complete (\d) of \1$/);
        const place = { Bucket: "refused-destination", Key: "key" };
        const { TagSet } = await jobs.destination.s3.getObjectTagging(place);
        assert.deepEqual(TagSet, [{ Key: "x", Value: "y" }]);
        const kept = await versions(jobs.destination.s3, "refused-destination");
        assert.equal(kept.length, 3);

        // A replica that was deleted by its id does not come again.
        const [{ VersionId } = {}] =
            (await jobs.destination.s3.listObjectVersions({ Bucket: "refused-destination", Prefix: "key" }))
                .Versions ?? [];
        await jobs.destination.s3.deleteObject({ ...place, VersionId });
        const again = await jobs.run(jobs.input("refused"));
        assert.match((await jobs.rows(again)).join(), /,key,[^,]+,failed,400,DstObjectHardDeleted,/);
    });

    it("come under the key of the rule, as far as both keys allow it", async () => {
        await jobs.addPair("kms");
        const ofSource = new KMS(world().client("source"));
        const ofReplica = new KMS(world().client("destination"));
        const open = { ...allow("kms:*"), Principal: { AWS: "*" } };
        const Policy = documentOf(open);
        const keys = await Promise.all([ofSource, ofReplica].map((kms) => kms.createKey({ Policy })));
        const [sourceKey = "", replicaKey = ""] = keys.map((made) => made.KeyMetadata?.Arn);
        const SSE = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: sourceKey };
        await put("kms", "key", "1", SSE);
        const rule = (ReplicaKmsKeyID: string) => ({
            SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" as const } },
            Destination: {
                Bucket: "arn:aws:s3:::kms-destination",
                EncryptionConfiguration: { ReplicaKmsKeyID },
            },
        });
        const code = async () =>
            (await jobs.rows(await jobs.run(jobs.input("kms", { EligibleForReplication: undefined })))).map(
                (row) => row.split(",")[5],
            );
        await jobs.setRules("kms");
        assert.deepEqual(await code(), ["SrcObjectNotEligible"]);
        await jobs.setRules("kms", rule(replicaKey));
        const decrypt = { ...allow("kms:Decrypt"), Effect: "Deny" };
        await jobs.setPolicy("replication", allow(["s3:*", "kms:*"]), decrypt);
        assert.deepEqual(await code(), ["SrcGetObjectNotPermitted"]);
        await jobs.setPolicy("replication", allow(["s3:*", "kms:Decrypt"]));
        assert.deepEqual(await code(), ["DstPutObjectNotPermitted"]);
        const encrypt = {
            ...allow("kms:Encrypt"),
            Condition: {
                StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" },
                StringLike: { "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::kms-destination/*" },
            },
        };
        await jobs.setPolicy("replication", allow(["s3:*", "kms:Decrypt"]), encrypt);
        await ofReplica.disableKey({ KeyId: replicaKey });
        assert.deepEqual(await code(), ["DstKmsKeyInvalidState"]);
        await ofReplica.enableKey({ KeyId: replicaKey });
        assert.deepEqual(await code(), [""]);
        const head = await jobs.destination.s3.headObject({ Bucket: "kms-destination", Key: "key" });
        assert.equal(head.SSEKMSKeyId, replicaKey);

        // A key of the same account counts by its own policy.
        const closed = { ...open, Principal: { AWS: roleArn("batch") } };
        const { KeyMetadata } = await ofSource.createKey({
            Policy: documentOf(closed),
            BypassPolicyLockoutSafetyCheck: true,
        });
        await put("kms", "closed", "1", { ...SSE, SSEKMSKeyId: KeyMetadata?.Arn });
        assert.deepEqual((await code()).toSorted(), ["", "SrcGetObjectNotPermitted"]);
    });
});
