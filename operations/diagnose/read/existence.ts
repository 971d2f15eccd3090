import { HeadBucketCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import { statusOf } from "../../aws/failure";
import { none, type Read } from "../facts";
import type { BucketPlace } from "./bucket";
import type { Reader } from "./reader";

const found = { value: true } as const;

/**
 * Whether an account has a bucket. S3 answers 403 both where the bucket is another account's and where the credentials may not
 * do this. What it has told of the bucket besides decides it, else the list of the account's own buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export async function readExistence(
    reader: Reader,
    s3: S3Client,
    { name, accountId }: BucketPlace,
    /** Another answer of the same bucket, with the same account expected. */
    other: Promise<Read<unknown>>,
): Promise<Read<true>> {
    const target = `bucket ${name} of account ${accountId}`;
    const place = { Bucket: name, ExpectedBucketOwner: accountId };
    const headed = await reader.ask<boolean>(
        { service: "s3", operation: "HeadBucket", target },
        async (options) => {
            try {
                await s3.send(new HeadBucketCommand(place), options);
                return { value: true };
            } catch (error) {
                if (error instanceof Error && statusOf(error) === 403) {
                    return { value: false };
                }
                throw error;
            }
        },
        ["NotFound", "NoSuchBucket"],
    );
    if (!("value" in headed)) {
        return headed;
    }
    return headed.value || "value" in (await other) ? found : inList(reader, s3, name, accountId);
}

function inList(reader: Reader, s3: S3Client, name: string, accountId: string): Promise<Read<true>> {
    const target = `account ${accountId}, to tell whether the bucket ${name} is its own`;
    return reader.ask<true>({ service: "s3", operation: "ListBuckets", target }, async (options) => {
        // Of the names that begin so, the name itself is the first.
        const { Buckets = [] } = await s3.send(
            new ListBucketsCommand({ Prefix: name, MaxBuckets: 1 }),
            options,
        );
        return Buckets.some(({ Name }) => Name === name) ? found : none;
    });
}
