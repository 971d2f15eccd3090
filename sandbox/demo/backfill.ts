import {
    DeleteBucketReplicationCommand,
    GetBucketReplicationCommand,
    HeadObjectCommand,
    NotFound,
    PutBucketReplicationCommand,
    PutObjectCommand,
    type S3Client,
} from "@aws-sdk/client-s3";
import type { Side } from "../profiles";
import type { Sandbox } from "../sandbox";
import { s3Client } from "./clients";
import type { DeployedBuckets } from "./outsider";

type Buckets = Pick<DeployedBuckets, "source" | "destination">;

/** An object that was there before the buckets replicated. */
const Key = "2017/from-before.csv";

/** Writes an object that no rule was there for. */
export async function writeBefore(
    sandbox: Sandbox,
    { source: Bucket, destination }: Buckets,
): Promise<string> {
    await withS3(sandbox, "source", (s3) =>
        withoutRules(s3, Bucket, () => s3.send(new PutObjectCommand({ Bucket, Key, Body: "from before" }))),
    );
    if (await isThere(sandbox, destination)) {
        throw new Error(`${Key} was replicated, although there was no replication configuration.`);
    }
    return `${Key}, not replicated`;
}

/** Does something while a bucket has no replication configuration, and puts that back. S3 does not look at its objects again. */
export async function withoutRules(
    s3: S3Client,
    Bucket: string,
    work: () => Promise<unknown>,
): Promise<void> {
    const { ReplicationConfiguration } = await s3.send(new GetBucketReplicationCommand({ Bucket }));
    await s3.send(new DeleteBucketReplicationCommand({ Bucket }));
    try {
        await work();
    } finally {
        await s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration }));
    }
}

/** Says that the object has arrived; throws where it has not. */
export async function seeArrived(sandbox: Sandbox, { destination }: Buckets): Promise<string> {
    if (!(await isThere(sandbox, destination))) {
        throw new Error(`${Key} is not in ${destination}.`);
    }
    return Key;
}

function isThere(sandbox: Sandbox, Bucket: string): Promise<boolean> {
    return withS3(sandbox, "destination", async (s3) => {
        try {
            await s3.send(new HeadObjectCommand({ Bucket, Key }));
            return true;
        } catch (error) {
            if (error instanceof NotFound) {
                return false;
            }
            throw error;
        }
    });
}

async function withS3<T>(sandbox: Sandbox, side: Side, work: (s3: S3Client) => Promise<T>): Promise<T> {
    const s3 = s3Client(sandbox, side);
    try {
        return await work(s3);
    } finally {
        s3.destroy();
    }
}
