import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import type { Run } from "../../support/recorder";

/** What a stack made, and where: what the controls of Security Hub look at. */
export interface Made {
    readonly run: Run;
    readonly region: string;
    /** The regions of the buckets that it replicates to. */
    readonly destinationRegions: readonly string[];
}

const policySchema = v.pipe(
    v.string(),
    v.parseJson(),
    v.object({
        Statement: v.array(
            v.looseObject({
                Effect: v.string(),
                Principal: v.optional(v.unknown()),
                Action: v.pipe(
                    v.union([v.string(), v.array(v.string())]),
                    v.transform((one) => [one].flat()),
                ),
                Resource: v.optional(v.unknown()),
                Condition: v.optional(v.unknown()),
            }),
        ),
    }),
);

/** The inputs of each resource of a type. */
function inputsOf({ run }: Made, type: string): readonly Record<string, unknown>[] {
    return run.resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
}

/** The inputs of the one resource of a type; of none, where there is none. */
function only(made: Made, type: string): Readonly<Record<string, unknown>> {
    const [inputs = {}, ...more] = inputsOf(made, type);
    if (more.length > 0) {
        throw new Error(`${more.length + 1} resources of the type ${type}`);
    }
    return inputs;
}

const has = (made: Made, type: string) => inputsOf(made, type).length > 0;
const statementsOf = (policy: unknown) => v.parse(policySchema, policy).Statement;
const bucketStatements = (made: Made) => statementsOf(only(made, "aws:s3/bucketPolicy:BucketPolicy").policy);

function blocksPublicAccess(made: Made): boolean {
    const block = only(made, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    return ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every(
        (setting) => block[setting] === true,
    );
}

function letsNobodyIn(made: Made): boolean {
    return bucketStatements(made).every(
        ({ Effect, Principal }) => Effect === "Deny" || !JSON.stringify(Principal).includes("*"),
    );
}

function refusesPlainHttp(made: Made): boolean {
    const arn = `arn:aws:s3:::${String(only(made, "aws:s3/bucket:Bucket").bucket)}`;
    return bucketStatements(made).some(
        ({ Effect, Principal, Action, Resource, Condition }) =>
            Effect === "Deny" &&
            Principal === "*" &&
            isDeepStrictEqual(Action, ["s3:*"]) &&
            isDeepStrictEqual(Resource, [arn, `${arn}/*`]) &&
            isDeepStrictEqual(Condition, { Bool: { "aws:SecureTransport": "false" } }),
    );
}

const sensitive = [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutBucketPolicy",
    "s3:PutEncryptionConfiguration",
    "s3:PutObjectAcl",
];

/** The control does not look at conditions. */
function grantsNothingSensitive(made: Made): boolean {
    return bucketStatements(made).every(
        ({ Effect, Action }) =>
            Effect === "Deny" ||
            Action.every((action) => !action.includes("*") && !sensitive.includes(action)),
    );
}

function hasLifecycle(made: Made): boolean {
    return has(made, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
}

const versioning = (made: Made) =>
    v.parse(
        v.object({ status: v.string(), mfaDelete: v.optional(v.string()) }),
        only(made, "aws:s3/bucketVersioning:BucketVersioning").versioningConfiguration,
    );

/** Whether a bucket that is made here passes a control, by the words of AWS; only controls of a bucket. */
export const bucketControls: Readonly<Record<string, (made: Made) => boolean>> = {
    "S3.2": (made) => blocksPublicAccess(made) && letsNobodyIn(made),
    "S3.3": (made) => blocksPublicAccess(made) && letsNobodyIn(made),
    "S3.5": refusesPlainHttp,
    "S3.6": grantsNothingSensitive,
    "S3.7": (made) =>
        has(made, "aws:s3/bucketReplicationConfig:BucketReplicationConfig") &&
        made.destinationRegions.some((region) => region !== made.region),
    "S3.8": blocksPublicAccess,
    "S3.9": (made) => has(made, "aws:s3/bucketLogging:BucketLogging"),
    "S3.10": hasLifecycle,
    "S3.11": (made) => has(made, "aws:s3/bucketNotification:BucketNotification"),
    "S3.12": (made) =>
        isDeepStrictEqual(only(made, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").rule, {
            objectOwnership: "BucketOwnerEnforced",
        }),
    "S3.13": hasLifecycle,
    "S3.14": (made) => versioning(made).status === "Enabled",
    "S3.15": (made) => only(made, "aws:s3/bucket:Bucket").objectLockEnabled === true,
    "S3.17": (made) =>
        JSON.stringify(
            only(
                made,
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            ).rules,
        ).includes('"sseAlgorithm":"aws:kms"'),
    "S3.20": (made) => versioning(made).mfaDelete === "Enabled",
};

/** Whether what the options make besides passes. */
export const otherControls: Readonly<Record<string, (made: Made) => boolean>> = {
    "KMS.2": (made) => {
        const ofKeys = inputsOf(made, "aws:iam/rolePolicy:RolePolicy")
            .flatMap(({ policy }) => statementsOf(policy))
            .filter(({ Action }) => Action.includes("kms:Decrypt"));
        return ofKeys.length > 0 && ofKeys.every(({ Resource }) => /^[^*]+$/.test(String(Resource)));
    },
    "KMS.4": (made) => only(made, "aws:kms/key:Key").enableKeyRotation === true,
    "SNS.1": (made) =>
        inputsOf(made, "aws:sns/topic:Topic").every(({ kmsMasterKeyId }) => kmsMasterKeyId !== undefined),
    "SNS.4": (made) =>
        inputsOf(made, "aws:sns/topic:Topic").every(({ policy }) =>
            statementsOf(policy).every(
                ({ Principal, Condition }) =>
                    !JSON.stringify(Principal).includes("*") &&
                    JSON.stringify(Condition).includes('"aws:SourceAccount"'),
            ),
        ),
};
