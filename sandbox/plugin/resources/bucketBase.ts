import { optional, required, string } from "../schema";

/** What the resources that are settings of a bucket have in common. */
export const ofBucket = {
    bucket: required(string(), { replaces: true }),
    region: optional(string(), { replaces: true, computed: true }),
};

/** The owner that each call expects, which some types have as a property and as part of their id. */
export const expectedOwner = {
    expectedBucketOwner: optional(string(), { replaces: true }),
};

export const NO_BUCKET = "NoSuchBucket";

/** `bucket`, or `bucket,owner` where the type has an expected owner. */
export function bucketId(wanted: { bucket: string; expectedBucketOwner?: string }): string {
    const { bucket, expectedBucketOwner: owner = "" } = wanted;
    return owner === "" ? bucket : `${bucket},${owner}`;
}

/** Which bucket a call of S3 is for. */
export interface BucketOfCall {
    readonly Bucket: string;
    readonly ExpectedBucketOwner: string | undefined;
}

export function bucketOf(id: string): BucketOfCall {
    const [bucket = id, owner] = id.split(",");
    return { Bucket: bucket, ExpectedBucketOwner: owner };
}
