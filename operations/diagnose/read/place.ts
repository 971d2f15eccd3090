/** A bucket, and the account that it has to belong to: S3 refuses to speak of another's. */
export interface BucketPlace {
    readonly name: string;
    readonly arn: string;
    readonly accountId: string;
}
