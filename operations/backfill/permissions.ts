import type { Side } from "../aws/side";
import type { Permission } from "../permission";

/** What an action is done on. */
export type Target =
    | "the bucket"
    | "objects"
    | "jobs"
    | "the backfill's role"
    | "the backfill's reports"
    | "the backfill's retries"
    | "the key of manifests"
    | "keys of the objects";

const compared = "--check, unless it is 0";

/** What the credentials of each side need beside those of a diagnosis. Of neither side's bucket anything is changed. */
export const permissions: Readonly<Record<Side, readonly Permission<Target>[]>> = {
    source: [
        ...["s3:CreateJob", "s3:DescribeJob", "s3:ListJobs"].map(
            (action) => ({ action, on: "jobs" }) as const,
        ),
        { action: "iam:PassRole", on: "the backfill's role" },
        { action: "s3:ListBucketVersions", on: "the bucket" },
        { action: "s3:GetObjectVersion", on: "objects" },
        { action: "s3:GetObject", on: "the backfill's reports" },
        { action: "s3:GetObjectVersionTagging", on: "objects", option: compared },
        { action: "s3:GetObject", on: "the backfill's retries", option: "--retry" },
        { action: "s3:PutObject", on: "the backfill's retries", option: "--retry" },
        { action: "kms:Decrypt", on: "keys of the objects", option: compared },
        { action: "kms:GenerateDataKey", on: "the key of manifests", option: "--retry" },
    ],
    destination: [
        { action: "s3:GetLifecycleConfiguration", on: "the bucket" },
        { action: "s3:GetBucketAcl", on: "the bucket", option: compared },
        { action: "s3:ListBucketVersions", on: "the bucket", option: compared },
        { action: "s3:GetObjectVersion", on: "objects", option: compared },
        { action: "s3:GetObjectVersionTagging", on: "objects", option: compared },
        { action: "kms:Decrypt", on: "keys of the objects", option: compared },
    ],
};
