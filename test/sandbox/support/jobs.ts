import * as assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { ReplicationRule, S3 } from "@aws-sdk/client-s3";
import {
    S3Control,
    type CreateJobCommandInput,
    type JobDescriptor,
    type JobManifestGeneratorFilter,
} from "@aws-sdk/client-s3-control";
import type { inSandbox } from "../../support/inSandbox";

export const AccountId = "111111111111";
export const roleArn = (name: string) => `arn:aws:iam::${AccountId}:role/${name}`;

export const documentOf = (...Statement: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement });
export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*") => ({
    Effect: "Allow",
    Action,
    Resource,
});

const enabled = { VersioningConfiguration: { Status: "Enabled" } } as const;

/** Buckets of source and destination, the roles between them, and S3 Control as the root of the source's account. */
export class JobsWorld {
    readonly #world: ReturnType<typeof inSandbox>;

    constructor(world: ReturnType<typeof inSandbox>) {
        this.#world = world;
    }

    get source() {
        return this.#world().as("source");
    }

    get destination() {
        return this.#world().as("destination");
    }

    get sandbox() {
        return this.#world().sandbox;
    }

    /** S3 Control with other credentials than the root's, or in another region, where they are given. */
    control(other: { credentials?: { accessKeyId: string; secretAccessKey: string }; region?: string } = {}) {
        const { endpoint, ...client } = this.#world().client("source");
        return new S3Control({
            ...client,
            ...other,
            endpointProvider: () => ({ url: new URL(endpoint) }),
        });
    }

    async addRole(name: string, service: string, ...statements: unknown[]): Promise<void> {
        const { iam } = this.source;
        const trust = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
        await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: documentOf(trust) });
        await this.setPolicy(name, ...statements);
    }

    async setPolicy(name: string, ...statements: unknown[]): Promise<void> {
        const policy = { RoleName: name, PolicyName: "all", PolicyDocument: documentOf(...statements) };
        await this.source.iam.putRolePolicy(policy);
    }

    /** `<name>-source` without a rule yet, `<name>-reports`, and a destination that lets the replication role in. */
    async addPair(name: string): Promise<void> {
        const { s3 } = this.source;
        const { source } = this.sandbox.accounts;
        await addBucket(s3, `${name}-source`, source.region);
        await s3.putBucketVersioning({ Bucket: `${name}-source`, ...enabled });
        await addBucket(s3, `${name}-reports`, source.region);
        await this.addDestination(`${name}-destination`);
    }

    async addDestination(Bucket: string): Promise<void> {
        const { s3 } = this.destination;
        await addBucket(s3, Bucket, this.sandbox.accounts.destination.region);
        await s3.putBucketVersioning({ Bucket, ...enabled });
        await this.letIn(Bucket, ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"]);
    }

    async letIn(Bucket: string, actions: readonly string[]): Promise<void> {
        const statement = {
            ...allow(actions, `arn:aws:s3:::${Bucket}/*`),
            Principal: { AWS: roleArn("replication") },
        };
        await this.destination.s3.putBucketPolicy({ Bucket, Policy: documentOf(statement) });
    }

    async setRules(name: string, ...rules: Partial<ReplicationRule>[]): Promise<void> {
        const Rules = (rules.length > 0 ? rules : [{}]).map((rule, index) => ({
            ID: `rule ${index}`,
            Priority: index + 1,
            Status: "Enabled" as const,
            Filter: { Prefix: "" },
            DeleteMarkerReplication: { Status: "Enabled" as const },
            Destination: { Bucket: `arn:aws:s3:::${name}-destination` },
            ...rule,
        }));
        await this.source.s3.putBucketReplication({
            Bucket: `${name}-source`,
            ReplicationConfiguration: { Role: roleArn("replication"), Rules },
        });
    }

    input(
        name: string,
        filter: JobManifestGeneratorFilter = {},
        other: Partial<CreateJobCommandInput> = {},
    ): CreateJobCommandInput {
        return {
            AccountId,
            Operation: { S3ReplicateObject: {} },
            Priority: 1,
            RoleArn: roleArn("batch"),
            ConfirmationRequired: false,
            Report: {
                Enabled: true,
                Bucket: `arn:aws:s3:::${name}-reports`,
                Format: "Report_CSV_20180820",
                Prefix: "reports",
                ReportScope: "AllTasks",
            },
            ...(other.Manifest === undefined && {
                ManifestGenerator: {
                    S3JobManifestGenerator: {
                        SourceBucket: `arn:aws:s3:::${name}-source`,
                        EnableManifestOutput: false,
                        Filter: { EligibleForReplication: true, ...filter },
                    },
                },
            }),
            ...other,
        };
    }

    /** A list of objects as the manifest of a job. */
    async manifest(name: string, Body: string, Fields: ("Bucket" | "Key" | "VersionId" | "Ignore")[]) {
        const object = { Bucket: `${name}-reports`, Key: "list.csv" };
        const { ETag = "" } = await this.source.s3.putObject({ ...object, Body });
        return {
            Spec: { Format: "S3BatchOperations_CSV_20180820" as const, Fields },
            Location: { ObjectArn: `arn:aws:s3:::${object.Bucket}/${object.Key}`, ETag },
        };
    }

    async run(input: CreateJobCommandInput, control = this.control()): Promise<JobDescriptor> {
        const { JobId } = await control.createJob({ ...input });
        return this.#until(control, JobId, ["Complete", "Failed", "Cancelled"]);
    }

    async until(JobId: string | undefined, ...statuses: string[]): Promise<JobDescriptor> {
        return this.#until(this.control(), JobId, statuses);
    }

    async #until(
        control: S3Control,
        JobId: string | undefined,
        statuses: readonly string[],
    ): Promise<JobDescriptor> {
        for (let tries = 0; tries < 1000; tries++) {
            const { Job } = await control.describeJob({ AccountId, JobId });
            if (Job?.Status !== undefined && statuses.includes(Job.Status)) {
                return Job;
            }
            await setTimeout(10);
        }
        return assert.fail(`the job is not ${statuses.join(" or ")} after 10 s`);
    }

    /** The rows of a job's report, without what stands around them. */
    async rows({ JobId, Report }: JobDescriptor): Promise<string[]> {
        const { s3 } = this.source;
        const Bucket = Report?.Bucket?.split(":::")[1];
        const { Contents = [] } = await s3.listObjectsV2({
            Bucket,
            Prefix: `${Report?.Prefix}/job-${JobId}/results/`,
        });
        const lists = await Promise.all(
            Contents.map(async ({ Key }) => (await s3.getObject({ Bucket, Key })).Body?.transformToString()),
        );
        return lists
            .join("")
            .split("\n")
            .filter((row) => row !== "");
    }
}

async function addBucket(s3: S3, Bucket: string, region: string): Promise<void> {
    const LocationConstraint = (["ap-northeast-1", "ap-northeast-2"] as const).find(
        (each) => each === region,
    );
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint } });
}

/** `1 of 3`, with the reasons of a job that failed. */
export function outcome({ Status, ProgressSummary, FailureReasons }: JobDescriptor): string {
    const { NumberOfTasksSucceeded, TotalNumberOfTasks } = ProgressSummary ?? {};
    const reasons = FailureReasons?.map(({ FailureReason }) => `: ${FailureReason}`) ?? [];
    return `${Status} ${NumberOfTasksSucceeded} of ${TotalNumberOfTasks}${reasons.join("")}`;
}
