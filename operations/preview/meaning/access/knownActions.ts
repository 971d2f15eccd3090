/*
 * The actions that are done to a bucket, an object, a key, a role or a topic. By them a wildcard of a document is told in what
 * it allows. A test holds them to the Service Authorization Reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** What an action is done to. */
export type Thing = "bucket" | "object" | "key" | "role" | "topic";

const named = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);

export const knownActions: Readonly<Record<Thing, readonly string[]>> = {
    bucket: named(
        "s3",
        "PauseReplication AllowVendedLogDeliveryForResource CreateBucket CreateBucketMetadataTableConfiguration " +
            "DeleteBucket DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite " +
            "GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS " +
            "GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification " +
            "GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus " +
            "GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite " +
            "GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration " +
            "GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListBucket " +
            "ListBucketMultipartUploads ListBucketVersions ListTagsForResource PutAccelerateConfiguration " +
            "PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging " +
            "PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy " +
            "PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite " +
            "PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration " +
            "PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource " +
            "UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration " +
            "UpdateBucketMetadataJournalTableConfiguration",
    ),
    object: named(
        "s3",
        "InitiateReplication AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectAnnotation " +
            "DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionAnnotation DeleteObjectVersionTagging " +
            "GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention " +
            "GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation " +
            "GetObjectVersionAnnotationForReplication GetObjectVersionAttributes GetObjectVersionForReplication " +
            "GetObjectVersionTagging GetObjectVersionTorrent ListMultipartUploadParts ListObjectAnnotations " +
            "ListObjectVersionAnnotations ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectAnnotation " +
            "PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionAnnotation " +
            "PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateObjectAnnotation ReplicateTags " +
            "RestoreObject UpdateObjectEncryption",
    ),
    key: named(
        "kms",
        "SynchronizeMultiRegionKey CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias " +
            "DeleteImportedKeyMaterial DeriveSharedSecret DescribeKey DisableKey DisableKeyRotation EnableKey " +
            "EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext " +
            "GenerateDataKeyWithoutPlaintext GenerateMac GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus " +
            "GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies ListKeyRotations " +
            "ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant " +
            "RotateKeyOnDemand ScheduleKeyDeletion Sign TagResource UntagResource UpdateAlias UpdateKeyDescription " +
            "UpdatePrimaryRegion Verify VerifyMac",
    ),
    role: named(
        "sts",
        "SetContext SetSourceIdentity TagSession AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity",
    ),
    topic: named(
        "sns",
        "AddPermission ConfirmSubscription CreateTopic DeleteTopic GetDataProtectionPolicy " +
            "GetSubscriptionAttributes GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource Publish " +
            "PutDataProtectionPolicy RemovePermission SetSubscriptionAttributes SetTopicAttributes Subscribe " +
            "TagResource Unsubscribe UntagResource",
    ),
};
