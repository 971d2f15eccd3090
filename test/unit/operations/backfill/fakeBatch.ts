import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { CreateJobRequest, JobDescriptor } from "@aws-sdk/client-s3-control";
import type { ReplicationRule } from "@aws-sdk/client-s3";
import * as v from "valibot";
import type { Side } from "../../../../operations/aws/side";
import type { BackfillOptions } from "../../../../operations/backfill/commandLine";
import type { FailedFile } from "../../../../operations/backfill/failedFile";
import type { Backfill } from "../../../../operations/backfill/outcome";
import type { Pair } from "../../../../operations/backfill/readPair";
import { backfillPair } from "../../../../operations/backfill/run";
import type { RunOptions, Talk } from "../../../../operations/backfill/talk";
import { diagnose } from "../../../../operations/diagnose/judge";
import { inOrder, resultOf, type Diagnosed } from "../../../../operations/diagnose/finding";
import { connect, sideConfig } from "../../../../operations/diagnose/read/connection";
import {
    refused,
    s3Answering,
    s3controlAnswering,
    type Answers,
    type Asked,
} from "../diagnose/object/clients";
import { healthyFacts } from "../diagnose/facts";

export const output = {
    roleArn: "arn:aws:iam::111111111111:role/replication-backfill",
    bucketName: "here-backfill",
    prefix: "",
};

/** What a look at a job shows; or that AWS does not answer. */
export type Look = Partial<JobDescriptor> | Error;

/** A job as somebody made it. */
export interface FakeJob {
    readonly id: string;
    readonly request: Partial<CreateJobRequest>;
    readonly created: Date;
    /** One look after the other; the last stays. */
    readonly looks: readonly Look[];
    looked: number;
}

export const busy = refused("SlowDown", 503);

/** A look at a job that has ended well. */
export function complete(succeeded: number, failed = 0): Partial<JobDescriptor> {
    return {
        Status: "Complete",
        ProgressSummary: {
            TotalNumberOfTasks: succeeded + failed,
            NumberOfTasksSucceeded: succeeded,
            NumberOfTasksFailed: failed,
        },
    };
}

const requestSchema = v.object({ JobId: v.optional(v.string()), Key: v.optional(v.string()) });

/** Two accounts with the pair `here` and `there`. They answer no call that would change anything but those that a test allows. */
export class FakeBatch {
    readonly jobs: FakeJob[] = [];
    /** The looks at a job that is made. */
    looks: readonly Look[] = [{ Status: "Preparing" }, complete(1)];
    /** Versions of the source, and their replication status. */
    versions: readonly { readonly key: string; readonly status?: string; readonly storageClass?: string }[] =
        [{ key: "a" }];
    /** Rows of the report of each job. */
    rows = "here,a,v1,succeeded,,200,Successful\n";
    /** Answers in the place of these. */
    answers: Record<Side, Answers> = { source: {}, destination: {} };
    rules: readonly ReplicationRule[] | undefined;
    /** What the diagnosis finds besides. */
    findings: readonly Diagnosed[] = [];
    /** What was said while it ran. */
    readonly said: string[] = [];
    readonly interruption = new AbortController();
    readonly waited: number[] = [];
    private readonly clients = {
        source: s3Answering(this.changing("source", this.sourceAnswers())),
        destination: s3Answering(
            this.changing("destination", {
                GetBucketLifecycleConfiguration: () => refused("NoSuchLifecycleConfiguration", 404),
            }),
        ),
        control: s3controlAnswering(this.changing("source", this.controlAnswers())),
    };

    /** What was asked of whom. */
    asked(of: "source" | "destination" | "control", operation: string): readonly object[] {
        return this.clients[of].asked.flatMap((call: Asked) =>
            call.operation === operation ? [call.input] : [],
        );
    }

    operations(of: "source" | "destination" | "control"): readonly string[] {
        return [...new Set(this.clients[of].asked.map(({ operation }) => operation))].toSorted();
    }

    add(request: Partial<CreateJobRequest>, created: Date, looks: readonly Look[]): FakeJob {
        const job = { id: `job-${this.jobs.length + 1}`, request, created, looks, looked: 0 };
        this.jobs.push(job);
        return job;
    }

    /** Runs the command on the pair. */
    run(
        options: Partial<BackfillOptions> = {},
        talk: Partial<Talk> = {},
        failedFile?: FailedFile,
    ): Promise<Backfill> {
        const asked = { ...this.options(), ...options };
        return backfillPair(asked, { ...this.talk(), ...talk }, this.pair(), failedFile);
    }

    private options(): RunOptions {
        return {
            stacks: { source: "source", destination: "destination" },
            source: {},
            destination: {},
            projectDirectory: "/project",
            statuses: ["NONE", "FAILED"],
            priority: 10,
            dryRun: false,
            yes: true,
            again: false,
            force: false,
            check: 0,
            json: false,
            timeoutSeconds: 1,
            openStacks: () => Promise.reject(new Error("the stacks are read already")),
            signal: this.interruption.signal,
            wait: (milliseconds, signal) => {
                this.waited.push(milliseconds);
                signal.throwIfAborted();
                return Promise.resolve();
            },
        };
    }

    private talk(): Talk {
        return {
            withProgress: (_, work) => work((at) => this.said.push(at)),
            say: (text) => this.said.push(text),
            showPlan: ({ plan }) => this.said.push(`plan: ${plan.selection}`),
            everyLook: true,
        };
    }

    outputs: Readonly<Record<string, unknown>> = { backfill: output };

    private pair(): Pair {
        const facts = healthyFacts({
            ...(this.rules && { rules: this.rules }),
            facts: {
                stacks: {
                    source: { name: "source", resources: [] },
                    destination: { name: "destination", resources: [] },
                },
            },
        });
        const findings = inOrder([...diagnose(facts), ...this.findings]);
        const side = (name: Side, accountId: string, region: string) => ({
            connection: {
                ...connect(sideConfig({ region, credentials: {} }, 1)),
                s3: this.clients[name].s3,
                s3control: this.clients.control.s3control,
            },
            accountId,
            region,
        });
        const source = side("source", "111111111111", "ap-northeast-2");
        return {
            facts,
            findings,
            report: { result: resultOf(findings), findings, unread: [] },
            connections: { source, destination: side("destination", "222222222222", "ap-northeast-1") },
            asked: source,
            outputs: this.outputs,
        };
    }

    /** The answers, or those that a test gives in their place, be it while it runs. */
    private changing(side: Side, answers: Answers): Answers {
        return new Proxy(answers, {
            get: (own, name: string) => this.answers[side][name] ?? own[name],
        });
    }

    private controlAnswers(): Answers {
        return {
            CreateJob: (request: Partial<CreateJobRequest>) => {
                const same = this.jobs.find(
                    (job) => job.request.ClientRequestToken === request.ClientRequestToken,
                );
                return { JobId: (same ?? this.add(request, new Date(), this.looks)).id };
            },
            ListJobs: () => ({
                Jobs: this.jobs.map((job) => ({
                    JobId: job.id,
                    Description: job.request.Description,
                    Operation: "S3ReplicateObject",
                    CreationTime: job.created,
                    Status: lookAt(job).Status,
                    ProgressSummary: lookAt(job).ProgressSummary,
                })),
            }),
            DescribeJob: (input) => {
                const { JobId } = v.parse(requestSchema, input);
                const job = this.jobs.find(({ id }) => id === JobId);
                assert.ok(job, `there is no job ${JobId}`);
                const look = job.looks[Math.min(job.looked, job.looks.length - 1)] ?? {};
                job.looked += 1;
                return look instanceof Error ? look : { Job: described(job, look) };
            },
        };
    }

    private sourceAnswers(): Answers {
        return {
            ListObjectVersions: () => ({
                IsTruncated: false,
                Versions: this.versions.map(({ key, storageClass }, index) => ({
                    Key: key,
                    VersionId: `v${index + 1}`,
                    Size: 1024,
                    LastModified: new Date("2026-06-01T00:00:00Z"),
                    StorageClass: storageClass,
                })),
            }),
            HeadObject: (input) => {
                const { Key } = v.parse(requestSchema, input);
                return { ReplicationStatus: this.versions.find(({ key }) => key === Key)?.status };
            },
            GetObject: (input) => this.fileOf(input),
        };
    }

    /** A file of the report. */
    fileOf(input: object): object {
        const { Key = "" } = v.parse(requestSchema, input);
        const content = Key.endsWith("/manifest.json") ? this.manifest() : this.rows;
        return { ETag: '"1"', Body: { transformToByteArray: () => Promise.resolve(Buffer.from(content)) } };
    }

    private manifest(): string {
        const Key = "reports/job/results/1.csv";
        const MD5Checksum = createHash("md5").update(this.rows).digest("hex");
        return JSON.stringify({
            Format: "Report_CSV_20180820",
            Results: [{ TaskExecutionStatus: "succeeded", Bucket: output.bucketName, MD5Checksum, Key }],
            ReportSchema: "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage",
        });
    }
}

/** What a list shows of a job: as the next look does. */
function lookAt({ looks, looked }: FakeJob): Partial<JobDescriptor> {
    const look = looks[Math.min(looked, looks.length - 1)];
    return look === undefined || look instanceof Error ? { Status: "Active" } : look;
}

function described({ id, request, created }: FakeJob, look: Partial<JobDescriptor>): Partial<JobDescriptor> {
    const { Description, Report, Operation, ManifestGenerator } = request;
    return { JobId: id, CreationTime: created, Description, Report, Operation, ManifestGenerator, ...look };
}
