import { messageOf, OperationError } from "../operationError";
import { credentialFlags, type Side } from "./side";

/** A call to AWS: whose, and on what. */
export interface AwsCall {
    readonly side: Side;
    readonly service: "s3" | "sts";
    /** The operation as AWS names it: `ListObjectVersions`. */
    readonly operation: string;
    /** What it is done on, in words: `bucket logs of account 111111111111`. */
    readonly target: string;
}

/** A call that AWS refused or could not serve, told with its side and the action that it needs. */
export class AwsCallError extends OperationError {
    constructor(
        message: string,
        /** AWS's code, as `NoSuchKey`. */
        readonly code: string,
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
    GetBucketReplication: "GetReplicationConfiguration",
    GetObject: "GetObjectVersion",
    GetObjectTagging: "GetObjectVersionTagging",
    HeadObject: "GetObjectVersion",
    ListObjectVersions: "ListBucketVersions",
    PutObject: "PutObject (and s3:PutObjectTagging)",
    UploadPart: "PutObject",
};

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

/** The error that a person gets for a call that failed. What the caller cancelled stays what it is. */
export function awsCallError(call: AwsCall, error: unknown): unknown {
    if (!(error instanceof Error) || error.name === "AbortError" || error instanceof OperationError) {
        return error;
    }
    const { side, service, operation, target } = call;
    const action = `${service}:${permissions[operation] ?? operation}`;
    const code = error.name;
    if (unusableCredentials.has(code)) {
        return new AwsCallError(
            `The ${side} has no credentials that AWS accepts (${code}: ${messageOf(error)}). ` +
                `Name others: ${credentialFlags(side)}`,
            code,
        );
    }
    if (statusOf(error) === 403) {
        return new AwsCallError(
            `The credentials of the ${side} may not do ${action} on ${target} (${code}: ${messageOf(error)}). ` +
                `Allow it to them, or name others: ${credentialFlags(side)}`,
            code,
        );
    }
    return new AwsCallError(
        `${operation} on ${target}, the ${side}, failed: ${code}: ${messageOf(error)}`,
        code,
    );
}

/** The HTTP status of an answer; the answer to a HEAD has no body, and so no code, to go by. */
function statusOf(error: Error): number | undefined {
    const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
    const status: unknown =
        typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
            ? metadata.httpStatusCode
            : undefined;
    return typeof status === "number" ? status : undefined;
}
