import { OperationError } from "../operationError";
import { inWords, isTransient, statusOf } from "./failure";
import { credentialFlags, type Side } from "./side";

/** A call to AWS: whose, and on what. */
export interface AwsCall {
    readonly side: Side;
    readonly service: "s3" | "sts" | "iam" | "kms" | "cloudwatch" | "sns" | "sqs" | "lambda";
    /** The operation as AWS names it: `ListObjectVersions`. */
    readonly operation: string;
    /** What it is done on, in words: `bucket logs of account 111111111111`. */
    readonly target: string;
    /** The permission that it needs, where it is not that of other calls of the operation: `s3:GetObject`. */
    readonly action?: string;
}

/** A call that AWS refused or could not serve, told with its side and the action that it needs. */
export class AwsCallError extends OperationError {
    constructor(
        message: string,
        /** AWS's code, as `NoSuchKey`. */
        readonly code: string,
        /** Whether it was not refused: there was no good answer to it in all the time. */
        readonly unserved = false,
    ) {
        super(message);
    }
}

/**
 * The permission that an operation needs, where it is not called like the operation. Objects are read and deleted by their
 * version here, and the permissions are those of versions.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const permissions: Readonly<Record<string, string>> = {
    CompleteMultipartUpload: "PutObject",
    CreateMultipartUpload: "PutObject (and s3:PutObjectTagging)",
    DeleteObjects: "DeleteObjectVersion",
    GetBucketEncryption: "GetEncryptionConfiguration",
    GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
    GetBucketNotificationConfiguration: "GetBucketNotification",
    GetBucketReplication: "GetReplicationConfiguration",
    GetObject: "GetObjectVersion",
    GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
    GetObjectTagging: "GetObjectVersionTagging",
    GetPublicAccessBlock: "GetBucketPublicAccessBlock",
    HeadBucket: "ListBucket",
    HeadObject: "GetObjectVersion",
    ListBuckets: "ListAllMyBuckets",
    ListMultipartUploads: "ListBucketMultipartUploads",
    ListObjectVersions: "ListBucketVersions",
    ListObjectsV2: "ListBucket",
    PutObject: "PutObject (and s3:PutObjectTagging)",
    UploadPart: "PutObject",
};

/** The codes of services that deny with HTTP 400. */
const denials = new Set(["AccessDenied", "AccessDeniedException", "AuthorizationErrorException"]);

const unusableCredentials = new Set([
    "CredentialsProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "SignatureDoesNotMatch",
    "TokenProviderError",
    "UnrecognizedClientException",
]);

/** The permission that an operation needs, as a policy names it. */
export function actionOf(service: AwsCall["service"], operation: string): string {
    return `${service}:${permissions[operation] ?? operation}`;
}

/** The error that a person gets for a call that failed so many times, the last time with this error. */
export function awsCallError(call: AwsCall, error: Error, attempts = 1): OperationError {
    if (error instanceof OperationError) {
        return error;
    }
    const { side, service, operation, target, action = actionOf(service, operation) } = call;
    const code = error.name;
    const what = inWords(error);
    if (unusableCredentials.has(code)) {
        return new AwsCallError(
            `The ${side} has no credentials that AWS accepts (${code}: ${error.message}). ` +
                `Name others: ${credentialFlags(side)}`,
            code,
        );
    }
    if (statusOf(error) === 403 || denials.has(code)) {
        return new AwsCallError(
            `The credentials of the ${side} may not do ${action} on ${target} (${what}). ` +
                `Allow it to them, or name others: ${credentialFlags(side)}`,
            code,
        );
    }
    const times = attempts === 1 ? "" : `, ${attempts} times; the last time`;
    return new AwsCallError(
        `${operation} on ${target}, the ${side}, failed${times}: ${what}`,
        code,
        isTransient(error),
    );
}
