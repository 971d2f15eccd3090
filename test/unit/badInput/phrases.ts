/** What errors say is allowed, where more than one case says it. */
export const accountIds = "the 12 digits of an AWS account id, in quotes so that a leading zero stays";
export const bucketArns = "the ARN of a bucket, arn:<partition>:s3:::<bucket name>, without a path";
export const bucketNames =
    "3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no two dots together, " +
    "not shaped like an IP address, and none of the prefixes and suffixes that AWS reserves (xn--, sthree-, " +
    "amzn-s3-demo-, -s3alias, --ol-s3, .mrap, --x-s3, --table-s3)";
export const regions = "the code of an AWS region, such as ap-northeast-2";
export const roleNames =
    "1 to 64 letters, digits and _+=,.@- (the name of a role, not its ARN and without a path)";
export const rolePaths =
    "a path of a role, which begins and ends with a slash, as /replication/, in up to 512 characters, without *, ? and $";
export const roleArns = "the ARN of an IAM role, arn:<partition>:iam::<12 digits>:role/<name>";
export const policyArns = "the ARN of an IAM policy, arn:<partition>:iam::<12 digits, or aws>:policy/<name>";
export const keyArns =
    "the ARN of a KMS key, arn:<partition>:kms:<region>:<12 digits>:key/<key id>; not an alias, which AWS would look up " +
    "in the account of whoever asks, and not a key id alone";
export const topicArns =
    "the ARN of an SNS topic, arn:<partition>:sns:<region>:<12 digits>:<name>; S3 publishes to no FIFO topic";
export const queueArns =
    "the ARN of an SQS queue, arn:<partition>:sqs:<region>:<12 digits>:<name>; S3 publishes to no FIFO queue";
export const destinationNames = "a name of 1 to 32 letters and digits, a letter first";

export const ids = "1 to 255 characters, needed where there are several rules";
export const priorities = "a whole number from 0 to 2147483647, needed where there are several rules";
export const prefixes = "a text of up to 1024 bytes";
export const lists = "a list of 1 to 1000 rules; left out, every object is replicated";
export const tags =
    "an object of 1 to 10 tags, which no object has more of: keys of 1 to 128 characters, values of up to 256, both of " +
    "letters, digits, spaces and _.:/=+-@, and no key that begins with aws:";
export const storageClasses =
    "STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER, DEEP_ARCHIVE, REDUCED_REDUNDANCY";
export const ruleMembers =
    "a rule with id, priority, prefix, tags, enabled, deleteMarkerReplication, destination, storageClass, metrics, " +
    "replicationTimeControl, replicaModificationSync, kmsEncryptedObjects";
export const existingObjects =
    "leave it out: AWS no longer accepts it. Objects from before the rule are replicated by S3 Batch Replication";
export const noMarkersByTags =
    "false where a rule selects by tags: AWS replicates no delete markers by such a rule";
export const measured = "true where replicationTimeControl is: AWS measures the one by the other";

export const encryptions = "an object with kmsKeyArn or createKmsKey and, optionally, bucketKey";
export const oneKey =
    "either kmsKeyArn or createKmsKey: true; left out as a whole, objects are encrypted with SSE-S3";
export const lifecycles =
    "an object with noncurrentVersionExpirationDays, noncurrentVersionsToKeep, abortIncompleteMultipartUploadDays";
export const days = "a whole number of days, 1 or more";
export const keptVersions = "a whole number from 1 to 100, with noncurrentVersionExpirationDays";
export const accessLoggings = "an object with bucketName and, optionally, prefix";
export const ownPolicies =
    "the JSON of a policy document whose Statement is a list of statements; [] where the bucket has no policy yet";
export const aStatement =
    "a statement with Effect (Allow or Deny), Principal, Action and Resource, or NotPrincipal, NotAction and NotResource in " +
    "their places";
export const policyVersion = "2012-10-17, the version that the statements made here are of";
export const resourceTags =
    "an object of up to 50 tags: keys of 1 to 128 characters, values of up to 256, both of letters, digits, spaces and " +
    "_.:/=+-@, and no key that begins with aws:";
export const monitorings =
    "an object with alarms, alarmTopicArns, latencyThresholdSeconds, events, dashboard";
export const backfills =
    "an object with bucketName, existingBucket, prefix, kmsKeyArn, roleName, expirationDays";
export const backfillPrefixes =
    "what ends with a slash, of letters, digits and !-_.'() between slashes, in up to 500 characters";
export const topicLists = "a list of ARNs of SNS topics";
export const eventMembers = "an object with topicArn or queueArn, and thresholds";
export const oneEventTarget = "one of topicArn and queueArn: S3 has one place for each kind of event";
export const regionOfKeyMissing =
    "region is missing; allowed: the code of an AWS region, such as ap-northeast-2. The replicas' key is in it, and the role " +
    "uses that key through S3 there alone.";
export const regionOfMetricsMissing =
    "region is missing; allowed: the code of an AWS region, such as ap-northeast-2. Alarms and dashboard show metrics that " +
    "AWS publishes in that region.";
export const bucketKeyMissing =
    "bucketKey is missing; allowed: true or false beside kmsKeyArn. It decides how S3 uses that key, and so which " +
    "conditions let it in.";
export const seconds = "a whole number of seconds from 1 to 86400";
