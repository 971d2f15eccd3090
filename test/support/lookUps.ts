import type { World } from "./world";

/** The default encryption of a bucket, in the form of Cloud Control. */
export function encryptionOf(by: {
    readonly algorithm: string;
    readonly key?: string;
    readonly bucketKey: boolean;
}): object {
    const ServerSideEncryptionByDefault = { SSEAlgorithm: by.algorithm, KMSMasterKeyID: by.key };
    return {
        ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault, BucketKeyEnabled: by.bucketKey },
        ],
    };
}

const usableKey = {
    keyManager: "CUSTOMER",
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    keyState: "Enabled",
};

/** What AWS answers who asks for something that exists already, by the functions that ask. */
export const lookUps: Readonly<Record<string, (world: World, inputs: LookUpInputs) => object>> = {
    "aws:cloudcontrol/getResource:getResource": (world, { identifier = "" }) => ({
        properties: JSON.stringify(
            present(world, "Resource", identifier, {
                BucketEncryption: encryptionOf({ algorithm: "AES256", bucketKey: false }),
                ...world.bucketProperties?.[identifier],
            }),
        ),
    }),
    "aws:iam/getRole:getRole": ({ roles }, { name }) => {
        const statement = {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sts:AssumeRole",
        };
        const { arn, trust = statement, permissionsBoundary = "" } = roleOf(roles?.[name], name);
        const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [trust].flat() });
        return { name, arn, assumeRolePolicy, permissionsBoundary };
    },
    "aws:iam/getPolicy:getPolicy": ({ managedPolicies = {} }, { arn = "" }) => {
        if (arn in managedPolicies && managedPolicies[arn] === undefined) {
            throw refusal(
                `invocation of aws:iam/getPolicy:getPolicy returned an error: NoSuchEntity: no policy ${arn}`,
            );
        }
        const { [arn]: statements = { Effect: "Allow", Action: "*", Resource: "*" } } = managedPolicies;
        if (statements === "denied") {
            throw refusal(`AccessDenied: not for you to know of ${arn}`);
        }
        if (statements === "") {
            return { arn, policy: "" };
        }
        return { arn, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
    },
    "aws:kms/getKey:getKey": ({ keys = {} }, { keyId = "" }) => {
        if (keyId in keys && keys[keyId] === undefined) {
            throw refusal(`invocation of aws:kms/getKey:getKey returned an error: no key ${keyId}`);
        }
        if (keys[keyId] === "closed") {
            throw refusal(
                "invocation of aws:kms/getKey:getKey returned an error: AccessDeniedException: not for you to know",
            );
        }
        return { ...usableKey, arn: keyId, ...keys[keyId] };
    },
    "aws:s3/getBucket:getBucket": ({ buckets }, { bucket = "" }) => {
        const bucketRegion = buckets?.[bucket];
        if (bucketRegion === undefined) {
            throw refusal(`invocation of aws:s3/getBucket:getBucket returned an error: no bucket ${bucket}`);
        }
        return { bucketRegion };
    },
    "aws:s3/getBucketNotification:getBucketNotification": (world, { bucket = "" }) =>
        present(world, "Notification", bucket, world.notifications?.[bucket]),
    "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration": (world, { bucket = "" }) =>
        present(world, "Object Lock Configuration", bucket, world.objectLocks?.[bucket]),
    "aws:s3/getBucketPolicy:getBucketPolicy": (world, { bucket = "" }) => ({
        policy: present(world, "Policy", bucket, world.bucketPolicies?.[bucket]),
    }),
    "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration": (world, { bucket = "" }) =>
        present(world, "Replication Configuration", bucket, world.replications?.[bucket]),
};

/** The inputs that say what is asked for. */
export interface LookUpInputs {
    readonly arn?: string | undefined;
    readonly bucket?: string | undefined;
    readonly identifier?: string | undefined;
    readonly keyId?: string | undefined;
    readonly name: string;
}

function roleOf<T>(role: T | undefined, name: string): T {
    if (role === undefined) {
        throw refusal(
            `invocation of aws:iam/getRole:getRole returned an error: reading IAM Role (${name}): couldn't find resource`,
        );
    }
    return role;
}

/** AWS refuses to read what a bucket does not have, in words that differ from those of any other refusal. */
function present<T>({ closedBuckets = [] }: World, what: string, bucket: string, held: T | undefined): T {
    if (closedBuckets.includes(bucket)) {
        throw refusal(`AccessDenied: not for you to know of ${bucket}`);
    }
    if (held === undefined) {
        throw refusal(`reading S3 Bucket (${bucket}) ${what}: couldn't find resource`);
    }
    return held;
}

/** As gRPC hands on what the engine says. */
export function refusal(details: string): Error {
    return Object.assign(new Error(), { details });
}
