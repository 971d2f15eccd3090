/*
 * Why an object failed to replicate, in AWS's own terms: `failureReason` of an event, or the error code of a Batch Replication
 * report. https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
 */
import type { FindingId } from "../catalogue";

/** A reason, and what of this pair may be behind it. */
export interface Reason {
    /** What AWS says by it. */
    readonly says: string;
    /** Whether Batch Replication alone gives it. */
    readonly batchOnly?: true;
    /** The findings that explain it. */
    readonly findings: readonly FindingId[];
    /** The actions that it is about. A finding about other actions alone does not explain it. */
    readonly actions?: readonly string[];
    /** Why no finding explains it. */
    readonly unexplained?: string;
}

const refusals = ["statement-denies", "statement-may-deny", "not-known"] as const;
const refusedToRole = [...refusals, "role-missing", "role-lacks", "boundary-lacks"] as const;
const refusedThere = [
    ...refusedToRole,
    "principal-gone",
    "bucket-policy-lacks",
    "public-policy-restricted",
    "requester-pays",
] as const;
const keyRefusals = ["key-policy-lacks", "data-key-missing", "key-unfit"] as const;
const ofOneObject = "It is of one object, and the diagnosis of a pair looks at none: give its key by --key.";

const writesReplica = {
    says: "S3 may not write the replica: it needs s3:ReplicateObject at the destination.",
    findings: refusedThere,
    actions: ["s3:ReplicateObject"],
};
const readsObject = {
    says: "S3 may not read the original: it needs s3:GetObjectVersionForReplication, and s3:GetObjectVersion does not do.",
    findings: [...refusedToRole, ...keyRefusals],
    actions: ["s3:GetObjectVersionForReplication", "kms:Decrypt"],
};
const gone = (what: string): Reason => ({
    says: `The ${what} is no longer there: it was deleted before S3 came to it.`,
    findings: [],
    unexplained: ofOneObject,
});
const keyState: Pick<Reason, "findings"> = { findings: ["key-unusable"] };

/** Every reason that AWS documents. */
export const reasons: Readonly<Record<string, Reason>> = {
    AssumeRoleNotPermitted: {
        says: "S3 cannot assume the role that the replication configuration, or the Batch Replication job, names.",
        findings: ["role-missing", "trust-refuses", "statement-denies", "statement-may-deny", "not-known"],
        actions: ["sts:AssumeRole"],
    },
    DstBucketInvalidRegion: {
        says: "The destination bucket is not in the region that the Batch Replication job names.",
        batchOnly: true,
        findings: [],
        unexplained: "It is of the job, which is not looked at: make the job anew with the bucket's region.",
    },
    DstBucketNotFound: {
        says: "The destination bucket that the rule names was not found.",
        findings: ["destination-bucket-missing", "no-rule-to-destination"],
    },
    DstBucketObjectLockConfigMissing: {
        says: "The object has a retention or a legal hold, and the destination bucket has no Object Lock.",
        findings: ["object-lock-missing"],
    },
    DstBucketUnversioned: {
        says: "Versioning is not enabled at the destination bucket.",
        findings: ["destination-versioning-off"],
    },
    DstDelObjNotPermitted: {
        says: "S3 may not write a delete marker: it needs s3:ReplicateDelete at the destination.",
        findings: refusedThere,
        actions: ["s3:ReplicateDelete"],
    },
    DstKmsKeyInvalidState: {
        says: "The KMS key of the replicas is disabled or waits for its deletion.",
        ...keyState,
    },
    DstKmsKeyNotFound: {
        says: "The KMS key of the replicas does not exist.",
        findings: ["key-missing", "key-unfit", "rule-without-replica-key"],
    },
    DstMultipartCompleteNotPermitted: writesReplica,
    DstMultipartInitNotPermitted: writesReplica,
    DstMultipartUploadNotPermitted: writesReplica,
    DstObjectHardDeleted: {
        says: "That version was deleted by its id at the destination, and Batch Replication does not write it again.",
        batchOnly: true,
        findings: [],
        unexplained: ofOneObject,
    },
    DstPutAclNotPermitted: writesReplica,
    DstPutLegalHoldNotPermitted: {
        says: "S3 may not put the legal hold: it needs s3:PutObjectLegalHold at the destination.",
        findings: [...refusals, "object-lock-missing"],
        actions: ["s3:PutObjectLegalHold", "s3:ReplicateObject"],
    },
    DstPutRetentionNotPermitted: {
        says: "S3 may not put the retention: it needs s3:PutObjectRetention at the destination.",
        findings: [...refusals, "object-lock-missing"],
        actions: ["s3:PutObjectRetention", "s3:ReplicateObject"],
    },
    DstPutObjectNotPermitted: {
        says:
            "S3 may not write the replica: it needs s3:ReplicateObject, and s3:ObjectOwnerOverrideToBucketOwner where the rule overrides " +
            "the owner, at the destination, or the policy of the replicas' KMS key does not let in the role.",
        findings: [...refusedThere, ...keyRefusals],
        actions: [
            "s3:ReplicateObject",
            "s3:ObjectOwnerOverrideToBucketOwner",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:Decrypt",
        ],
    },
    DstPutTaggingNotPermitted: {
        says: "S3 may not put the tags. AWS names s3:ReplicateObject for it; policies have s3:ReplicateTags beside it.",
        findings: refusedThere,
        actions: ["s3:ReplicateObject", "s3:ReplicateTags"],
    },
    DstVersionNotFound: {
        says: "The version whose metadata was changed is not at the destination.",
        findings: [],
        unexplained: ofOneObject,
    },
    InitiateReplicationNotPermitted: {
        says: "The role of the Batch Replication job needs s3:InitiateReplication on the source's objects.",
        batchOnly: true,
        findings: [],
        unexplained:
            "It is of the job's role, which is not looked at: the replication itself has another one.",
    },
    SrcBucketInvalidRegion: {
        says: "The source bucket is not in the region that the Batch Replication job names.",
        batchOnly: true,
        findings: [],
        unexplained: "It is of the job, which is not looked at: make the job anew in the bucket's region.",
    },
    SrcBucketNotFound: {
        says: "The source bucket was not found.",
        findings: ["source-bucket-missing"],
    },
    SrcBucketReplicationConfigMissing: {
        says: "The source bucket has no replication configuration.",
        findings: ["configuration-missing"],
    },
    SrcGetAclNotPermitted: {
        says: "S3 may not read the object's ACL: it needs s3:GetObjectVersionAcl, or the object is another account's than the bucket.",
        findings: refusedToRole,
        actions: ["s3:GetObjectVersionAcl"],
    },
    SrcGetLegalHoldNotPermitted: {
        says: "S3 may not read the object's legal hold: it needs s3:GetObjectLegalHold.",
        findings: refusedToRole,
        actions: ["s3:GetObjectLegalHold"],
    },
    SrcGetRetentionNotPermitted: {
        says: "S3 may not read the object's retention: it needs s3:GetObjectRetention.",
        findings: refusedToRole,
        actions: ["s3:GetObjectRetention"],
    },
    SrcGetObjectNotPermitted: readsObject,
    SrcHeadObjectNotPermitted: readsObject,
    SrcGetTaggingNotPermitted: {
        says: "S3 may not read the object's tags: it needs s3:GetObjectVersionTagging.",
        findings: refusedToRole,
        actions: ["s3:GetObjectVersionTagging"],
    },
    SrcKeyNotFound: gone("object"),
    SrcObjectNotFound: gone("object"),
    SrcVersionNotFound: gone("version"),
    SrcKmsKeyInvalidState: {
        says: "The KMS key of the original is not usable.",
        findings: ["key-unusable", "key-missing"],
    },
    SrcObjectNotEligible: {
        says: "The object is not replicated: its storage class is none that S3 replicates from, or no rule's tags match its own.",
        findings: ["rules-paused", "rule-paused"],
    },
    SrcReplicationNotPending: {
        says: "The object is replicated already.",
        findings: [],
        unexplained: "Nothing is wrong with it.",
    },
};
