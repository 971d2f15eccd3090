/** The parts of a bucket, by the key of the query that asks for them, as the S3 API names their operations. */
const bucketParts: Readonly<Record<string, string>> = {
    accelerate: "BucketAccelerateConfiguration",
    acl: "BucketAcl",
    cors: "BucketCors",
    encryption: "BucketEncryption",
    lifecycle: "BucketLifecycleConfiguration",
    location: "BucketLocation",
    logging: "BucketLogging",
    notification: "BucketNotificationConfiguration",
    "object-lock": "ObjectLockConfiguration",
    ownershipControls: "BucketOwnershipControls",
    policy: "BucketPolicy",
    policyStatus: "BucketPolicyStatus",
    publicAccessBlock: "PublicAccessBlock",
    replication: "BucketReplication",
    requestPayment: "BucketRequestPayment",
    tagging: "BucketTagging",
    versioning: "BucketVersioning",
    website: "BucketWebsite",
};

const wholeBucket: Readonly<Record<string, string>> = {
    DELETE: "DeleteBucket",
    GET: "ListObjects",
    HEAD: "HeadBucket",
    PUT: "CreateBucket",
    "GET versions": "ListObjectVersions",
    "GET uploads": "ListMultipartUploads",
    "POST delete": "DeleteObjects",
};

const wholeObject: Readonly<Record<string, string>> = {
    DELETE: "DeleteObject",
    GET: "GetObject",
    HEAD: "HeadObject",
    PUT: "PutObject",
    "DELETE uploadId": "AbortMultipartUpload",
    "GET tagging": "GetObjectTagging",
    "GET uploadId": "ListParts",
    "POST uploadId": "CompleteMultipartUpload",
    "POST uploads": "CreateMultipartUpload",
    "PUT tagging": "PutObjectTagging",
    "PUT partNumber": "UploadPart",
};

const jobs = "/v20180820/jobs";

/** The calls of S3 Batch Operations, by what follows in the path. */
const jobCalls: Readonly<Record<string, string>> = {
    "GET ": "ListJobs",
    "POST ": "CreateJob",
    "GET id": "DescribeJob",
    "POST id/priority": "UpdateJobPriority",
    "POST id/status": "UpdateJobStatus",
};

export interface AwsRequest {
    readonly method: string;
    /** Path and query. */
    readonly url: string;
    readonly body: string;
    /** The header X-Amz-Target of the services that speak JSON: `GraniteServiceVersion20100801.DescribeAlarms`. */
    readonly target?: string;
}

/**
 * The API call that an HTTP request is: IAM and STS name it in the body, CloudWatch and KMS in a header, S3 by method, path
 * and query.
 */
export function callName({ method, url, body, target }: AwsRequest): string {
    const named = target?.split(".").at(-1);
    if (named !== undefined) {
        return named;
    }
    const { pathname, searchParams } = new URL(url, "https://localhost");
    const action = method === "POST" && pathname === "/" ? new URLSearchParams(body).get("Action") : null;
    if (action !== null) {
        return action;
    }
    if (method === "GET" && pathname === "/") {
        return "ListBuckets";
    }
    if (pathname.startsWith("/v20180820/tags/")) {
        return method === "GET" ? "ListTagsForResource" : "TagResource";
    }
    if (pathname === "/v20180820/configuration/publicAccessBlock") {
        return "GetAccountPublicAccessBlock";
    }
    if (pathname === jobs || pathname.startsWith(`${jobs}/`)) {
        return (
            jobCalls[`${method} ${pathname.slice(jobs.length).replace(/^\/[^/]+/, "id")}`] ??
            `${method} ${pathname}`
        );
    }
    const isBucket = /^\/[^/]+\/?$/.test(pathname);
    const known = isBucket ? wholeBucket : wholeObject;
    const keys = [...searchParams.keys()];
    const byQuery = keys.map((key) => known[`${method} ${key}`]).find((name) => name !== undefined);
    const part = isBucket
        ? keys.map((key) => bucketParts[key]).find((name) => name !== undefined)
        : undefined;
    if (part !== undefined) {
        return `${method.charAt(0)}${method.slice(1).toLowerCase()}${part}`;
    }
    return byQuery ?? known[method] ?? `${method} ${pathname}`;
}
