import type { S3 } from "@aws-sdk/client-s3";

/** Deletes every version and delete marker of a bucket, a page at a time. */
export async function emptyBucket(
    s3: S3,
    bucket: string,
    options: { locked: boolean; stopping: AbortSignal },
): Promise<void> {
    for (;;) {
        options.stopping.throwIfAborted();
        // What was listed is deleted before the next page is asked for, so that every page is the first one.
        const page = await s3.listObjectVersions({ Bucket: bucket });
        const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].flatMap(
            ({ Key, VersionId }) => (Key === undefined ? [] : [{ Key, VersionId }]),
        );
        if (objects.length === 0) {
            return;
        }
        const answer = await s3.deleteObjects({
            Bucket: bucket,
            BypassGovernanceRetention: options.locked ? true : undefined,
            Delete: { Objects: objects, Quiet: true },
        });
        const [failed] = answer.Errors ?? [];
        if (failed !== undefined) {
            throw new Error(
                `cannot delete ${failed.Key} (version ${failed.VersionId}): ${failed.Code}: ${failed.Message}`,
            );
        }
    }
}
