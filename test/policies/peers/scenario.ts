/** What a compared configuration replicates. */
export interface ComparedScenario {
    readonly name: ScenarioName;
    /** In words, for the reader of the comparison. */
    readonly what: string;
    readonly deleteMarkers: boolean;
    readonly ownerOverride: boolean;
    readonly objectLock: boolean;
    /** Set where both buckets encrypt with a KMS key of their own account. */
    readonly kms?: { readonly bucketKey: boolean };
}

export type ScenarioName =
    | "plain"
    | "owner override"
    | "SSE-KMS"
    | "SSE-KMS with Bucket Keys"
    | "Object Lock"
    | "delete markers off";

const plain = { deleteMarkers: true, ownerOverride: false, objectLock: false };

/** Always from one account to another and from one region to another; every object of the bucket. */
export const comparedScenarios: readonly ComparedScenario[] = [
    {
        ...plain,
        name: "plain",
        what: "All objects and delete markers, SSE-S3, replicas keep their owner.",
    },
    {
        ...plain,
        name: "owner override",
        what: "As plain, but the destination's account owns the replicas.",
        ownerOverride: true,
    },
    {
        ...plain,
        name: "SSE-KMS",
        what: "As owner override, and each bucket encrypts with a KMS key of its own account by default, without S3 Bucket Keys. The source also holds objects under SSE-S3.",
        ownerOverride: true,
        kms: { bucketKey: false },
    },
    {
        ...plain,
        name: "SSE-KMS with Bucket Keys",
        what: "As SSE-KMS, and both buckets use S3 Bucket Keys.",
        ownerOverride: true,
        kms: { bucketKey: true },
    },
    {
        ...plain,
        name: "Object Lock",
        what: "As plain, and both buckets have Object Lock.",
        objectLock: true,
    },
    {
        ...plain,
        name: "delete markers off",
        what: "As plain, but delete markers are not replicated.",
        deleteMarkers: false,
    },
];
