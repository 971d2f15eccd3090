import { HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { retryPrefix } from "../../../components/policies/backfillPaths";
import { AwsCallError } from "../../aws/awsCallError";
import { served } from "../../aws/served";
import { OperationError } from "../../operationError";
import type { BatchPlace } from "../plan/batchPlace";
import type { ReportRow } from "../report/report";
import type { RowsFile } from "../rowsFile";
import type { JobRequest } from "./request";

/**
 * A version as a list of S3 Batch Operations names it: the key URL-encoded, and the version id of an object from before
 * versioning `null`. https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/inventory-configure-bops.html
 */
export function listLine(bucket: string, row: Pick<ReportRow, "bucket" | "key" | "versionId">): string {
    if (row.bucket !== bucket) {
        throw new OperationError(
            `The job is of bucket ${row.bucket}, and the source is ${bucket}. Name the stack of that bucket: --source <stack>`,
        );
    }
    const key = encodeURIComponent(row.key).replaceAll("%2F", "/");
    return `${bucket},${key},${row.versionId === undefined || row.versionId === "" ? "null" : row.versionId}`;
}

/**
 * Puts the list beside manifests and reports. What is in it names it: a list that is there already is the same one, and a job
 * that reads it goes on undisturbed.
 */
export async function putList(
    s3: S3Client,
    { bucketName, bucketArn, prefix, kmsKeyArn }: BatchPlace,
    owner: string,
    jobId: string,
    rows: RowsFile,
): Promise<NonNullable<JobRequest["list"]>> {
    const sha256 = await rows.end();
    const key = `${retryPrefix(prefix)}${jobId}/${Buffer.from(sha256, "base64").toString("hex")}.csv`;
    const place = { Bucket: bucketName, Key: key, ExpectedBucketOwner: owner };
    const call = {
        side: "source",
        service: "s3",
        target: `bucket ${bucketName} of account ${owner}`,
    } as const;
    const request = {
        ...place,
        ContentLength: rows.bytes,
        ContentType: "text/csv",
        // Given, so that it is not made of a stream on the way, which would be sent in chunks.
        ChecksumSHA256: sha256,
        IfNoneMatch: "*",
        ...(kmsKeyArn !== undefined && {
            ServerSideEncryption: "aws:kms" as const,
            SSEKMSKeyId: kmsKeyArn,
        }),
    };
    const { ETag } = await served({ ...call, operation: "PutObject", action: "s3:PutObject" }, (options) =>
        s3.send(new PutObjectCommand({ ...request, Body: rows.read() }), options),
    ).catch((error: unknown) => {
        if (error instanceof AwsCallError && error.code === "PreconditionFailed") {
            return served({ ...call, operation: "HeadObject", action: "s3:GetObject" }, (options) =>
                s3.send(new HeadObjectCommand(place), options),
            );
        }
        throw error;
    });
    if (ETag === undefined) {
        throw new OperationError(`S3 did not say the ETag of the list s3://${bucketName}/${key}.`);
    }
    return { objectArn: `${bucketArn}/${key}`, etag: ETag.replaceAll('"', "") };
}
