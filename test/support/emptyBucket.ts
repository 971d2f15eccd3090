import type { S3 } from "@aws-sdk/client-s3";

/** Deletes every version and delete marker of a bucket, as a person does who wants it gone. */
export async function emptyBucket(s3: S3, name: string): Promise<void> {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: name });
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
        await s3.deleteObject({ Bucket: name, Key, VersionId });
    }
}
