import type { PlaceName } from "./places";
import type { ComparedScenario } from "./scenario";

const guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";

/** The pages of AWS's guide that the needs rest on. */
export const pages = {
    permissions: `${guide}setting-repl-config-perm-overview.html`,
    owner: `${guide}replication-change-owner.html`,
    keys: `${guide}replication-config-for-kms-objects.html`,
    objectLock: `${guide}object-lock-managing.html#object-lock-managing-replication`,
} as const;

/** A request that Amazon S3 sends as the role, and that both sides must therefore allow. */
export interface Need {
    readonly action: string;
    readonly at: PlaceName;
    /** An action that AWS documents as good enough. */
    readonly or?: string;
    readonly because: string;
    readonly page: string;
}

/**
 * Written out from AWS's guide, and not taken from any function that is compared. Where AWS says that something is lost
 * without an action, as tags are, the action is needed.
 */
export function needsOf(scenario: ComparedScenario): readonly Need[] {
    const { deleteMarkers, ownerOverride, objectLock, kms } = scenario;
    return [
        need("s3:GetReplicationConfiguration", "the source", "S3 reads the rules", pages.permissions),
        need("s3:ListBucket", "the source", "S3 finds objects and delete markers", pages.permissions),
        {
            ...need(
                "s3:GetObjectVersionForReplication",
                "the source's objects",
                "S3 reads object versions",
                pages.keys,
            ),
            // AWS: enough for objects without encryption or under SSE-S3, not for those under KMS keys.
            or: kms ? undefined : "s3:GetObjectVersion",
        },
        need("s3:GetObjectVersionAcl", "the source's objects", "S3 reads their ACLs", pages.permissions),
        need(
            "s3:GetObjectVersionTagging",
            "the source's objects",
            "without it replicas have no tags",
            pages.permissions,
        ),
        need("s3:ReplicateObject", "the destination's objects", "S3 writes replicas", pages.permissions),
        ...some(deleteMarkers, [
            need(
                "s3:ReplicateDelete",
                "the destination's objects",
                "S3 writes delete markers",
                pages.permissions,
            ),
        ]),
        ...some(ownerOverride, [
            need(
                "s3:ObjectOwnerOverrideToBucketOwner",
                "the destination's objects",
                "S3 gives the replicas to the destination's account",
                pages.owner,
            ),
        ]),
        ...some(objectLock, [
            need("s3:GetObjectRetention", "the source's objects", "S3 reads the retention", pages.objectLock),
            need(
                "s3:GetObjectLegalHold",
                "the source's objects",
                "S3 reads the legal hold",
                pages.objectLock,
            ),
        ]),
        ...some(kms !== undefined, [
            need("kms:Decrypt", "the source's key", "S3 decrypts what it reads", pages.keys),
            need("kms:Encrypt", "the destination's key", "S3 encrypts replicas", pages.keys),
            need(
                "kms:GenerateDataKey",
                "the destination's key",
                "S3 encrypts replicas of objects that have no KMS key",
                pages.keys,
            ),
        ]),
        ...some(kms?.bucketKey === true, [
            need("kms:Decrypt", "the destination's key", "S3 verifies the Bucket Key", pages.keys),
        ]),
    ];
}

/** What counts neither as needed nor as too wide, for anybody, and why. */
export const unjudged: readonly {
    readonly action: string;
    readonly at: PlaceName;
    readonly because: string;
}[] = [
    {
        action: "s3:ReplicateTags",
        at: "the destination's objects",
        because:
            "AWS's guide has it in the example role and says that `s3:ReplicateObject` suffices; that a bucket policy may deny it to keep tags out says that it is looked at",
    },
    {
        action: "s3:ObjectOwnerOverrideToBucketOwner",
        at: "the destination's objects",
        because: "granted to the role, it does no more than give a replica to the account that stores it",
    },
];

function need(action: string, at: PlaceName, because: string, page: string): Need {
    return { action, at, because, page };
}

function some(condition: boolean, needs: readonly Need[]): readonly Need[] {
    return condition ? needs : [];
}
