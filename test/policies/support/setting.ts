/** The three accounts and two buckets that every policy test is about. */
export const accounts = {
    source: "111111111111",
    destination: "222222222222",
    outsider: "333333333333",
} as const;

export const buckets = {
    source: "sre-bucket-source",
    destination: "sre-bucket-destination",
} as const;

export const replicationRole = "sre-bucket-replication";

/** The destination's, where it replicates back to the source. */
export const returningRole = "sre-bucket-returning";

/** The partitions that AWS documents for S3 and IAM; every document is rendered in each. */
export const partitions = ["aws", "aws-cn", "aws-us-gov"] as const;
export type Partition = (typeof partitions)[number];

export function bucketArn(partition: Partition, bucket: string): string {
    return `arn:${partition}:s3:::${bucket}`;
}

export function iamArn(partition: Partition, accountId: string, resource: string): string {
    return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** IAM takes a single value and a list of one alike; the tests read both as a list. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
    if (value === undefined) {
        return [];
    }
    return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
    return Array.isArray(value);
}
