import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { KMS } from "@aws-sdk/client-kms";
import type { JobDescriptor, S3Control } from "@aws-sdk/client-s3-control";
import * as v from "valibot";
import { steerJobs, type JobsSteering } from "../../sandbox/emulator/jobs";
import { inSandbox } from "../support/inSandbox";
import { AccountId, allow, documentOf, JobsWorld, outcome, roleArn } from "./support/jobs";

const reportSchema = v.strictObject({
    Format: v.literal("Report_CSV_20180820"),
    ReportCreationDate: v.pipe(v.string(), v.isoTimestamp()),
    ReportSchema: v.literal("Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage"),
    Results: v.array(
        v.strictObject({
            TaskExecutionStatus: v.picklist(["succeeded", "failed"]),
            Bucket: v.string(),
            MD5Checksum: v.string(),
            Key: v.string(),
        }),
    ),
});

describe("who may do what in the sandbox's jobs, and what they report", function () {
    this.timeout(60_000);
    const world = inSandbox();
    const jobs = new JobsWorld(world);

    const reports = "arn:aws:s3:::rights-reports";
    const manifests = `${reports}/manifests/*`;
    /** What AWS's guide gives the role of Batch Replication, and nothing else. */
    const needed: readonly [action: string, resource: string, without: string | RegExp][] = [
        [
            "s3:InitiateReplication",
            "arn:aws:s3:::rights-source/*",
            "Complete 0 of 2 InitiateReplicationNotPermitted",
        ],
        [
            "s3:GetReplicationConfiguration",
            "arn:aws:s3:::rights-source",
            "Failed 0 of 0: Generating the manifest is forbidden: AccessDenied",
        ],
        [
            "s3:PutInventoryConfiguration",
            "arn:aws:s3:::rights-source",
            "Failed 0 of 0: Generating the manifest is forbidden: AccessDenied",
        ],
        [
            "s3:PutObject",
            manifests,
            "Failed 0 of 0: The manifest could not be written to your manifest bucket",
        ],
        ["s3:GetObject", manifests, "Failed 0 of 0: Reading the manifest is forbidden: AccessDenied"],
        ["s3:GetObjectVersion", manifests, "Failed 0 of 0: Reading the manifest is forbidden: AccessDenied"],
        [
            "s3:PutObject",
            `${reports}/reports/*`,
            "Failed 2 of 2: The job report could not be written to your report bucket. Please check your permissions.",
        ],
    ];
    const statements = needed.map(([action, resource]) => allow(action, resource));

    before(async () => {
        await jobs.addRole("replication", "s3.amazonaws.com", allow("s3:*"));
        await jobs.addRole("batch", "batchoperations.s3.amazonaws.com", ...statements);
        await jobs.addPair("rights");
        for (const Key of ["a b", "c"]) {
            await jobs.source.s3.putObject({ Bucket: "rights-source", Key, Body: Key });
        }
        await jobs.setRules("rights");
    });
    beforeEach(() => steerJobs(jobs.sandbox, { seconds: 0 }));

    const input = (filter = {}) => ({
        ...jobs.input("rights"),
        ManifestGenerator: {
            S3JobManifestGenerator: {
                SourceBucket: "arn:aws:s3:::rights-source",
                EnableManifestOutput: true,
                ManifestOutputLocation: {
                    Bucket: reports,
                    ManifestPrefix: "manifests",
                    ManifestFormat: "S3InventoryReport_CSV_20211130" as const,
                },
                Filter: { EligibleForReplication: true, ...filter },
            },
        },
    });
    const result = async () => {
        const job = await jobs.run(input());
        const codes = new Set((await jobs.rows(job)).map((row) => row.split(",")[5]));
        return [outcome(job), ...codes].join(" ").trim();
    };

    for (const [index, [action, resource, without]] of needed.entries()) {
        it(`a job needs ${action} on ${resource.split(":::")[1]} for its role`, async () => {
            await jobs.setPolicy("batch", ...statements.filter((_, other) => other !== index));
            try {
                assert.equal(await result(), without);
            } finally {
                await jobs.setPolicy("batch", ...statements);
            }
            assert.equal(await result(), "Complete 2 of 2");
        });
    }

    it("a job needs a role that Batch Operations may assume", async () => {
        const trust = (Principal: unknown) =>
            jobs.source.iam.updateAssumeRolePolicy({
                RoleName: "batch",
                PolicyDocument: documentOf({ Effect: "Allow", Principal, Action: "sts:AssumeRole" }),
            });
        const forbidden = "Failed 0 of 0: The role of the job cannot be assumed by Batch Operations";
        await trust({ Service: "s3.amazonaws.com" });
        assert.equal(await result(), forbidden);
        await trust({ AWS: `arn:aws:iam::${AccountId}:root` });
        assert.equal(await result(), forbidden);
        await trust({ Service: "batchoperations.s3.amazonaws.com" });
        assert.equal(await result(), "Complete 2 of 2");
        const nobody = await jobs.run({ ...input(), RoleArn: roleArn("nobody") });
        assert.equal(outcome(nobody), forbidden);
    });

    it("a job is held back by the permissions boundary of its role, and by the policy of the bucket", async () => {
        const { iam, s3 } = jobs.source;
        const PolicyDocument = documentOf(allow("s3:Get*"));
        const { Policy } = await iam.createPolicy({ PolicyName: "boundary", PolicyDocument });
        await iam.putRolePermissionsBoundary({ RoleName: "batch", PermissionsBoundary: Policy?.Arn });
        assert.match(await result(), /Generating the manifest is forbidden/);
        await iam.deleteRolePermissionsBoundary({ RoleName: "batch" });
        const deny = { ...allow("s3:PutObject", `${reports}/reports/*`), Effect: "Deny", Principal: "*" };
        const tls = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
        await s3.putBucketPolicy({ Bucket: "rights-reports", Policy: documentOf(deny) });
        assert.match(await result(), /The job report could not be written/);
        await s3.putBucketPolicy({ Bucket: "rights-reports", Policy: documentOf({ ...deny, ...tls }) });
        assert.equal(await result(), "Complete 2 of 2");
    });

    it("a bucket under a KMS key needs the key as well", async () => {
        const kms = new KMS(world().client("source"));
        const open = { ...allow("kms:*"), Principal: { AWS: `arn:aws:iam::${AccountId}:root` } };
        const { KeyMetadata } = await kms.createKey({ Policy: documentOf(open) });
        const encryption = (rule: { SSEAlgorithm: "aws:kms" | "AES256"; KMSMasterKeyID?: string }) =>
            jobs.source.s3.putBucketEncryption({
                Bucket: "rights-reports",
                ServerSideEncryptionConfiguration: {
                    Rules: [{ ApplyServerSideEncryptionByDefault: rule }],
                },
            });
        await encryption({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: KeyMetadata?.Arn });
        const on = (action: string) => ({
            ...allow(action, KeyMetadata?.Arn),
            Condition: { StringEquals: { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" } },
        });
        assert.match(await result(), /The manifest could not be written/);
        await jobs.setPolicy("batch", ...statements, on("kms:GenerateDataKey"));
        assert.match(await result(), /Reading the manifest is forbidden/);
        await jobs.setPolicy("batch", ...statements, on("kms:GenerateDataKey"), on("kms:Decrypt"));
        assert.equal(await result(), "Complete 2 of 2");
        await encryption({ SSEAlgorithm: "AES256" });
        await jobs.setPolicy("batch", ...statements);
    });

    describe("whoever calls", () => {
        let control: S3Control;
        const passRole = {
            ...allow("iam:PassRole", roleArn("batch")),
            Condition: { StringEquals: { "iam:PassedToService": "batchoperations.s3.amazonaws.com" } },
        };
        const may = async (...given: unknown[]) =>
            jobs.source.iam.putUserPolicy({
                UserName: "caller",
                PolicyName: "all",
                PolicyDocument: documentOf(allow("iam:GetUser"), ...given),
            });

        before(async () => {
            const { iam } = jobs.source;
            await iam.createUser({ UserName: "caller" });
            const { AccessKey } = await iam.createAccessKey({ UserName: "caller" });
            const credentials = {
                accessKeyId: AccessKey?.AccessKeyId ?? "",
                secretAccessKey: AccessKey?.SecretAccessKey ?? "",
            };
            control = jobs.control({ credentials });
        });

        it("needs to be allowed to create jobs, to pass the role, and to tag", async () => {
            const create = {
                ...allow("s3:CreateJob"),
                Condition: { StringEquals: { "s3:RequestJobOperation": "S3ReplicateObject" } },
            };
            const tag = allow("s3:PutJobTagging");
            const asked = { ...input(), Tags: [{ Key: "a", Value: "b" }] };
            const all = [create, passRole, tag];
            for (const lacking of all) {
                await may(...all.filter((statement) => statement !== lacking));
                await assert.rejects(control.createJob(asked), { name: "AccessDenied" });
            }
            await may(...all);
            await control.createJob(asked);
            await may(create, passRole);
            await control.createJob(input());
        });

        it("needs to be allowed each other call, on that job", async () => {
            await steerJobs(jobs.sandbox, { seconds: 60 });
            const { JobId } = await jobs.control().createJob(input());
            const job = { AccountId, JobId };
            const arn = `arn:aws:s3:ap-northeast-2:${AccountId}:job/${JobId}`;
            const calls: readonly [action: string, resource: string, call: () => Promise<unknown>][] = [
                ["s3:DescribeJob", arn, () => control.describeJob(job)],
                ["s3:ListJobs", "*", () => control.listJobs({ AccountId })],
                ["s3:UpdateJobPriority", arn, () => control.updateJobPriority({ ...job, Priority: 3 })],
                ["s3:PutJobTagging", arn, () => control.putJobTagging({ ...job, Tags: [] })],
                ["s3:GetJobTagging", arn, () => control.getJobTagging(job)],
                ["s3:DeleteJobTagging", arn, () => control.deleteJobTagging(job)],
                [
                    "s3:UpdateJobStatus",
                    arn,
                    () => control.updateJobStatus({ ...job, RequestedJobStatus: "Cancelled" }),
                ],
            ];
            const others = (action: string) => ({ ...allow(action), Effect: "Deny" });
            for (const [action, resource, call] of calls) {
                await may(allow("s3:*"), others(action));
                await assert.rejects(call(), { name: "AccessDenied" });
                await may(allow(action, resource));
                await call();
            }
        });

        it("is of the account that is asked", async () => {
            await may(allow("*"));
            await assert.rejects(control.listJobs({ AccountId: "222222222222" }), { name: "AccessDenied" });
            const credentials = { accessKeyId: "222222222222", secretAccessKey: "sandbox" };
            await assert.rejects(jobs.control({ credentials }).listJobs({ AccountId }), {
                name: "AccessDenied",
            });
        });
    });

    describe("a report", () => {
        async function read(job: JobDescriptor) {
            const { s3 } = jobs.source;
            const folder = `${job.Report?.Prefix}/job-${job.JobId}/`;
            const { Contents = [] } = await s3.listObjectsV2({ Bucket: "rights-reports", Prefix: folder });
            const files = await Promise.all(
                Contents.map(async ({ Key = "" }) => {
                    const { Body } = await s3.getObject({ Bucket: "rights-reports", Key });
                    return [Key.replace(folder, ""), (await Body?.transformToString()) ?? ""] as const;
                }),
            );
            return { folder, files: new Map(files) };
        }
        const md5 = (text: string) => createHash("md5").update(text).digest("hex");
        const steer = (steering: JobsSteering) => steerJobs(jobs.sandbox, { seconds: 0, ...steering });
        const oneFails = { failures: [{ key: "a*", code: "Strange", http: 418, message: 'a "b", c' }] };

        it("says of each task what became of it, with its MD5", async () => {
            await steer(oneFails);
            const job = await jobs.run(input());
            assert.equal(outcome(job), "Complete 1 of 2");
            const { folder, files } = await read(job);
            const manifest = files.get("manifest.json") ?? "";
            assert.equal(files.get("manifest.json.md5"), `${md5(manifest)}\n`);
            const { Results } = v.parse(reportSchema, JSON.parse(manifest));
            const rows = Results.map(({ Bucket, Key, MD5Checksum, TaskExecutionStatus }) => {
                const text = files.get(Key.replace(folder, "")) ?? "";
                assert.deepEqual([Bucket, MD5Checksum], ["rights-reports", md5(text)]);
                assert.match(Key, /\/results\/[\da-f]{40}\.csv$/);
                return [TaskExecutionStatus, text.replace(/,[\da-f-]{36}/g, ",<id>")];
            });
            assert.deepEqual(rows, [
                ["succeeded", "rights-source,c,<id>,succeeded,200,,Successful\n"],
                ["failed", 'rights-source,a%20b,<id>,failed,418,Strange,"a ""b"", c"\n'],
            ]);
            assert.equal(files.size, 4);
            const { ReplicationStatus } = await jobs.source.s3.headObject({
                Bucket: "rights-source",
                Key: "a b",
            });
            assert.equal(ReplicationStatus, "FAILED");
        });

        it("is of the failed ones, or not written, where that is asked for", async () => {
            await steer(oneFails);
            const { Report } = input();
            const failed = await jobs.run({
                ...input(),
                Report: { ...Report, Enabled: true, ReportScope: "FailedTasksOnly" },
            });
            assert.deepEqual(
                (await jobs.rows(failed)).map((row) => row.split(",")[3]),
                ["failed"],
            );
            const none = await jobs.run({ ...input(), Report: { Enabled: false } });
            assert.equal(outcome(none), "Complete 1 of 2");
            const { Contents = [] } = await jobs.source.s3.listObjectsV2({ Bucket: "rights-reports" });
            assert.deepEqual(
                Contents.filter(({ Key }) => Key?.includes(`${none.JobId}/results`)),
                [],
            );
            const foreign = { ...Report, Enabled: true, ExpectedBucketOwner: "222222222222" };
            assert.match(
                outcome(await jobs.run({ ...input(), Report: foreign })),
                /report could not be written/,
            );
        });

        const odd: readonly [title: string, fault: JobsSteering["report"], seen: RegExp][] = [
            ["short rows", { shortRows: 1 }, /\nrights-source,c,succeeded,200,,Successful\n/],
            ["the order of the schema", { order: "schema" }, /,failed,Strange,418,/],
            ["keys with a plus for a space", { plusForSpace: true }, /\nrights-source,a\+b,/],
            ["no manifest", { manifest: "missing" }, /^results\/\w+\.csv\n(?!.*manifest)/s],
            ["half a manifest", { manifest: "truncated" }, /"Results": \[\{[^\]]*\nmanifest\.json\.md5\n/],
            ["no lists", { file: "missing" }, /^manifest\.json\n(?!.*\nresults)/s],
            ["half of each list", { file: "truncated" }, /\nrights-source,c,[\da-f-]{1,30}(\n|$)/],
        ];
        for (const [title, report, seen] of odd) {
            it(`has ${title} where a test asks for it`, async () => {
                await steer({ ...oneFails, report });
                const { files } = await read(await jobs.run(input()));
                assert.match([...files].map((pair) => pair.join("\n")).join("\n"), seen);
            });
        }

        it("has a wrong MD5 where a test asks for it", async () => {
            await steer({ report: { file: "md5" } });
            const { folder, files } = await read(await jobs.run(input()));
            const { Results } = v.parse(reportSchema, JSON.parse(files.get("manifest.json") ?? ""));
            const right = Results.map(
                ({ Key, MD5Checksum }) => md5(files.get(Key.replace(folder, "")) ?? "") === MD5Checksum,
            );
            assert.deepEqual(right, [false]);
        });

        it("is there of thousands of tasks, and of a job that fails since more than half of them did", async () => {
            const keys = Array.from({ length: 2100 }, (_, index) => `many/${index}`);
            const list = keys.map((key) => `rights-source,${key},x\n`).join("");
            const Manifest = await jobs.manifest("rights", list, ["Bucket", "Key", "VersionId"]);
            await jobs.setPolicy("batch", allow("s3:*"));
            const job = await jobs.run(jobs.input("rights", {}, { Manifest }));
            await jobs.setPolicy("batch", ...statements);
            assert.equal(outcome(job), "Failed 0 of 2100: More than half of the tasks failed");
            assert.equal((await jobs.rows(job)).length, job.ProgressSummary?.NumberOfTasksFailed);
            assert.equal(job.ProgressSummary?.NumberOfTasksFailed, 1000);
        });

        it("is not there of a job that fails before its tasks", async () => {
            await steer({ failure: { code: "Any", reason: "as a test wants it" } });
            const job = await jobs.run(input());
            assert.equal(outcome(job), "Failed 0 of 0: as a test wants it");
            assert.deepEqual(job.FailureReasons?.[0]?.FailureCode, "Any");
            assert.equal((await read(job)).files.size, 0);
        });
    });
});
