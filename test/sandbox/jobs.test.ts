import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { setTimeout } from "node:timers/promises";
import * as path from "node:path";
import { execa } from "execa";
import * as v from "valibot";
import type { CreateJobCommandInput, JobStatus } from "@aws-sdk/client-s3-control";
import { steerJobs } from "../../sandbox/emulator/jobs";
import { emulatorPython } from "../../sandbox/emulator/python";
import { runPaths } from "../../sandbox/paths";
import { inSandbox } from "../support/inSandbox";
import { AccountId, allow, JobsWorld, outcome, roleArn } from "./support/jobs";

const jobSchema = v.looseObject({
    JobId: v.string(),
    JobArn: v.optional(v.string()),
    Priority: v.number(),
    Description: v.string(),
});
const answersSchema = v.strictObject({
    Tags: v.unknown(),
    Described: jobSchema,
    Listed: v.array(jobSchema),
    LookedAt: v.array(v.string()),
});

/** Dates as points in time, whichever way they are written. */
const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value ?? null), (_, inner: unknown) =>
        typeof inner === "string" && /^\d{4}-\d\d-\d\dT/.test(inner) ? Date.parse(inner) : inner,
    );

describe("the sandbox's jobs of S3 Batch Operations", function () {
    this.timeout(60_000);
    const jobs = new JobsWorld(inSandbox());
    const steer = (seconds: number | Partial<Record<JobStatus, number>>) =>
        steerJobs(jobs.sandbox, { seconds });

    before(async () => {
        await jobs.addRole("replication", "s3.amazonaws.com", allow("s3:*"));
        await jobs.addRole("batch", "batchoperations.s3.amazonaws.com", allow("s3:*"));
        await jobs.addPair("api");
        await jobs.setRules("api", { Status: "Disabled" });
        for (const Key of ["a", "b", "c", "d"]) {
            await jobs.source.s3.putObject({ Bucket: "api-source", Key, Body: Key });
        }
        await jobs.setRules("api");
    });
    beforeEach(() => steer(0.01));

    /** A request with every member that the sandbox knows of, and more than the defaults. */
    const full = (token: string): CreateJobCommandInput => ({
        ...jobs.input("api", {
            CreatedAfter: new Date("2001-02-03T04:05:06.789Z"),
            CreatedBefore: new Date("2101-02-03T04:05:06Z"),
            ObjectReplicationStatuses: ["NONE", "FAILED", "COMPLETED", "REPLICA"],
            KeyNameConstraint: {
                MatchAnyPrefix: ["a", "b&<"],
                MatchAnySuffix: ["a"],
                MatchAnySubstring: ["a"],
            },
            ObjectSizeGreaterThanBytes: 0,
            ObjectSizeLessThanBytes: 5,
            MatchAnyStorageClass: ["STANDARD", "GLACIER"],
        }),
        ClientRequestToken: token,
        Description: "all <of> it",
        ConfirmationRequired: true,
        Priority: 7,
        Tags: [{ Key: "team", Value: "sre" }],
    });

    it("tells of a job what was asked for, to the last member", async () => {
        const asked = full("round trip");
        const { JobId = "" } = await jobs.control().createJob(asked);
        const job = await jobs.until(JobId, "Suspended");
        assert.deepEqual(job, {
            JobId,
            JobArn: `arn:aws:s3:ap-northeast-2:${AccountId}:job/${JobId}`,
            ConfirmationRequired: true,
            Description: asked.Description,
            Operation: asked.Operation,
            Priority: 7,
            Report: asked.Report,
            RoleArn: asked.RoleArn,
            ManifestGenerator: asked.ManifestGenerator,
            Status: "Suspended",
            SuspendedCause: "Awaiting confirmation",
            SuspendedDate: job.SuspendedDate,
            CreationTime: job.CreationTime,
            FailureReasons: [],
            ProgressSummary: {
                TotalNumberOfTasks: 1,
                NumberOfTasksSucceeded: 0,
                NumberOfTasksFailed: 0,
                Timers: { ElapsedTimeInActiveSeconds: 0 },
            },
        });
    });

    it("answers botocore by its model", async () => {
        await steer({ New: 60 });
        const asked = full("by botocore");
        const { endpoint, directory } = jobs.sandbox;
        const script = path.join(__dirname, "support", "jobsByBotocore.py");
        const args = [endpoint, runPaths(directory).ca, AccountId, "eu-west-3"];
        const { stdout } = await execa(await emulatorPython(), [
            "-I",
            script,
            ...args,
            JSON.stringify({ ...asked, AccountId: undefined }),
        ]);
        const { Described, Listed, ...rest } = v.parse(answersSchema, JSON.parse(stdout));
        assert.deepEqual(rest, {
            Tags: [{ Key: "by", Value: "botocore" }],
            LookedAt: [
                "CreateJob",
                "UpdateJobPriority",
                "PutJobTagging",
                "GetJobTagging",
                "DescribeJob",
                "ListJobs",
                "DeleteJobTagging",
                "UpdateJobStatus",
            ],
        });
        const { Job = {} } = await jobs
            .control({ region: "eu-west-3" })
            .describeJob({ AccountId, JobId: Described.JobId });
        const { JobId, JobArn, ManifestGenerator, CreationTime, Report } = Job;
        assert.deepEqual(
            [JobId, JobArn, ManifestGenerator, CreationTime, Report].map(plain),
            [
                Described.JobId,
                Described.JobArn,
                Described.ManifestGenerator,
                Described.CreationTime,
                Described.Report,
            ].map(plain),
        );
        assert.deepEqual(
            Listed.map((job) => [job.JobId, job.Priority, job.Description]),
            [[JobId, 9, asked.Description]],
        );
    });

    it("answers the AWS CLI of the sandbox", async () => {
        const { JobId } = await jobs.control().createJob(full("for the CLI"));
        await jobs.until(JobId, "Suspended");
        const env = jobs.sandbox.env("source");
        const args = ["s3control", "describe-job", "--account-id", AccountId, "--job-id", String(JobId)];
        const { stdout } = await execa("aws", [...args, "--query", "Job.Status"], { env });
        assert.equal(stdout, '"Suspended"');
    });

    it("takes the same request with the same token for one job, and refuses another with it", async () => {
        const asked = full("one token");
        const first = await jobs.control().createJob(asked);
        assert.equal((await jobs.control().createJob(asked)).JobId, first.JobId);
        await assert.rejects(jobs.control().createJob({ ...asked, Priority: 8 }), {
            name: "IdempotencyException",
        });
        const elsewhere = jobs.control({ region: "ap-northeast-1" });
        assert.notEqual((await elsewhere.createJob(asked)).JobId, first.JobId);
        await assert.rejects(elsewhere.describeJob({ AccountId, JobId: first.JobId }), {
            name: "NotFoundException",
        });
    });

    const broken: readonly [what: string, from: string | RegExp, to: string][] = [
        ["an empty union", /<S3JobManifestGenerator>.*<\/S3JobManifestGenerator>/, ""],
        ["a member that the model does not have", "<Priority>", "<Urgency>1</Urgency><Priority>"],
        ["a member twice", "<Priority>", "<Priority>1</Priority><Priority>"],
        ["a missing member", "<Priority>7</Priority>", ""],
        ["a value that is no enum's", "AllTasks", "SomeTasks"],
        ["no number", "<Priority>7", "<Priority>seven"],
        ["a number below the least", "<Priority>7", "<Priority>-1"],
        ["no boolean", "<Enabled>true", "<Enabled>maybe"],
        ["no time", "2001-02-03T04:05:06.789Z", "yesterday"],
        ["a text that is too long", "all &lt;of", "x".repeat(257)],
        ["no ARN of a role", roleArn("batch"), "batch"],
        ["another root", "CreateJobRequest", "MakeJobRequest"],
        ["no XML", "<Priority>", "<Priority"],
    ];
    for (const [what, from, to] of broken) {
        it(`refuses a request with ${what}`, async () => {
            const control = jobs.control();
            control.middlewareStack.add(
                (next) => (args) => {
                    const { request } = args;
                    if (typeof request !== "object" || request === null || !("body" in request)) {
                        return assert.fail("no body");
                    }
                    const body = String(request.body);
                    const other = body.replace(from, to);
                    assert.notEqual(other, body);
                    return next({
                        ...args,
                        request: Object.assign(request, { body: other }),
                    });
                },
                { step: "build", priority: "high" },
            );
            await assert.rejects(control.createJob(full(`broken ${what}`.slice(0, 64))), {
                name: "MalformedXML",
            });
        });
    }

    it("refuses what the model allows, and makes no sense", async () => {
        const { Manifest, ...rest } = jobs.input("api");
        assert.equal(Manifest, undefined);
        const list = await jobs.manifest("api", "api-source,a\n", ["Bucket", "Key"]);
        const wrong: Partial<CreateJobCommandInput>[] = [
            { Manifest: list },
            { ManifestGenerator: undefined },
            { Report: { Enabled: true } },
            {
                ManifestGenerator: undefined,
                Manifest: { ...list, Spec: { ...list.Spec, Fields: ["Key"] } },
            },
        ];
        for (const other of wrong) {
            await assert.rejects(jobs.control().createJob({ ...rest, ...other }), { name: "InvalidRequest" });
        }
        await assert.rejects(
            jobs.control().createJob({ ...rest, Operation: { S3DeleteObjectTagging: {} } }),
            { name: "NotImplemented" },
        );
    });

    it("goes through its states, each for its time", async () => {
        await steer({ New: 0.3, Preparing: 0.3, Ready: 0.3, Active: 1.2, Completing: 0.3 });
        const control = jobs.control();
        const { JobId } = await control.createJob(jobs.input("api"));
        const seen: string[] = [];
        const counts = new Set<number | undefined>();
        for (let status: JobStatus | undefined = "New"; status !== "Complete";) {
            await setTimeout(20);
            const { Job } = await control.describeJob({ AccountId, JobId });
            status = Job?.Status;
            counts.add(Job?.ProgressSummary?.NumberOfTasksSucceeded);
            if (status !== undefined && seen.at(-1) !== status) {
                seen.push(status);
            }
        }
        assert.deepEqual(seen, ["New", "Preparing", "Ready", "Active", "Completing", "Complete"]);
        assert.deepEqual([...counts], [0, 1, 2, 3, 4]);
    });

    it("waits for confirmation, and refuses wrong turns", async () => {
        const control = jobs.control();
        const asked = { ...jobs.input("api"), ConfirmationRequired: true };
        const { JobId } = await control.createJob(asked);
        const turn = (RequestedJobStatus: "Ready" | "Cancelled") =>
            control.updateJobStatus({ AccountId, JobId, RequestedJobStatus, StatusUpdateReason: "why" });
        const wrong = { name: "JobStatusException" };
        await assert.rejects(turn("Ready"), wrong);
        await jobs.until(JobId, "Suspended");
        await setTimeout(50);
        const { Status, StatusUpdateReason } = await turn("Ready");
        assert.deepEqual([Status, StatusUpdateReason], ["Ready", "why"]);
        const { StatusUpdateReason: kept, TerminationDate } = await jobs.until(JobId, "Complete");
        assert.equal(kept, "why");
        assert.ok(TerminationDate instanceof Date);
        await assert.rejects(turn("Cancelled"), wrong);
        await assert.rejects(control.updateJobPriority({ AccountId, JobId, Priority: 1 }), {
            name: "BadRequestException",
        });
    });

    it("is cancelled, with a report of what was done", async () => {
        await steer({ New: 0, Preparing: 0, Ready: 0, Active: 4, Cancelling: 0.1 });
        const control = jobs.control();
        const { JobId } = await control.createJob(jobs.input("api"));
        await jobs.until(JobId, "Active");
        const { Status } = await control.updateJobStatus({
            AccountId,
            JobId,
            RequestedJobStatus: "Cancelled",
        });
        assert.equal(Status, "Cancelling");
        const job = await jobs.until(JobId, "Cancelled");
        assert.equal(outcome(job), "Cancelled 1 of 4");
        assert.equal((await jobs.rows(job)).length, 1);
    });

    it("pauses while a job of higher priority runs", async () => {
        await steer({ New: 0, Preparing: 0, Ready: 0, Active: 1.6, Pausing: 0.05, Paused: 0.05 });
        const control = jobs.control();
        const low = await control.createJob(jobs.input("api"));
        await jobs.until(low.JobId, "Active");
        const high = await control.createJob(jobs.input("api"));
        assert.deepEqual(
            (await control.updateJobPriority({ AccountId, JobId: high.JobId, Priority: 2 })).Priority,
            2,
        );
        await jobs.until(low.JobId, "Paused");
        assert.equal(outcome(await jobs.until(low.JobId, "Complete")), "Complete 4 of 4");
        assert.equal((await jobs.until(high.JobId, "Complete")).Priority, 2);
    });

    it("are listed, by status and page by page, in their region", async () => {
        await steer({ New: 60 });
        const control = jobs.control({ region: "eu-west-1" });
        const made: (string | undefined)[] = [];
        for (let count = 0; count < 3; count++) {
            made.unshift((await control.createJob(jobs.input("api"))).JobId);
        }
        await control.updateJobStatus({ AccountId, JobId: made[1], RequestedJobStatus: "Cancelled" });
        await setTimeout(400);
        const ids = async (JobStatuses?: JobStatus[]) =>
            (await control.listJobs({ AccountId, JobStatuses })).Jobs?.map(({ JobId }) => JobId);
        assert.deepEqual(await ids(), made);
        assert.deepEqual(await ids(["New", "Active"]), [made[0], made[2]]);
        assert.deepEqual(await ids(["Cancelled"]), [made[1]]);
        const first = await control.listJobs({ AccountId, MaxResults: 2 });
        assert.equal(first.Jobs?.length, 2);
        const { Jobs: [last, ...none] = [], NextToken } = await control.listJobs({
            AccountId,
            MaxResults: 2,
            NextToken: first.NextToken,
        });
        assert.deepEqual([last?.JobId, none, NextToken], [made[2], [], undefined]);
        assert.deepEqual(last, {
            JobId: made[2],
            Operation: "S3ReplicateObject",
            Priority: 1,
            Status: "New",
            CreationTime: last?.CreationTime,
            ProgressSummary: {
                TotalNumberOfTasks: 0,
                NumberOfTasksSucceeded: 0,
                NumberOfTasksFailed: 0,
                Timers: { ElapsedTimeInActiveSeconds: 0 },
            },
        });
        await assert.rejects(control.listJobs({ AccountId, NextToken: "nowhere" }), {
            name: "InvalidNextTokenException",
        });
    });

    it("have tags, which can be replaced and removed", async () => {
        const control = jobs.control();
        const { JobId } = await control.createJob(full("tags"));
        const tags = async () => (await control.getJobTagging({ AccountId, JobId })).Tags;
        assert.deepEqual(await tags(), [{ Key: "team", Value: "sre" }]);
        await control.putJobTagging({ AccountId, JobId, Tags: [{ Key: "a", Value: "" }] });
        assert.deepEqual(await tags(), [{ Key: "a", Value: "" }]);
        await control.deleteJobTagging({ AccountId, JobId });
        assert.deepEqual(await tags(), []);
    });

    it("are gone with all else when the emulator is emptied", async () => {
        await steer(60);
        const { JobId } = await jobs.control().createJob(full("emptied"));
        const { endpoint, directory } = jobs.sandbox;
        const ca = await readFile(runPaths(directory).ca, "utf8");
        await new Promise((resolve, reject) => {
            request(`${endpoint}/_ministack/reset`, { method: "POST", ca, agent: false }, (response) =>
                response.resume().once("end", resolve),
            )
                .once("error", reject)
                .end();
        });
        const gone = { name: "NotFoundException" };
        await assert.rejects(jobs.control().describeJob({ AccountId, JobId }), gone);
        // What a test asked for is forgotten as well.
        const made = await jobs.control().createJob(full("emptied"));
        assert.notEqual(made.JobId, JobId);
        assert.match(outcome(await jobs.until(made.JobId, "Failed")), /cannot be assumed/);
    });
});
