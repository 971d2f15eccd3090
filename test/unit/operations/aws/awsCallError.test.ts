import * as assert from "node:assert/strict";
import { OperationError } from "../../../../operations/operationError";
import { awsCallError, type AwsCall } from "../../../../operations/aws/awsCallError";

const call: AwsCall = {
    side: "destination",
    service: "s3",
    operation: "ListObjectVersions",
    target: "bucket there of account 222222222222",
};

function answered(name: string, httpStatusCode?: number): Error {
    return Object.assign(new Error("words of AWS"), { name, $metadata: { httpStatusCode } });
}

describe("a call that AWS does not serve", () => {
    for (const [operation, action] of [
        ["ListObjectVersions", "s3:ListBucketVersions"],
        ["GetBucketReplication", "s3:GetReplicationConfiguration"],
        ["HeadObject", "s3:GetObjectVersion"],
        ["DeleteObjects", "s3:DeleteObjectVersion"],
        ["GetBucketAcl", "s3:GetBucketAcl"],
    ] as const) {
        it(`names side and action where ${operation} is denied`, () => {
            assert.deepEqual(
                messageAndCode(awsCallError({ ...call, operation }, answered("AccessDenied", 403))),
                [
                    `The credentials of the destination may not do ${action} on bucket there of account 222222222222 ` +
                        "(HTTP 403, AccessDenied: words of AWS). Allow it to them, or name others: --destination-profile <profile> or " +
                        "--destination-role <role ARN>",
                    "AccessDenied",
                ],
            );
        });
    }

    it("names the side whose credentials are of no use, whatever the status", () => {
        for (const name of ["CredentialsProviderError", "ExpiredToken", "InvalidAccessKeyId"]) {
            assert.deepEqual(messageAndCode(awsCallError({ ...call, side: "source" }, answered(name, 403))), [
                `The source has no credentials that AWS accepts (${name}: words of AWS). ` +
                    "Name others: --source-profile <profile> or --source-role <role ARN>",
                name,
            ]);
        }
    });

    it("is told with operation and code otherwise", () => {
        assert.deepEqual(messageAndCode(awsCallError(call, answered("NoSuchBucket", 404))), [
            "ListObjectVersions on bucket there of account 222222222222, the destination, failed: " +
                "HTTP 404, NoSuchBucket: words of AWS",
            "NoSuchBucket",
        ]);
    });

    it("is left as it is where it is explained already", () => {
        const error = new OperationError("explained");
        assert.equal(awsCallError(call, error), error);
    });

    it("is told with how often it was tried", () => {
        assert.match(
            awsCallError(call, answered("SlowDown", 503), 3).message,
            /, the destination, failed, 3 times; the last time: HTTP 503, SlowDown: words of AWS$/,
        );
    });
});

function messageAndCode(error: unknown): readonly unknown[] {
    return error instanceof OperationError && "code" in error ? [error.message, error.code] : [error];
}
