import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import type { ByHand } from "../support/inSandbox";

export const source = "existing-source";
export const destination = "existing-destination";
export const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" } as const;

/** The example that replicates from the one to the other. */
export const example = {
    workDir: path.join(projectRoot, "examples", "existing-buckets", "existing-bucket"),
};

export const policyOf = (...statements: readonly object[]) => ({
    Version: "2012-10-17",
    Statement: statements,
});

/** A statement that each bucket has of its own; the destination's is also in the example's bucket-policy.json. */
export const auditorsRead = (bucket: string) => ({
    Sid: "AuditorsRead",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::333333333333:root" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
});

/** Makes a bucket by hand, with all that replication has no business with. */
export async function makeBucket({ s3 }: ByHand, side: "source" | "destination"): Promise<void> {
    const Bucket = `existing-${side}`;
    await s3.createBucket({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: regions[side] },
    });
    await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify(policyOf(auditorsRead(Bucket))) });
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "team", Value: side }] } });
    await s3.putPublicAccessBlock({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
    });
    await s3.putBucketLifecycleConfiguration({
        Bucket,
        LifecycleConfiguration: {
            Rules: [{ ID: "old", Status: "Enabled", Filter: { Prefix: "tmp/" }, Expiration: { Days: 30 } }],
        },
    });
    await s3.putObject({ Bucket, Key: "older.txt", Body: side });
}
