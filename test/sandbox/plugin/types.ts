/** The types of the resources that more than one test uses. */
export const BUCKET = "aws:s3/bucket:Bucket";
export const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
export const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
export const ENCRYPTION =
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
export const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
export const LOGGING = "aws:s3/bucketLogging:BucketLogging";
export const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const KEY = "aws:kms/key:Key";
export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const TOPIC = "aws:sns/topic:Topic";
