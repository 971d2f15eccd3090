import * as assert from "node:assert/strict";
import { isMissing } from "../../../../components/validation/invokeError";

const failed = (api: string, answer: string) =>
    `operation error ${api}, https response error StatusCode: 404, RequestID: r, HostID: h, ${answer}`;

/** The words of AWS's provider, of Cloud Control and of the sandbox. */
const missing = [
    "reading S3 Bucket (originals) Policy: couldn't find resource",
    "reading S3 Bucket (originals) Replication Configuration: empty result",
    "reading IAM Role (replicator): couldn't find resource (21 retries)",
    `reading S3 Bucket (originals) Policy: ${failed("S3: GetBucketPolicy", "api error NoSuchBucketPolicy: The bucket policy does not exist")}`,
    `reading IAM Policy (p): ${failed("IAM: GetPolicy", "NoSuchEntity: Policy p was not found.")}`,
    `reading Resource: ${failed("CloudControl: GetResource", "ResourceNotFoundException: no such bucket")}`,
    "reading the Object Lock configuration of the S3 bucket b: ObjectLockConfigurationNotFoundError: there is none",
    "NoSuchBucket: The specified bucket does not exist",
];

/** Refusals that hold the name of what was asked for. */
const others = [
    "reading S3 Bucket (nosuch-things) Policy: operation error S3: GetBucketPolicy, api error AccessDenied: Access Denied",
    "reading IAM Policy (arn:aws:iam::111111111111:policy/NoSuchThing): AccessDenied: not authorized to perform: iam:GetPolicy " +
        "on resource: policy arn:aws:iam::111111111111:policy/NoSuchThing because no identity-based policy allows it",
    "reading IAM Role (NotFound): AccessDenied: User is not authorized to perform: iam:GetRole on resource: role NotFound",
    "AccessDenied: not for you to know of empty result, I couldn't find resource names",
];

describe("a look-up that failed", () => {
    it("says that there is no such thing by a code or by the provider's last words", () => {
        for (const message of missing) {
            const error = new Error(`invocation of aws:s3/x:x returned an error: ${message}`);
            assert.ok(isMissing(error), message);
        }
    });

    it("does not say so by a name", () => {
        for (const message of others) {
            assert.ok(!isMissing(new Error(message)), message);
        }
    });
});
