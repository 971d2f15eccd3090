import {
    BucketLocationConstraint,
    CreateBucketCommand,
    GetObjectCommand,
    HeadObjectCommand,
    ListObjectsV2Command,
    PutBucketReplicationCommand,
    PutBucketVersioningCommand,
    PutObjectCommand,
    S3ServiceException,
    type S3Client,
} from "@aws-sdk/client-s3";
import type { Sandbox } from "../sandbox";
import { s3Client } from "./clients";

/** What the demo knows of the two stacks by their outputs. */
export interface DeployedBuckets {
    readonly source: string;
    readonly destination: string;
    readonly destinationArn: string;
    readonly roleName: string;
}

/** A third account tries what it must not be able to do. Returns what was refused; throws where something was not. */
export async function refuseOutsider(sandbox: Sandbox, buckets: DeployedBuckets): Promise<string> {
    const s3 = s3Client(sandbox, "outsider");
    for (const bucket of [buckets.source, buckets.destination]) {
        await mustBeDenied(`listing ${bucket}`, s3.send(new ListObjectsV2Command({ Bucket: bucket })));
        await mustBeDenied(
            `reading from ${bucket}`,
            s3.send(new GetObjectCommand({ Bucket: bucket, Key: "any" })),
        );
        await mustBeDenied(
            `writing to ${bucket}`,
            s3.send(new PutObjectCommand({ Bucket: bucket, Key: "any", Body: "any" })),
        );
    }
    await mustNotReplicate(s3, sandbox, buckets);
    return "listing, reading, writing, and replication by a role of the same name";
}

async function mustBeDenied(attempt: string, answer: Promise<unknown>): Promise<void> {
    try {
        await answer;
    } catch (error) {
        if (error instanceof S3ServiceException && error.name === "AccessDenied") {
            return;
        }
        throw error;
    }
    throw new Error(`The third account was not refused: ${attempt}.`);
}

/** The third account replicates a bucket of its own to the destination, as a role that is called like the real one. */
async function mustNotReplicate(s3: S3Client, sandbox: Sandbox, buckets: DeployedBuckets): Promise<void> {
    const { accountId, region } = sandbox.accounts.outsider;
    const own = { Bucket: `outsider-${accountId}` };
    await s3.send(
        new CreateBucketCommand({
            ...own,
            CreateBucketConfiguration: { LocationConstraint: locationOf(region) },
        }),
    );
    await s3.send(new PutBucketVersioningCommand({ ...own, VersioningConfiguration: { Status: "Enabled" } }));
    await s3.send(
        new PutBucketReplicationCommand({
            ...own,
            ReplicationConfiguration: {
                Role: `arn:aws:iam::${accountId}:role/${buckets.roleName}`,
                Rules: [
                    {
                        ID: "intrusion",
                        Priority: 1,
                        Status: "Enabled",
                        Filter: { Prefix: "" },
                        DeleteMarkerReplication: { Status: "Disabled" },
                        Destination: { Bucket: buckets.destinationArn },
                    },
                ],
            },
        }),
    );
    const object = { ...own, Key: "intrusion" };
    await s3.send(new PutObjectCommand({ ...object, Body: "not welcome" }));
    const { ReplicationStatus } = await s3.send(new HeadObjectCommand(object));
    const arrived = await s3Client(sandbox, "destination").send(
        new ListObjectsV2Command({ Bucket: buckets.destination, Prefix: object.Key }),
    );
    if (ReplicationStatus !== "FAILED" || arrived.KeyCount !== 0) {
        throw new Error(
            `The third account's object has the replication status ${ReplicationStatus}, and the destination holds ` +
                `${arrived.KeyCount} of it; expected: FAILED, and none.`,
        );
    }
}

/** Every region but the oldest has to be named. */
function locationOf(region: string): BucketLocationConstraint | undefined {
    return Object.values(BucketLocationConstraint).find((known) => known === region);
}
