/** The types of the resources that more than one test uses. */
export const BUCKET = "aws:s3/bucket:Bucket";
export const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
export const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
export const ENCRYPTION =
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
