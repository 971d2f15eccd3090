import { isUnknown, runtime } from "@pulumi/pulumi";
import * as v from "valibot";
import { lookUps, refusal } from "./lookUps";
import { providerOf } from "./urns";

/** What the outside world answers a program that runs under mocks. */
export interface World {
    readonly project?: string;
    readonly stack?: string;
    readonly organization?: string;
    readonly preview?: boolean;
    /** The stack's configuration, the project's own keys without its name. */
    readonly settings?: Readonly<Record<string, string>>;
    readonly partition?: string;
    /** The account of each provider, by the provider's name. */
    readonly accounts?: Readonly<Record<string, string>>;
    /** The region of each provider, by its name. Default: eu-central-1. */
    readonly regions?: Readonly<Record<string, string>>;
    /**
     * What KMS says of keys where it is not what a usable one has, by their ARNs, ids and aliases; none of a key that is not
     * there, "closed" of one that the credentials may not look at.
     */
    readonly keys?: Readonly<Record<string, Readonly<Record<string, string>> | "closed" | undefined>>;
    /** The providers whose configuration is not known at preview, by their names. The engine answers nothing for them. */
    readonly unconfigured?: readonly string[];
    /** The regions of the buckets that exist, by their names. */
    readonly buckets?: Readonly<Record<string, string>>;
    /** The replication configurations of existing buckets, by their names. */
    readonly replications?: Readonly<
        Record<string, { readonly role: string; readonly rules: readonly object[] }>
    >;
    /** The policies of existing buckets, by their names. */
    readonly bucketPolicies?: Readonly<Record<string, string>>;
    /** What Cloud Control tells of existing buckets beside an encryption with SSE-S3, by their names. */
    readonly bucketProperties?: Readonly<Record<string, object>>;
    /** The notifications of existing buckets that have some, by their names. */
    readonly notifications?: Readonly<Record<string, object>>;
    /** The Object Lock of existing buckets that have it, by their names. */
    readonly objectLocks?: Readonly<Record<string, { readonly objectLockEnabled: string }>>;
    /** The existing buckets of which AWS tells none of these. */
    readonly closedBuckets?: readonly string[];
    /** The roles that exist, by their names; S3 may assume one where no other trust is said. */
    readonly roles?: Readonly<
        Record<
            string,
            { readonly arn: string; readonly trust?: object; readonly permissionsBoundary?: string }
        >
    >;
    /**
     * The statements of managed policies where they do not allow everything, by the policies' ARNs; none of one that is not
     * there, `denied` of one that AWS does not tell, and an empty text of one without a document.
     */
    readonly managedPolicies?: Readonly<Record<string, object | "denied" | "" | undefined>>;
    /** The outputs of the stacks that exist, by their full names. */
    readonly stacks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** Which of these are secrets, by the stacks' names. */
    readonly secretOutputs?: Readonly<Record<string, readonly string[]>>;
}

const passedThrough = [
    "aws:cloudwatch/dashboard:Dashboard",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketNotification:BucketNotification",
    "pulumi:pulumi:Stack",
    "s3-cross-account-replication:index:ReplicationDestination",
    "s3-cross-account-replication:index:ReplicationSource",
    "pulumi:providers:aws",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
];

/** Answers as AWS and the engine would, and throws on whatever it was not told of. */
export function mocksOf(world: World): runtime.Mocks {
    return {
        newResource({ type, name, id, provider, inputs: untyped }) {
            const inputs = v.parse(propertiesSchema, untyped);
            const of = providerOf(provider ?? "");
            if (type === "aws:s3/bucket:Bucket") {
                const bucket = inputs.bucket ?? `${name}-1234567`;
                const state = { region: regionOf(world, of), objectLockEnabled: false, ...inputs, bucket };
                return { id: bucket, state };
            }
            if (type === "aws:kms/key:Key") {
                return {
                    id: madeKey,
                    state: {
                        ...inputs,
                        keyId: madeKey,
                        arn: `arn:${partitionOf(world)}:kms:${regionOf(world, of)}:${accountOf(world, of)}:key/${madeKey}`,
                    },
                };
            }
            if (type === "aws:sns/topic:Topic") {
                const arn = `arn:${partitionOf(world)}:sns:${inputs.region}:${accountOf(world, of)}:${inputs.name}`;
                return { id: arn, state: { ...inputs, arn } };
            }
            if (type === "aws:iam/role:Role") {
                const arn = `arn:${partitionOf(world)}:iam::${accountOf(world, of)}:role${inputs.path ?? "/"}${inputs.name}`;
                return { id: inputs.name, state: { ...inputs, arn } };
            }
            if (type === "pulumi:pulumi:StackReference") {
                return { id, state: { name: inputs.name } };
            }
            if (passedThrough.includes(type)) {
                return { id: `${name}-id`, state: inputs };
            }
            throw new Error(`the mocks do not know the resource type ${type}`);
        },
        call({ token, provider, inputs: untyped }) {
            const inputs = v.parse(propertiesSchema, untyped);
            if (world.unconfigured?.includes(providerOf(provider ?? "") ?? "")) {
                return {};
            }
            switch (token) {
                case "aws:index/getPartition:getPartition":
                    return {
                        partition: partitionOf(world),
                        dnsSuffix: world.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
                    };
                case "aws:index/getRegion:getRegion":
                    return { region: regionOf(world, providerOf(provider ?? "")) };
                case "aws:index/getCallerIdentity:getCallerIdentity":
                    return { accountId: accountOf(world, providerOf(provider ?? "")) };
                case "pulumi:pulumi:readStackOutputs":
                    return { name: inputs.name, outputs: stackOutputs(world, inputs.name) };
            }
            const lookUp = lookUps[token];
            if (lookUp === undefined) {
                throw new Error(`the mocks do not know the function ${token}`);
            }
            return lookUp(world, inputs);
        },
    };
}

/** A text, none where a preview does not know it. */
const text = v.optional(
    v.union([
        v.string(),
        v.pipe(
            v.custom(isUnknown),
            v.transform(() => undefined),
        ),
    ]),
);

/** The properties that the mocks themselves look at, among others. */
const propertiesSchema = v.looseObject({
    bucket: text,
    identifier: text,
    name: v.optional(v.string(), ""),
    path: text,
    keyId: text,
    region: text,
    arn: text,
});

const madeKey = "11111111-2222-3333-4444-555555555555";
const partitionOf = ({ partition = "aws" }: World): string => partition;

function regionOf(world: World, provider: string | undefined): string {
    return world.regions?.[provider ?? ""] ?? "eu-central-1";
}

function accountOf(world: World, provider: string | undefined): string {
    const account = world.accounts?.[provider ?? ""];
    if (account === undefined) {
        throw refusal(`the mocks know no account of the provider ${provider}`);
    }
    return account;
}

function stackOutputs(world: World, stack: string): Readonly<Record<string, unknown>> {
    const outputs = world.stacks?.[stack];
    if (outputs === undefined) {
        throw refusal(
            `invocation of pulumi:pulumi:readStackOutputs returned an error: unknown stack "${stack}"`,
        );
    }
    const secrets = world.secretOutputs?.[stack] ?? [];
    const { specialSigKey, specialSecretSig } = runtime;
    return Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [
            name,
            secrets.includes(name) ? { [specialSigKey]: specialSecretSig, value } : value,
        ]),
    );
}
