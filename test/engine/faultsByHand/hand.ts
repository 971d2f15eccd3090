import { KMS } from "@aws-sdk/client-kms";
import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import * as v from "valibot";
import type { Side } from "../../../sandbox/profiles";
import type { ByHand, inSandbox } from "../../support/inSandbox";

type World = ReturnType<ReturnType<typeof inSandbox>>;

const statementsSchema = v.array(v.looseObject({ Sid: v.optional(v.string()) }));
const documentSchema = v.looseObject({ Statement: statementsSchema });
type Statements = v.InferOutput<typeof statementsSchema>;
type Change = (statements: Statements) => readonly object[];

/** A document of these statements. */
const documentOf = (statements: readonly object[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Somebody who changes a deployed pair by hand, with the rights of both accounts. */
export class Hand {
    readonly source: string;
    readonly destination: string;
    readonly role: string;
    readonly roleArn: string;

    constructor(
        private readonly world: World,
        names: { readonly source: string; readonly destination: string; readonly role: string },
    ) {
        this.source = names.source;
        this.destination = names.destination;
        this.role = names.role;
        this.roleArn = `arn:aws:iam::${world.sandbox.accounts.source.accountId}:role/${names.role}`;
    }

    as(side: Side): ByHand {
        return this.world.as(side);
    }

    kms(side: Side): KMS {
        return new KMS(this.world.client(side));
    }

    sns(): SNS {
        return new SNS(this.world.client("source"));
    }

    /** The name of a side's bucket as calls of S3 take it. */
    bucket(side: "source" | "destination"): { readonly Bucket: string } {
        return { Bucket: this[side] };
    }

    /** Changes the statements of a bucket's policy. */
    async policy(side: "source" | "destination", change: Change): Promise<void> {
        const { s3 } = this.as(side);
        const { Policy = "" } = await s3.getBucketPolicy(this.bucket(side));
        const { Statement } = v.parse(documentSchema, JSON.parse(Policy));
        await s3.putBucketPolicy({ ...this.bucket(side), Policy: documentOf(change(Statement)) });
    }

    async versioning(side: "source" | "destination", Status: "Enabled" | "Suspended"): Promise<void> {
        await this.as(side).s3.putBucketVersioning({
            ...this.bucket(side),
            VersioningConfiguration: { Status },
        });
    }

    /** The role's inline policy: its name, and its statements. */
    async rolePolicy(): Promise<{ readonly name: string; readonly statements: Statements }> {
        const { iam } = this.as("source");
        const { PolicyNames: [name = ""] = [] } = await iam.listRolePolicies({ RoleName: this.role });
        const { PolicyDocument = "" } = await iam.getRolePolicy({ RoleName: this.role, PolicyName: name });
        const { Statement } = v.parse(documentSchema, JSON.parse(decodeURIComponent(PolicyDocument)));
        return { name, statements: Statement };
    }

    /** Changes the statements of the role's inline policy. */
    async permissions(change: Change): Promise<void> {
        const { name, statements } = await this.rolePolicy();
        await this.as("source").iam.putRolePolicy({
            RoleName: this.role,
            PolicyName: name,
            PolicyDocument: documentOf(change(statements)),
        });
    }

    async trust(statement: object): Promise<void> {
        await this.as("source").iam.updateAssumeRolePolicy({
            RoleName: this.role,
            PolicyDocument: documentOf([{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }]),
        });
    }

    /** Deletes the role, with its inline policy. */
    async deleteRole(): Promise<void> {
        const { iam } = this.as("source");
        await this.deleteRolePolicy();
        await iam.deleteRole({ RoleName: this.role });
    }

    async deleteRolePolicy(): Promise<void> {
        const { name } = await this.rolePolicy();
        await this.as("source").iam.deleteRolePolicy({ RoleName: this.role, PolicyName: name });
    }

    /** Makes a managed policy of the source's account; returns its ARN. */
    async managedPolicy(name: string, statements: readonly object[]): Promise<string> {
        const { Policy } = await this.as("source").iam.createPolicy({
            PolicyName: name,
            PolicyDocument: documentOf(statements),
        });
        return Policy?.Arn ?? "";
    }

    /** Changes the replication configuration: what every rule says, and its destination. */
    async rules(
        change: (rule: ReplicationRule) => Partial<ReplicationRule>,
        more: Partial<ReplicationConfiguration> = {},
    ): Promise<void> {
        const { s3 } = this.as("source");
        const { ReplicationConfiguration } = await s3.getBucketReplication(this.bucket("source"));
        await s3.putBucketReplication({
            ...this.bucket("source"),
            ReplicationConfiguration: {
                Role: ReplicationConfiguration?.Role,
                ...more,
                Rules: ReplicationConfiguration?.Rules?.map((rule) => ({ ...rule, ...change(rule) })),
            },
        });
    }

    /** The default encryption of a bucket, by this key. */
    async encryption(side: "source" | "destination", key?: string): Promise<void> {
        const ApplyServerSideEncryptionByDefault =
            key === undefined
                ? ({ SSEAlgorithm: "AES256" } as const)
                : ({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } as const);
        await this.as(side).s3.putBucketEncryption({
            ...this.bucket(side),
            ServerSideEncryptionConfiguration: {
                Rules: [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: key !== undefined }],
            },
        });
    }

    /** The key of a bucket's default encryption. */
    async keyOf(side: "source" | "destination"): Promise<string> {
        const { ServerSideEncryptionConfiguration } = await this.as(side).s3.getBucketEncryption(
            this.bucket(side),
        );
        const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
        return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "";
    }

    /** Changes the statements of the policy of a bucket's key. */
    async keyPolicy(side: "source" | "destination", change: Change): Promise<void> {
        const KeyId = await this.keyOf(side);
        const kms = this.kms(side);
        const { Policy = "" } = await kms.getKeyPolicy({ KeyId });
        const { Statement } = v.parse(documentSchema, JSON.parse(Policy));
        await kms.putKeyPolicy({ KeyId, Policy: documentOf(change(Statement)) });
    }

    /** An account that has no part in it, in the destination's region. */
    outsider(): ByHand["s3"] {
        return this.world.as("outsider", this.world.sandbox.accounts.destination.region).s3;
    }

    /** Puts an empty bucket of another account in the place of the destination's. */
    async takeOver(): Promise<void> {
        await this.as("destination").s3.deleteBucket(this.bucket("destination"));
        const s3 = this.outsider();
        await s3.createBucket({
            ...this.bucket("destination"),
            CreateBucketConfiguration: { LocationConstraint: "ap-northeast-1" },
        });
        await s3.putBucketVersioning({
            ...this.bucket("destination"),
            VersioningConfiguration: { Status: "Enabled" },
        });
    }
}
