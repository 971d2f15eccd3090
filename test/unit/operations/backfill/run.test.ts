import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { JobFailure } from "@aws-sdk/client-s3-control";
import { descriptionOf, tokenOf, type Selection } from "../../../../operations/backfill/plan/selection";
import { actionOf } from "../../../../operations/aws/awsCallError";
import { exitCodes } from "../../../../operations/backfill/exitCodes";
import { FailedFile } from "../../../../operations/backfill/failedFile";
import { permissions } from "../../../../operations/backfill/permissions";
import { refused } from "../diagnose/object/clients";
import { busy, complete, FakeBatch, output, type Look } from "./fakeBatch";

const whole: Selection = { statuses: ["NONE", "FAILED"], prefix: "" };
const others: Selection = { statuses: ["FAILED"], prefix: "logs/" };
const longAgo = new Date("2026-01-01T00:00:00Z");
const report = {
    Enabled: true,
    Bucket: "arn:aws:s3:::here-backfill",
    Prefix: "reports",
    Format: "Report_CSV_20180820",
    ReportScope: "AllTasks",
} as const;
const replicating = { Operation: { S3ReplicateObject: {} }, Report: report };

describe("a backfill", () => {
    let batch: FakeBatch;
    beforeEach(() => {
        batch = new FakeBatch();
    });

    /** A job of the pair's source that was made before. */
    function before(selection: Selection, looks: Parameters<FakeBatch["add"]>[2], created = longAgo) {
        const Description = descriptionOf("here", selection);
        return batch.add(
            { ...replicating, Description, ClientRequestToken: tokenOf("here", selection) },
            created,
            looks,
        );
    }

    const created = () => batch.asked("control", "CreateJob");

    it("makes one job of the selection, and tells all of it", async () => {
        batch.versions = [{ key: "logs/a", status: "FAILED" }];
        batch.looks = [{ Status: "Active", ProgressSummary: { TotalNumberOfTasks: 1 } }, complete(1)];
        const { diagnosis, plan, ...told } = await batch.run({
            prefix: "logs/",
            createdAfter: longAgo,
            statuses: ["FAILED"],
        });
        const selection = { statuses: ["FAILED"], prefix: "logs/", createdAfter: longAgo } as const;
        assert.deepEqual(created(), [
            {
                AccountId: "111111111111",
                Operation: { S3ReplicateObject: {} },
                ConfirmationRequired: false,
                ManifestGenerator: {
                    S3JobManifestGenerator: {
                        SourceBucket: "arn:aws:s3:::here",
                        ExpectedBucketOwner: "111111111111",
                        EnableManifestOutput: true,
                        ManifestOutputLocation: {
                            Bucket: "arn:aws:s3:::here-backfill",
                            ExpectedManifestBucketOwner: "111111111111",
                            ManifestPrefix: "manifests",
                            ManifestEncryption: { SSES3: {} },
                            ManifestFormat: "S3InventoryReport_CSV_20211130",
                        },
                        Filter: {
                            EligibleForReplication: true,
                            ObjectReplicationStatuses: ["FAILED"],
                            CreatedAfter: longAgo,
                            KeyNameConstraint: { MatchAnyPrefix: ["logs/"] },
                        },
                    },
                },
                Report: { ...report, ExpectedBucketOwner: "111111111111" },
                RoleArn: output.roleArn,
                Priority: 10,
                Description: descriptionOf("here", selection),
                ClientRequestToken: tokenOf("here", selection),
            },
        ]);
        assert.equal(diagnosis.result, "works");
        assert.equal(
            plan?.selection,
            'versions with the replication status FAILED, under "logs/", created after 2026-01-01T00:00:00.000Z',
        );
        const { job } = told;
        assert.ok(job?.created instanceof Date);
        assert.deepEqual(
            { ...told, job: { ...job, created: undefined } },
            {
                result: "replicated",
                message: "Replicated: all of the job, 1 version.",
                next: "",
                source: { bucketName: "here", accountId: "111111111111", region: "ap-northeast-2" },
                destination: { bucketName: "there", accountId: "222222222222", region: "ap-northeast-1" },
                selection,
                notes: [],
                job: {
                    id: "job-1",
                    how: "started",
                    state: "Complete",
                    description: descriptionOf("here", selection),
                    created: undefined,
                    ended: undefined,
                    tasks: 1,
                    succeeded: 1,
                    failed: 0,
                    activeSeconds: undefined,
                    reasons: [],
                    sourceBucket: "here",
                    report: { bucket: "here-backfill", prefix: "reports/" },
                    operation: "S3ReplicateObject",
                },
                report: { tasks: 1, succeeded: 1, failed: 0, reasons: [], problems: [] },
            },
        );
        assert.ok(
            batch.said.includes(
                "Started job job-1. To follow it from elsewhere: npm run backfill -- --source source --destination destination " +
                    "--cwd /project --job job-1",
            ),
        );
    });

    it("has manifests under the key of the backfill", async () => {
        batch.outputs = {
            backfill: { ...output, prefix: "of/backfill/", kmsKeyArn: "arn:aws:kms:r:1:key/1" },
        };
        await batch.run();
        const [request] = created();
        const text = JSON.stringify(request);
        assert.match(
            text,
            /"ManifestPrefix":"of\/backfill\/manifests","ManifestEncryption":\{"SSEKMS":\{"KeyId":"arn:aws:kms:r:1:key\/1"\}\}/,
        );
        assert.match(text, /"Prefix":"of\/backfill\/reports"/);
    });

    const failedBy = (...FailureReasons: JobFailure[]): Look => ({ Status: "Failed", FailureReasons });
    const failing = "here,a,v1,failed,DstPutObjectNotPermitted,403,Access Denied\n";
    for (const [name, look, rows, result, message] of [
        [
            "failed tasks",
            complete(0, 1),
            failing,
            "failed",
            /^The job is complete, and 1 of its 1 version failed\.$/,
        ],
        [
            "a state of Failed",
            failedBy({ FailureCode: "AssumeRoleNotPermitted", FailureReason: "no" }),
            "",
            "failed",
            /^Batch Operations failed the job: AssumeRoleNotPermitted: no\.$/,
        ],
        [
            "a manifest of nothing",
            failedBy({ FailureReason: "Manifest generation found no keys matching the filter criteria." }),
            "",
            "nothing",
            /^Nothing to replicate: /,
        ],
        [
            "a cancellation",
            { ...complete(1), Status: "Cancelled", StatusUpdateReason: "too dear" },
            "here,a,v1,succeeded,,200,\n",
            "failed",
            /^The job was cancelled: too dear\. Replicated: 1 of 1 version\.$/,
        ],
        ["no task at all", complete(0), "", "nothing", /^Nothing to replicate: the job was of no version\.$/],
        [
            "a report of other counts",
            complete(2),
            "here,a,v1,succeeded,,200,\n",
            "unknown",
            /^The job is complete, and whether everything is replicated is not known: its report is not whole\.$/,
        ],
    ] as const) {
        it(`comes to ${result} by ${name}`, async () => {
            batch.looks = [look];
            batch.rows = rows;
            const outcome = await batch.run();
            assert.deepEqual(outcome.result, result);
            assert.match(outcome.message, message);
        });
    }

    it("tells the reasons of failures with what the diagnosis finds, and how the failed are tried again", async () => {
        batch.looks = [complete(0, 2)];
        batch.rows = failing + failing.replace("DstPutObjectNotPermitted", "Unheard");
        const { report: told, next } = await batch.run();
        assert.deepEqual(
            told?.reasons.map(({ code, count, explained }) => [code, count, explained?.name]),
            [
                ["DstPutObjectNotPermitted", 1, "DstPutObjectNotPermitted"],
                ["Unheard", 1, undefined],
            ],
        );
        assert.equal(
            next,
            "npm run backfill -- --source source --destination destination --cwd /project --retry job-1",
        );
        batch.answers.source = { GetObject: () => refused("AccessDenied", 403) };
        assert.match((await batch.run()).next, / --job job-1$/);
    });

    describe("of a selection that has a job", () => {
        it("follows the one that goes on", async () => {
            const { id } = before(whole, [{ Status: "Active" }, { Status: "Active" }, complete(1)]);
            const { job, result } = await batch.run();
            assert.deepEqual([job?.id, job?.how, result, created()], [id, "running", "replicated", []]);
        });

        it("follows the oldest of several, which others find too, and goes by the newest of those that ended", async () => {
            const day = (date: number) => new Date(Date.UTC(2026, 1, date));
            for (const date of [3, 2, 4]) {
                before(whole, [{ Status: "Active" }, complete(1)], day(date));
            }
            assert.equal((await batch.run()).job?.id, "job-2");
            for (const each of batch.jobs) {
                each.looked = 2;
            }
            assert.equal((await batch.run()).job?.id, "job-3");
        });

        it("ends where the token is of another request, and there is no such job", async () => {
            batch.answers.source = { CreateJob: () => refused("IdempotencyException", 400) };
            before(whole, [complete(1)]);
            await assert.rejects(batch.run({ again: true }), /IdempotencyException/);
        });

        it("tells the result of the one that has ended, and makes none unless it is asked to", async () => {
            before(whole, [{ ...complete(1), TerminationDate: new Date("2026-02-03") }]);
            const { job, message } = await batch.run();
            assert.deepEqual([job?.id, job?.how, created()], ["job-1", "ended", []]);
            assert.match(
                message,
                / This job had ended before, at 2026-02-03T00:00:00\.000Z: it knows nothing of .* since\. None .* --again /,
            );
            const again = await batch.run({ again: true });
            assert.deepEqual([again.job?.id, again.job?.how], ["job-2", "started"]);
            assert.deepEqual(
                batch.jobs.map(({ request }) => request.ClientRequestToken),
                [tokenOf("here", whole), tokenOf("here", whole, "job-1")],
            );
        });

        it("makes one where the one that has ended tried no version", async () => {
            before(whole, [{ Status: "Failed", FailureReasons: [{ FailureCode: "ManifestAccessDenied" }] }]);
            const { job } = await batch.run();
            assert.deepEqual([job?.id, job?.how], ["job-2", "started"]);
            assert.equal(batch.jobs[1]?.request.ClientRequestToken, tokenOf("here", whole, "job-1"));
        });

        it("asks on a terminal whether there is to be another", async () => {
            before(whole, [complete(1)]);
            const questions: string[] = [];
            const answering = (...answers: boolean[]) => ({
                ask: (question: string) => {
                    questions.push(question);
                    return Promise.resolve(answers.shift() ?? false);
                },
            });
            const kept = await batch.run({ yes: false }, answering(false));
            const another = await batch.run({ yes: false }, answering(true, true));
            assert.deepEqual([kept.job?.id, another.job?.id], ["job-1", "job-2"]);
            // Who says yes beforehand says it of a first job, and is not asked.
            assert.equal((await batch.run({ yes: true }, answering(true, true))).job?.how, "ended");
            const former = "A job of this selection has ended: job-1, Complete. Make another?";
            assert.deepEqual(questions, [former, former, "Start the job?"]);
        });

        it("follows one that was made by another with the same token and other words", async () => {
            batch.answers.source = {
                CreateJob: () => {
                    before(whole, [complete(1)], new Date());
                    return refused("IdempotencyException", 400);
                },
            };
            const { job } = await batch.run();
            assert.deepEqual([job?.id, job?.how], ["job-1", "ended"]);
        });

        it("tells the one that the token leads to, where it had ended long before and was not listed", async () => {
            before(whole, [complete(1)]);
            batch.answers.source = { ListJobs: () => ({}) };
            const { job } = await batch.run();
            assert.deepEqual([job?.id, job?.how, batch.jobs.length], ["job-1", "ended", 1]);
        });

        it("passes over such a one, where another one is wanted", async () => {
            const { ClientRequestToken } = before(whole, [complete(1)]).request;
            const second = batch.add(
                {
                    ...replicating,
                    Description: descriptionOf("here", whole),
                    ClientRequestToken: tokenOf("here", whole, "job-1"),
                },
                new Date("2026-02-01T00:00:00Z"),
                [complete(1)],
            );
            const [first] = batch.jobs;
            batch.answers.source = {
                ListJobs: () => ({
                    Jobs: [{ JobId: first?.id, Status: "Complete", Description: first?.request.Description }],
                }),
            };
            const { job } = await batch.run({ again: true });
            assert.deepEqual([job?.id, job?.how], ["job-3", "started"]);
            assert.deepEqual(
                batch.jobs.map(({ request }) => request.ClientRequestToken),
                [ClientRequestToken, second.request.ClientRequestToken, tokenOf("here", whole, "job-2")],
            );
        });

        it("finds it on a later page of the list", async () => {
            before(whole, [{ Status: "Active" }, complete(1)]);
            batch.answers.source = {
                ListJobs: ({ NextToken }) =>
                    NextToken === "more"
                        ? {
                              Jobs: [
                                  {
                                      JobId: "job-1",
                                      Status: "Active",
                                      Description: descriptionOf("here", whole),
                                  },
                              ],
                          }
                        : { Jobs: [], NextToken: "more" },
            };
            assert.equal((await batch.run()).job?.how, "running");
        });

        it("says which others of the bucket go on", async () => {
            before(others, [{ Status: "Active" }]);
            batch.add({ ManifestGenerator: generatorOf("arn:aws:s3:::here") }, longAgo, [
                { Status: "Ready" },
            ]);
            batch.add({ ManifestGenerator: generatorOf("arn:aws:s3:::other") }, longAgo, [
                { Status: "Ready" },
            ]);
            const { notes, job } = await batch.run();
            assert.equal(job?.id, "job-4");
            assert.deepEqual(notes, [
                `Another job of this bucket goes on: job-1, Active. ${descriptionOf("here", others)}`,
                "Another job of this bucket goes on: job-2, Ready.",
            ]);
        });
    });

    function generatorOf(SourceBucket: string) {
        return { S3JobManifestGenerator: { SourceBucket, EnableManifestOutput: false } };
    }

    describe("that AWS does not answer", () => {
        it("says so, with no verdict, and goes on once it answers", async () => {
            let looks = 0;
            const until = performance.now() + 1500;
            batch.answers.source = {
                DescribeJob: () => {
                    looks += 1;
                    return looks > 1 && performance.now() < until
                        ? busy
                        : { Job: { JobId: "job-1", Status: looks > 1 ? "Complete" : "Active" } };
                },
            };
            const { result, job } = await batch.run({ timeoutSeconds: 1 });
            assert.deepEqual([result, job?.state], ["nothing", "Complete"]);
            const [said = ""] = batch.said.filter((line) => line.includes("SlowDown"));
            assert.match(said, /; the job goes on, and AWS is asked again in 1 s$/);
        });

        it("does not know whether there is a job, where the answer to its creation is lost", async () => {
            batch.answers.source = { CreateJob: () => busy };
            const { result, message } = await batch.run();
            assert.equal(result, "unknown");
            assert.match(
                message,
                /^Whether a job was made is not known: CreateJob .*SlowDown.* The same command finds it/,
            );
        });
    });

    it("does not know whether there is a job, where it is interrupted while one is made", async () => {
        batch.answers.source = {
            CreateJob: () => {
                batch.interruption.abort(new Error("interrupted"));
                return busy;
            },
        };
        const { result, message } = await batch.run();
        assert.deepEqual(
            [result, message],
            [
                "unknown",
                "Whether a job was made is not known: it was interrupted. The same command finds it, or makes it.",
            ],
        );
    });

    it("says each tenth of a job where there is no terminal", async () => {
        const active = (done: number) => ({
            Status: "Active" as const,
            ProgressSummary: { TotalNumberOfTasks: 100, NumberOfTasksSucceeded: done },
        });
        batch.looks = [...[0, 5, 9, 10, 19, 20].map(active), complete(0)];
        await batch.run({}, { everyLook: false });
        assert.deepEqual(
            batch.said.flatMap((line) => /^Active.* (\d+) %/.exec(line)?.[1] ?? []),
            ["5", "10", "20"],
        );
    });

    it("ends where AWS refuses to make the job", async () => {
        batch.answers.source = { CreateJob: () => refused("AccessDenied", 403) };
        await assert.rejects(
            batch.run(),
            /may not do s3:CreateJob \(and iam:PassRole on arn:\S+-backfill\) on the jobs of account 111111111111/,
        );
    });

    it("leaves the job alone where it is interrupted, and says how it is followed again", async () => {
        batch.looks = [{ Status: "Active" }];
        const { result, message, next, job } = await batch.run(
            {},
            {
                withProgress: (_, work) =>
                    work((at) => {
                        if (at.startsWith("Active")) {
                            batch.interruption.abort(new Error("interrupted"));
                        }
                    }),
            },
        );
        assert.deepEqual(
            [result, message, job?.state, exitCodes[result]],
            ["unknown", "Interrupted. The job goes on: follow it again.", "Active", 2],
        );
        assert.ok(next.endsWith(" --job job-1"), next);
        assert.deepEqual(batch.operations("control"), ["CreateJob", "DescribeJob", "ListJobs"]);
    });

    it("says of a job that waits for somebody how it goes on", async () => {
        batch.looks = [
            { Status: "New" },
            { Status: "Paused" },
            { Status: "Suspended", StatusUpdateReason: "by hand" },
            complete(1),
        ];
        await batch.run();
        const resume =
            "Let it go on: aws s3control update-job-status --account-id 111111111111 --job-id job-1 " +
            "--requested-job-status Ready --region ap-northeast-2 --profile from";
        assert.deepEqual(
            batch.said.filter((line) => line.includes("Let it go on")),
            [`Suspended: it waits until somebody confirms it: by hand. ${resume}`],
        );
    });

    describe("of a job that is named", () => {
        it("follows it, whatever it is of, and needs no setting", async () => {
            batch.outputs = {};
            before(others, [{ Status: "Active" }, complete(1)]);
            const { job, result } = await batch.run({ job: "job-1" });
            assert.deepEqual([job?.how, result, created()], ["named", "replicated", []]);
        });

        it("refuses one of another bucket, and one that does something else", async () => {
            batch.add({ ManifestGenerator: generatorOf("arn:aws:s3:::other") }, longAgo, [complete(1)]);
            batch.add({ Operation: { S3DeleteObjectTagging: {} } }, longAgo, [complete(1)]);
            await assert.rejects(
                batch.run({ job: "job-1" }),
                /^OperationError: Job job-1 is of bucket other, and the source is here\./,
            );
            await assert.rejects(
                batch.run({ job: "job-2" }),
                /^OperationError: Job job-2 does not replicate: its operation is S3DeleteObjectTagging\.$/,
            );
            const retry = descriptionOf("another", { retryOf: "job-1" });
            batch.add({ Description: retry }, longAgo, [complete(1)]);
            await assert.rejects(
                batch.run({ job: "job-3" }),
                /^OperationError: Job job-3 is of bucket another, and the source is here\./,
            );
        });

        it("does not take a list of another bucket's for the source's", async () => {
            batch.add({ ...before(whole, []).request, Description: "by hand" }, longAgo, [complete(2)]);
            batch.rows = "other,a,v1,succeeded,,200,\nhere,b,v1,succeeded,,200,\n";
            const { result, report } = await batch.run({ job: "job-2", check: 0 });
            assert.deepEqual(
                [result, report?.problems],
                ["unknown", ["1 row of another bucket than here, whose replicas are not compared."]],
            );
        });

        it("says where it looked for one that is not there", async () => {
            batch.answers.source = { DescribeJob: () => refused("NotFoundException", 404) };
            await assert.rejects(
                batch.run({ job: "job-9" }),
                /^OperationError: There is no job job-9 in account 111111111111, region ap-northeast-2\. /,
            );
        });
    });

    describe("of the failed of a job", () => {
        const puts = () => batch.asked("source", "PutObject");
        const rows = "here,a%2Cb+c%2Fd,v1,failed,X,403,\nhere,z,,failed,X,403,\n";

        beforeEach(() => {
            batch.answers.source = { PutObject: () => ({ ETag: '"e"' }) };
        });

        it("writes a list of exactly these, beside the report, and makes a job of it", async () => {
            before(whole, [complete(1, 2)]);
            batch.rows = `${rows}here,ok,v2,succeeded,,200,\n`;
            batch.looks = [complete(2)];
            let list = "";
            batch.answers.source = {
                PutObject: async ({ Body }) => {
                    list = Body instanceof Readable ? await text(Body) : "";
                    return { ETag: '"e"' };
                },
            };
            await batch.run({ retry: "job-1" });
            assert.equal(list, "here,a%2Cb%20c/d,v1\nhere,z,null\n");
            const sha256 = createHash("sha256").update(list);
            const key = `retries/job-1/${sha256.copy().digest("hex")}.csv`;
            const { Body, ...put } = { Body: undefined, ...puts()[0] };
            assert.deepEqual(put, {
                Bucket: output.bucketName,
                Key: key,
                ExpectedBucketOwner: "111111111111",
                ContentLength: list.length,
                ContentType: "text/csv",
                ChecksumSHA256: sha256.digest("base64"),
                IfNoneMatch: "*",
            });
            const [request] = created();
            assert.deepEqual(request && "Manifest" in request && request.Manifest, {
                Spec: { Format: "S3BatchOperations_CSV_20180820", Fields: ["Bucket", "Key", "VersionId"] },
                Location: { ObjectArn: `arn:aws:s3:::here-backfill/${key}`, ETag: "e" },
            });
            assert.deepEqual(
                request && "Description" in request && request.Description,
                descriptionOf("here", { retryOf: "job-1" }),
            );
        });

        it("makes none where nothing failed, or where it is not known what did", async () => {
            before(whole, [complete(1)]);
            assert.equal((await batch.run({ retry: "job-1" })).result, "nothing");
            before(others, [complete(1, 2)]);
            const { result, message } = await batch.run({ retry: "job-2" });
            assert.equal(result, "unknown");
            assert.match(
                message,
                /^What failed in job job-2 is not known whole, and no job was made\. The job counts 1 /,
            );
            assert.deepEqual([created(), puts()], [[], []]);
        });

        it("makes none where the report does not say which versions failed", async () => {
            before(whole, [complete(0, 2)]);
            batch.rows = `here,a,failed,403,X,\n${failing}`;
            const { result, message } = await batch.run({ retry: "job-1" });
            assert.equal(result, "unknown");
            assert.match(
                message,
                /^Of 1 of the 2 failed in job job-1 the report does not say which version failed, .* FAILED$/,
            );
            assert.deepEqual([created(), puts()], [[], []]);
        });

        it("refuses a job that goes on, and one of another bucket", async () => {
            before(whole, [{ Status: "Active" }]);
            await assert.rejects(
                batch.run({ retry: "job-1" }),
                /Job job-1 has not ended \(Active\)\. Follow it: npm run .* --job job-1$/,
            );
            before(others, [complete(0, 1)]);
            batch.rows = failing.replace("here", "other");
            await assert.rejects(
                batch.run({ retry: "job-2" }),
                /^OperationError: The job is of bucket other, and the source is here\./,
            );
            assert.deepEqual([created(), puts()], [[], []]);
        });

        it("goes by a list that is there already", async () => {
            before(whole, [complete(0, 1)]);
            batch.rows = failing;
            batch.looks = [complete(1)];
            batch.answers.source = {
                PutObject: () => refused("PreconditionFailed", 412),
                HeadObject: () => ({ ETag: '"there"' }),
            };
            await batch.run({ retry: "job-1" });
            assert.match(JSON.stringify(created()), /"ETag":"there"/);
        });
    });

    describe("that makes no job", () => {
        afterEach(() => {
            assert.deepEqual(created(), []);
        });

        it("says what it would do with --dry-run, and what it would do in its place", async () => {
            const { result, plan } = await batch.run({ dryRun: true, yes: false });
            assert.deepEqual(
                [result, plan?.count],
                [
                    "planned",
                    {
                        value: {
                            versions: 1,
                            bytes: 1024,
                            deleteMarkers: 0,
                            archived: 0,
                            complete: true,
                            sample: { looked: 1, wanted: 1, byStatus: { NONE: 1 } },
                        },
                    },
                ],
            );
            before(whole, [complete(1)]);
            assert.match(
                (await batch.run({ dryRun: true })).notes.join(),
                /has ended, job-1: without --again/,
            );
            before(whole, [{ Status: "Active" }]);
            assert.match(
                (await batch.run({ dryRun: true })).notes.join(),
                /goes on, and would be followed: job-2/,
            );
        });

        it("leaves no list of what failed in another run", async () => {
            const folder = await mkdtemp(path.join(tmpdir(), "backfill-"));
            const file = path.join(folder, "failed.csv");
            try {
                for (const retry of [undefined, "job-1"]) {
                    await writeFile(file, "of another run");
                    batch.versions = [{ key: "a", status: "COMPLETED" }];
                    before(others, [complete(1)]);
                    const failedFile = await FailedFile.open(file);
                    const { result } = await batch.run({ retry }, {}, failedFile);
                    await failedFile.remove();
                    assert.equal(result, "nothing");
                    assert.equal(
                        await readFile(file, "utf8"),
                        "Bucket,Key,VersionId,ErrorCode,HTTPStatus,Message\n",
                    );
                }
            } finally {
                await rm(folder, { recursive: true });
            }
        });

        it("says of Glacier classes that they stay behind", async () => {
            batch.versions = [{ key: "a", storageClass: "GLACIER" }];
            const { result, message } = await batch.run();
            assert.deepEqual(
                [result, message],
                [
                    "nothing",
                    "Nothing to replicate: there are no versions with the replication status NONE or FAILED, but for those of " +
                        "Glacier classes, which S3 does not replicate.",
                ],
            );
        });

        it("is done where nothing has a status that is asked for", async () => {
            batch.versions = [{ key: "a", status: "COMPLETED" }];
            const { result, message } = await batch.run();
            assert.deepEqual(
                [result, message],
                [
                    "nothing",
                    "Nothing to replicate: there are no versions with the replication status NONE or FAILED.",
                ],
            );
        });

        it("needs somebody to ask, and a yes", async () => {
            await assert.rejects(
                batch.run({ yes: false }),
                /^OperationError: Nothing was started: there is no terminal .* --yes\. /,
            );
            await assert.rejects(
                batch.run({ yes: false }, { ask: () => Promise.resolve(false) }),
                /^OperationError: Nothing was started\.$/,
            );
            assert.ok(batch.said.some((line) => line.startsWith("plan: versions")));
        });

        it("needs the setting of the source's stack, and says how it is set", async () => {
            batch.outputs = {};
            await assert.rejects(
                batch.run(),
                /^OperationError: Stack source has no role .*\npulumi config set --path backfill\.expirationDays 30 --stack source && AWS_PROFILE=from pulumi up --stack source$/,
            );
            batch.outputs = { backfill: { ...output, prefix: "x" } };
            await assert.rejects(
                batch.run(),
                /prefix is "x"; allowed: a text that is empty or ends with \/\. Deploy it: /,
            );
        });

        it("needs a rule that is there", async () => {
            await assert.rejects(
                batch.run({ rule: "logs" }),
                /^OperationError: --rule is logs, and the source has no such rule to this destination\. Its rules: all\.$/,
            );
        });
    });

    const broken = {
        id: "destination-versioning-off",
        severity: "wrong",
        side: "destination",
        where: "bucket there",
        message: "Versioning is off.",
        fix: "",
    } as const;

    it("refuses while the pair is broken, unless it is forced", async () => {
        batch.findings = [broken];
        const { result, diagnosis } = await batch.run();
        assert.deepEqual([result, diagnosis.result, created()], ["refused", "broken", []]);
        assert.equal((await batch.run({ force: true })).result, "replicated");
    });

    it("goes on where it is not known whether the pair works, and says so", async () => {
        batch.findings = [{ ...broken, id: "not-read", severity: "unknown" }];
        const { result, notes } = await batch.run();
        assert.deepEqual(
            [result, notes],
            ["replicated", ["Whether the pair works is not known: see the diagnosis."]],
        );
    });

    describe("with every look at both buckets", () => {
        const version = { Key: "a", VersionId: "v1", IsLatest: true, Size: 1, Owner: { ID: "owner" } };
        const head = (ReplicationStatus?: string) => () => ({
            ReplicationStatus,
            ContentLength: 1,
            ETag: '"e"',
        });
        const content = { Body: { transformToByteArray: () => Promise.resolve(Buffer.from("x")) } };
        const listed = () => ({ IsTruncated: false, Versions: [{ ...version, LastModified: longAgo }] });
        const tagged = () => ({ TagSet: [] });

        beforeEach(async () => {
            batch.answers = {
                source: {
                    GetObject: (input) => (input.Bucket === "here" ? content : batch.fileOf(input)),
                    GetObjectTagging: tagged,
                    HeadObject: head("FAILED"),
                    PutObject: () => refused("PreconditionFailed", 412),
                },
                destination: {
                    ListObjectVersions: listed,
                    HeadObject: head("REPLICA"),
                    GetObject: () => content,
                    GetObjectTagging: tagged,
                    GetBucketAcl: () => ({ Owner: { ID: "owner" } }),
                },
            };
            const { check } = await batch.run({ check: 1 });
            assert.deepEqual([check?.checked, check?.equal, check?.unread], [1, 1, []]);
            before(others, [complete(0, 1)]);
            batch.rows = failing;
            await batch.run({ retry: "job-2" });
        });

        it("changes neither of them", () => {
            const puts = batch.asked("source", "PutObject");
            assert.deepEqual(
                puts.map((input) => "Bucket" in input && input.Bucket),
                ["here-backfill"],
            );
            assert.deepEqual(
                [...batch.operations("source"), ...batch.operations("destination")].filter(
                    (operation) => !/^(Get|Head|List)/.test(operation),
                ),
                ["PutObject"],
            );
        });

        it("needs the permissions that are listed, and no others", () => {
            const place = (bucket: string, key = "") =>
                bucket === output.bucketName ? `the backfill's ${key.split("/")[0]}` : undefined;
            const needed = (of: "source" | "destination" | "control") =>
                batch.operations(of).flatMap((operation) =>
                    batch.asked(of, operation).map((input) => {
                        const { Bucket = "", Key }: { Bucket?: string; Key?: string } = input;
                        const own = place(Bucket, Key);
                        const action = actionOf("s3", operation);
                        // Files of the backfill are read by their keys, and those of an object by its version.
                        return own === undefined
                            ? action
                            : `${action.replace("ObjectVersion", "Object").replace(/ .*/, "")} on ${own}`;
                    }),
                );
            const listedFor = (side: "source" | "destination") =>
                permissions[side]
                    // S3 asks a key on behalf of whoever asks for an object.
                    .filter(({ action }) => !action.startsWith("kms:"))
                    .map(({ action, on }) =>
                        on.startsWith("the backfill's") ? `${action} on ${on}` : action,
                    );
            const sorted = (actions: readonly string[]) => [...new Set(actions)].toSorted();
            assert.deepEqual(sorted(needed("destination")), sorted(listedFor("destination")));
            assert.deepEqual(
                // No call: whoever makes a job hands its role on.
                sorted([...needed("source"), ...needed("control"), "iam:PassRole on the backfill's role"]),
                sorted(listedFor("source")),
            );
        });
    });
});
