// The resources of either side as a person would write them down by hand, with no component, no check of a setting and
// no TypeScript: what the components make with what they have by default.
"use strict";

const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

function replicaActions(deleteMarkers) {
    return [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        "s3:ObjectOwnerOverrideToBucketOwner",
        ...(deleteMarkers ? ["s3:ReplicateDelete"] : []),
    ];
}

/** `side` holds what a person looks up once: `provider`, `partition` and `accountId`. */
function makeBucket(name, { provider, partition }, { bucketName, protect }, statements) {
    const opts = { provider };
    const bucket = new aws.s3.Bucket(
        `${name}-bucket`,
        { bucket: bucketName, forceDestroy: false },
        { provider, protect },
    );
    const ofBucket = { bucket: bucket.bucket };
    const arn = pulumi.interpolate`arn:${partition}:s3:::${bucket.bucket}`;
    const versioning = new aws.s3.BucketVersioning(
        `${name}-versioning`,
        { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
        opts,
    );
    new aws.s3.BucketOwnershipControls(
        `${name}-ownership`,
        { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        opts,
    );
    new aws.s3.BucketPublicAccessBlock(
        `${name}-public-access`,
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
        `${name}-encryption`,
        { ...ofBucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
        opts,
    );
    const policy = new aws.s3.BucketPolicy(
        `${name}-policy`,
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

/** Answers what a source needs to know of the bucket. */
function makeDestination(name, side, { sourceAccountId, roleName, deleteMarkers, ...settings }) {
    const { partition, accountId } = side;
    const { bucket, arn, versioning, policy } = makeBucket(name, side, settings, (bucketArn) => [
        {
            Sid: "AllowReplicas",
            Effect: "Allow",
            Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${sourceAccountId}:root` },
            Action: replicaActions(deleteMarkers),
            Resource: pulumi.interpolate`${bucketArn}/*`,
            Condition: {
                ArnEquals: {
                    "aws:PrincipalArn": pulumi.interpolate`arn:${partition}:iam::${sourceAccountId}:role/${roleName}`,
                },
            },
        },
        {
            Sid: "DenyAnnotations",
            Effect: "Deny",
            Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${sourceAccountId}:root` },
            Action: "s3:ReplicateObjectAnnotation",
            Resource: pulumi.interpolate`${bucketArn}/*`,
        },
    ]);
    return {
        bucketArn: pulumi.all([arn, versioning.id, policy.id]).apply(([bucketArn]) => bucketArn),
        bucketName: bucket.bucket,
        accountId,
        region: bucket.region,
    };
}

/** Each rule is `{ id, priority, prefix, deleteMarkers }`. */
function makeSource(name, side, { destination, roleName, rules, ...settings }) {
    const { provider, accountId } = side;
    const opts = { provider };
    const { bucket, arn, versioning } = makeBucket(name, side, settings, () => []);
    const role = new aws.iam.Role(
        `${name}-role`,
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
        `${name}-role-policy`,
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
                        Action: replicaActions(rules.some(({ deleteMarkers }) => deleteMarkers)),
                        Resource: pulumi.interpolate`${destination.bucketArn}/*`,
                    },
                ],
            }),
        },
        opts,
    );
    new aws.s3.BucketReplicationConfig(
        `${name}-replication`,
        {
            bucket: bucket.bucket,
            role: role.arn,
            rules: rules.map(({ id, priority, prefix, deleteMarkers }) => ({
                id,
                priority,
                status: "Enabled",
                filter: { prefix },
                deleteMarkerReplication: { status: deleteMarkers ? "Enabled" : "Disabled" },
                destination: {
                    bucket: destination.bucketArn,
                    account: destination.accountId,
                    accessControlTranslation: { owner: "Destination" },
                    metrics: { status: "Enabled" },
                },
            })),
        },
        { provider, dependsOn: [versioning, rolePolicy] },
    );
    return { bucketArn: arn, bucketName: bucket.bucket, accountId, roleArn: role.arn };
}

module.exports = { makeDestination, makeSource };
