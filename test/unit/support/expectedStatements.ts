/** What the components have to deploy for the buckets `originals` and `replicas`, written out. */
const source = { AWS: "arn:aws:iam::111111111111:root" };
const allow = { Effect: "Allow" };

export const tlsOnly = (bucket: string) => ({
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** What is done to replicas, but for their delete markers. */
export const writing = ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"];

/** What keeps the annotations of the source's account out of `replicas`. */
export const denyAnnotations = {
    Sid: "DenyAnnotations",
    Effect: "Deny",
    Principal: source,
    Action: "s3:ReplicateObjectAnnotation",
    Resource: "arn:aws:s3:::replicas/*",
};

/** What the role may do, with these actions on the replicas. */
export const minimalRole = (actions: readonly string[]) => [
    {
        ...allow,
        Sid: "ReadReplicationConfiguration",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: "arn:aws:s3:::originals",
    },
    {
        ...allow,
        Sid: "ReadSourceObjects",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: "arn:aws:s3:::originals/*",
    },
    { ...allow, Sid: "WriteReplicas", Action: actions, Resource: "arn:aws:s3:::replicas/*" },
];

export const articleRole = [
    {
        ...allow,
        Sid: "ReadSourceObjects",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl"],
        Resource: ["arn:aws:s3:::originals/*"],
    },
    {
        ...allow,
        Sid: "ReadReplicationConfiguration",
        Action: ["s3:ListBucket", "s3:GetReplicationConfiguration"],
        Resource: ["arn:aws:s3:::originals"],
    },
    {
        ...allow,
        Sid: "WriteReplicas",
        Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
        Resource: "arn:aws:s3:::replicas/*",
    },
    {
        ...allow,
        Sid: "ReadSourceTags",
        Action: "s3:GetObjectVersionTagging",
        Resource: "arn:aws:s3:::originals/*",
    },
    {
        ...allow,
        Sid: "WriteReplicaTagsAndOwner",
        Action: ["s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
        Resource: "arn:aws:s3:::replicas/*",
    },
];

export const articleSourceBucket = {
    ...allow,
    Sid: "Stmt123",
    Principal: source,
    Action: ["s3:ReplicateObject", "s3:ReplicateDelete"],
    Resource: "arn:aws:s3:::originals/*",
};

export const articleGrant = [
    {
        ...allow,
        Sid: "S3ReplicationPolicyStmt1",
        Principal: source,
        Action: [
            "s3:GetBucketVersioning",
            "s3:PutBucketVersioning",
            "s3:ReplicateObject",
            "s3:ReplicateDelete",
            "s3:ObjectOwnerOverrideToBucketOwner",
        ],
        Resource: ["arn:aws:s3:::replicas", "arn:aws:s3:::replicas/*"],
    },
    {
        ...allow,
        Sid: "AllowReplicaTags",
        Principal: source,
        Action: "s3:ReplicateTags",
        Resource: "arn:aws:s3:::replicas/*",
    },
];
