// The yardstick of `npm run bench`: the resources of the two stacks as a person would write them down by hand, with no
// component, no check of a setting and no TypeScript. What it deploys is what the program deploys with what ships.
"use strict";

const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const endpoint = process.env.AWS_ENDPOINT_URL;
const accountId = config.require("accountId");
const region = config.require("region");
const roleName = config.require("replicationRoleName");

const provider = new aws.Provider(pulumi.getStack(), {
    region,
    allowedAccountIds: [accountId],
    endpoints: [{ iam: endpoint, s3: endpoint, s3control: endpoint, sts: endpoint }],
    s3UsePathStyle: true,
});
const opts = { provider };

const { partition } = aws.getPartitionOutput({}, opts);
const caller = aws.getCallerIdentityOutput({}, opts);

const replicaActions = [
    "s3:ReplicateObject",
    "s3:ReplicateTags",
    "s3:ObjectOwnerOverrideToBucketOwner",
    "s3:ReplicateDelete",
];

function makeBucket(statements) {
    const bucket = new aws.s3.Bucket(
        "replication-bucket",
        { bucket: config.require("bucketName"), forceDestroy: false },
        { provider, protect: true },
    );
    const ofBucket = { bucket: bucket.bucket };
    const arn = pulumi.interpolate`arn:${partition}:s3:::${bucket.bucket}`;
    const versioning = new aws.s3.BucketVersioning(
        "replication-versioning",
        { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
        opts,
    );
    new aws.s3.BucketOwnershipControls(
        "replication-ownership",
        { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        opts,
    );
    new aws.s3.BucketPublicAccessBlock(
        "replication-public-access",
        {
            ...ofBucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        opts,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
        "replication-encryption",
        { ...ofBucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
        opts,
    );
    const policy = new aws.s3.BucketPolicy(
        "replication-policy",
        {
            ...ofBucket,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "DenyInsecureTransport",
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:*",
                        Resource: [arn, pulumi.interpolate`${arn}/*`],
                        Condition: { Bool: { "aws:SecureTransport": "false" } },
                    },
                    ...statements(arn),
                ],
            }),
        },
        opts,
    );
    return { bucket, arn, versioning, policy };
}

function makeDestination() {
    const sourceAccountId = config.require("sourceAccountId");
    const { bucket, arn, versioning, policy } = makeBucket((bucketArn) => [
        {
            Sid: "AllowReplicas",
            Effect: "Allow",
            Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${sourceAccountId}:root` },
            Action: replicaActions,
            Resource: pulumi.interpolate`${bucketArn}/*`,
            Condition: {
                ArnEquals: {
                    "aws:PrincipalArn": pulumi.interpolate`arn:${partition}:iam::${sourceAccountId}:role/${roleName}`,
                },
            },
        },
    ]);
    exports.replicationDestination = {
        bucketArn: pulumi.all([arn, versioning.id, policy.id]).apply(([bucketArn]) => bucketArn),
        bucketName: bucket.bucket,
        accountId: caller.accountId,
        region: bucket.region,
    };
}

function makeSource() {
    const destination = new pulumi.StackReference(
        `${pulumi.getOrganization()}/${pulumi.getProject()}/destination`,
    ).requireOutput("replicationDestination");

    const { bucket, arn, versioning } = makeBucket(() => []);
    const role = new aws.iam.Role(
        "replication-role",
        {
            name: roleName,
            description: "Amazon S3 assumes this role to replicate objects to a bucket of another account.",
            assumeRolePolicy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AmazonS3AssumesTheRole",
                        Effect: "Allow",
                        Principal: { Service: "s3.amazonaws.com" },
                        Action: "sts:AssumeRole",
                    },
                ],
            }),
        },
        opts,
    );
    const rolePolicy = new aws.iam.RolePolicy(
        "replication-role-policy",
        {
            name: "replication",
            role: role.name,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "ReadReplicationConfiguration",
                        Effect: "Allow",
                        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
                        Resource: arn,
                    },
                    {
                        Sid: "ReadSourceObjects",
                        Effect: "Allow",
                        Action: [
                            "s3:GetObjectVersionForReplication",
                            "s3:GetObjectVersionAcl",
                            "s3:GetObjectVersionTagging",
                        ],
                        Resource: pulumi.interpolate`${arn}/*`,
                    },
                    {
                        Sid: "WriteReplicas",
                        Effect: "Allow",
                        Action: replicaActions,
                        Resource: pulumi.interpolate`${destination.bucketArn}/*`,
                    },
                ],
            }),
        },
        opts,
    );
    new aws.s3.BucketReplicationConfig(
        "replication-replication",
        {
            bucket: bucket.bucket,
            role: role.arn,
            rules: [
                {
                    id: "replication",
                    priority: 1,
                    status: "Enabled",
                    filter: { prefix: "" },
                    deleteMarkerReplication: { status: "Enabled" },
                    destination: {
                        bucket: destination.bucketArn,
                        account: destination.accountId,
                        accessControlTranslation: { owner: "Destination" },
                    },
                },
            ],
        },
        { provider, dependsOn: [versioning, rolePolicy] },
    );
    exports.bucketArn = arn;
    exports.bucketName = bucket.bucket;
    exports.accountId = caller.accountId;
    exports.roleArn = role.arn;
}

if (pulumi.getStack() === "source") {
    makeSource();
} else {
    makeDestination();
}
