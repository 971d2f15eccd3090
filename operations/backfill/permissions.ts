import type { Side } from "../aws/side";

/** What an action is done on. */
type Target =
    | "the bucket"
    | "objects"
    | "jobs"
    | "the backfill's role"
    | "the backfill's reports"
    | "the backfill's retries"
    | "the key of manifests"
    | "keys of the objects";

/** An action that the credentials of a side need beside those of a diagnosis. */
export interface Permission {
    readonly action: string;
    readonly on: Target;
    /** What it is needed for; absent where every backfill needs it. */
    readonly for?: string;
}

const compared = "--check, unless it is 0";

/** What the credentials of each side need. Of neither side's bucket anything is changed. */
export const permissions: Readonly<Record<Side, readonly Permission[]>> = {
    source: [
        ...["s3:CreateJob", "s3:DescribeJob", "s3:ListJobs"].map(
            (action) => ({ action, on: "jobs" }) as const,
        ),
        { action: "iam:PassRole", on: "the backfill's role" },
        { action: "s3:ListBucketVersions", on: "the bucket" },
        { action: "s3:GetObjectVersion", on: "objects" },
        { action: "s3:GetObject", on: "the backfill's reports" },
        { action: "s3:GetObjectVersionTagging", on: "objects", for: compared },
        { action: "s3:GetObject", on: "the backfill's retries", for: "--retry" },
        { action: "s3:PutObject", on: "the backfill's retries", for: "--retry" },
        { action: "kms:Decrypt", on: "keys of the objects", for: compared },
        { action: "kms:GenerateDataKey", on: "the key of manifests", for: "--retry" },
    ],
    destination: [
        { action: "s3:GetLifecycleConfiguration", on: "the bucket" },
        { action: "s3:GetBucketAcl", on: "the bucket", for: compared },
        { action: "s3:ListBucketVersions", on: "the bucket", for: compared },
        { action: "s3:GetObjectVersion", on: "objects", for: compared },
        { action: "s3:GetObjectVersionTagging", on: "objects", for: compared },
        { action: "kms:Decrypt", on: "keys of the objects", for: compared },
    ],
};

/** The permissions of a side in words, a line for what they are on. */
export function permissionLines(side: Side): readonly string[] {
    const groups = new Map<string, string[]>();
    for (const { action, on, for: reason } of permissions[side]) {
        const title = reason === undefined ? `on ${on}` : `for ${reason}, on ${on}`;
        groups.set(title, [...(groups.get(title) ?? []), action]);
    }
    return [...groups].map(([title, actions]) => `${title}: ${actions.join(", ")}`);
}
