/** What making each kind of resource takes. */
export const actionsToMake: Readonly<Record<string, string>> = {
    "aws:cloudwatch/dashboard:Dashboard": "cloudwatch:PutDashboard",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "cloudwatch:PutMetricAlarm",
    "aws:iam/role:Role": "iam:CreateRole",
    "aws:iam/rolePolicy:RolePolicy": "iam:PutRolePolicy",
    "aws:kms/key:Key": "kms:CreateKey",
    "aws:s3/bucket:Bucket": "s3:CreateBucket",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging": "s3:PutBucketLogging",
    "aws:s3/bucketNotification:BucketNotification": "s3:PutBucketNotification",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "s3:PutBucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy": "s3:PutBucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "s3:PutReplicationConfiguration",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        "s3:PutEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning": "s3:PutBucketVersioning",
    "aws:sns/topic:Topic": "sns:CreateTopic",
};

/** What each look-up takes, and the section of the document that is for whoever has what is looked up. */
export const actionsToLookUp: Readonly<
    Record<string, { readonly action: string; readonly section: string }>
> = {
    "aws:cloudcontrol/getResource:getResource": {
        action: "cloudformation:GetResource",
        section: "An existing bucket",
    },
    "aws:iam/getRole:getRole": { action: "iam:GetRole", section: "An existing role" },
    "aws:iam/getPolicy:getPolicy": {
        action: "iam:GetPolicyVersion",
        section: "Permissions boundary and path of the role",
    },
    "aws:kms/getKey:getKey": { action: "kms:DescribeKey", section: "A given key" },
    "aws:s3/getBucket:getBucket": { action: "s3:ListBucket", section: "An existing bucket" },
    // The bucket is one that is made here, of which all may be read.
    "aws:s3/getBucketNotification:getBucketNotification": {
        action: "s3:Get*",
        section: "Deploying the source",
    },
    "aws:s3/getBucketObjectLockConfiguration:getBucketObjectLockConfiguration": {
        action: "s3:GetBucketObjectLockConfiguration",
        section: "An existing bucket",
    },
    "aws:s3/getBucketPolicy:getBucketPolicy": {
        action: "s3:GetBucketPolicy",
        section: "An existing bucket",
    },
    "aws:s3/getBucketReplicationConfiguration:getBucketReplicationConfiguration": {
        action: "s3:GetReplicationConfiguration",
        section: "An existing bucket",
    },
};

/** What Cloud Control reads of a bucket with the permissions of whoever asks it. */
export const actionsOfCloudControl = [
    "s3:GetBucket*",
    "s3:GetAccelerateConfiguration",
    "s3:GetAnalyticsConfiguration",
    "s3:GetEncryptionConfiguration",
    "s3:GetIntelligentTieringConfiguration",
    "s3:GetInventoryConfiguration",
    "s3:GetLifecycleConfiguration",
    "s3:GetMetricsConfiguration",
    "s3:GetReplicationConfiguration",
    "s3:ListTagsForResource",
];
