import type { PolicyStatement } from "../../../components/policies/document";
import { roleTrust } from "../../../components/policies/roleTrust";
import { policyDocument } from "../../../components/policies/document";
import type { Documents } from "./documents";
import { accounts, bucketArn, buckets, iamArn, replicationRole } from "./setting";

/*
 * What other tools grant for a pair of two accounts, as docs/comparison.md says it, with the names of these tests. The
 * versions are those of that page: aws-cdk-lib 2.276.0, and cloudposse/terraform-aws-s3-bucket v4.14.0
 * (5c2d9f17ea13ce2c7507f8a7275e06acbfbf7b31).
 */

const source = bucketArn("aws", buckets.source);
const destination = bucketArn("aws", buckets.destination);
const AWS = iamArn("aws", accounts.source, `role/${replicationRole}`);
const root = iamArn("aws", accounts.source, "root");

const allow = (actions: readonly string[], resource: string): PolicyStatement => ({
    // None of them has any meaning.
    Sid: "",
    Effect: "Allow",
    Action: [...actions],
    Resource: resource,
});
const to = (principal: string, actions: readonly string[], resource: string): PolicyStatement => ({
    ...allow(actions, resource),
    Principal: { AWS: principal },
});

const versioningOfDestination = ["s3:GetBucketVersioning", "s3:PutBucketVersioning"];
const nothing = policyDocument();

const cdkRole = [
    allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], source),
    allow(
        ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        `${source}/*`,
    ),
    allow(
        [
            "s3:ReplicateObject",
            "s3:ReplicateDelete",
            "s3:ReplicateTags",
            "s3:ObjectOwnerOverrideToBucketOwner",
        ],
        `${destination}/*`,
    ),
];
const keyActions = ["kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"];
const governed = (account: string) => to(iamArn("aws", account, "root"), ["kms:*"], "*");

/** The AWS CDK, both sides in one app. */
export const cdk: Documents = {
    roleTrust: roleTrust(),
    rolePermissions: policyDocument(...cdkRole),
    sourceBucket: nothing,
    destinationBucket: policyDocument(
        to(AWS, versioningOfDestination, destination),
        to(AWS, ["s3:ReplicateObject", "s3:ReplicateDelete"], `${destination}/*`),
        to(root, ["s3:ObjectOwnerOverrideToBucketOwner"], `${destination}/*`),
    ),
};

/** The same with a KMS key on either side. */
export const cdkWithKeys: Documents = {
    ...cdk,
    rolePermissions: policyDocument(...cdkRole, allow(keyActions, "*"), allow(["kms:Decrypt"], "*")),
    sourceKey: policyDocument(governed(accounts.source)),
    destinationKey: policyDocument(governed(accounts.destination), to(AWS, keyActions, "*")),
};

const cloudposseReplicas = [
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    "s3:ReplicateTags",
    "s3:GetObjectVersionTagging",
    "s3:ObjectOwnerOverrideToBucketOwner",
];

/** The module of cloudposse, on both sides. */
export const cloudposse: Documents = {
    roleTrust: roleTrust(),
    rolePermissions: policyDocument(
        allow(["s3:Get*", "s3:ListBucket"], source),
        allow(["s3:Get*", "s3:ListBucket"], `${source}/*`),
        allow(cloudposseReplicas, `${destination}/*`),
    ),
    sourceBucket: nothing,
    destinationBucket: policyDocument(
        to(AWS, cloudposseReplicas, `${destination}/*`),
        to(AWS, ["s3:List*", ...versioningOfDestination], destination),
    ),
};

/** The same with a KMS key on either side, whose policies let in the role: the module leaves them to its user. */
export const cloudposseWithKeys: Documents = {
    ...cloudposse,
    sourceKey: policyDocument(governed(accounts.source)),
    destinationKey: policyDocument(
        governed(accounts.destination),
        to(AWS, ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"], "*"),
    ),
};
