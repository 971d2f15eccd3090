import type { S3 } from "@aws-sdk/client-s3";

/** What a bucket is set to, as AWS tells; undefined where it has none of it. */
export interface BucketState {
    readonly versioning: string | undefined;
    readonly ownership: string | undefined;
    readonly publicAccess: Readonly<Record<string, boolean>> | undefined;
    readonly encryption: string | undefined;
    readonly policy: unknown;
    readonly replication: unknown;
}

const absent: ReadonlySet<string> = new Set([
    "NoSuchBucketPolicy",
    "NoSuchPublicAccessBlockConfiguration",
    "OwnershipControlsNotFoundError",
    "ReplicationConfigurationNotFoundError",
    "ServerSideEncryptionConfigurationNotFoundError",
]);

/** Reads all of it; where there is no such bucket it is an error. */
export async function stateOfBucket(s3: S3, name: string): Promise<BucketState> {
    const bucket = { Bucket: name };
    const [versioning, ownership, publicAccess, encryption, policy, replication] = await Promise.all([
        s3.getBucketVersioning(bucket),
        orNone(s3.getBucketOwnershipControls(bucket)),
        orNone(s3.getPublicAccessBlock(bucket)),
        orNone(s3.getBucketEncryption(bucket)),
        orNone(s3.getBucketPolicy(bucket)),
        orNone(s3.getBucketReplication(bucket)),
    ]);
    const [rule] = encryption?.ServerSideEncryptionConfiguration?.Rules ?? [];
    return {
        versioning: versioning.Status,
        ownership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
        publicAccess: publicAccess && { ...publicAccess.PublicAccessBlockConfiguration },
        encryption: rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
        policy: policy?.Policy === undefined ? undefined : JSON.parse(policy.Policy),
        replication: replication?.ReplicationConfiguration,
    };
}

/** Every version and delete marker of a bucket: `key version`. */
export async function versionsOf(s3: S3, name: string): Promise<string[]> {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: name });
    return [
        ...Versions.map(({ Key, VersionId, ETag }) => `${Key} ${VersionId} ${ETag}`),
        ...DeleteMarkers.map(({ Key, VersionId }) => `${Key} ${VersionId} delete marker`),
    ].sort();
}

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof Error && absent.has(error.name)) {
            return undefined;
        }
        throw error;
    }
}
