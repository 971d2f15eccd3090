import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import { accountIds, bucketArns, roleNames } from "./phrases";

const target = { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" };

/** What a component cannot do without, and plain values that are not what they must be. */
export const requiredCases: readonly ComponentCase[] = [
    {
        destination: { sourceAccountId: undefined },
        message: ofDestination(`sourceAccountId is missing; allowed: ${accountIds}.`),
    },
    {
        destination: { sourceAccountId: 111111111111 },
        message: ofDestination(`sourceAccountId is 111111111111; allowed: ${accountIds}.`),
    },
    {
        destination: { replicationRoleName: "role/replicator" },
        message: ofDestination(`replicationRoleName is "role/replicator"; allowed: ${roleNames}.`),
    },
    {
        destination: { grant: "everyone" },
        message: ofDestination('grant is "everyone"; allowed: pinnedRole, role, account, article.'),
    },
    {
        destination: { deleteMarkerReplication: "true" },
        message: ofDestination('deleteMarkerReplication is "true"; allowed: true or false.'),
    },
    {
        destination: { replicaModificationSync: "true" },
        message: ofDestination('replicaModificationSync is "true"; allowed: true or false.'),
    },
    {
        destination: { encryption: { createKmsKey: true, sourceBucketKey: "true" } },
        message: ofDestination('encryption.sourceBucketKey is "true"; allowed: true or false.'),
    },
    {
        destination: { forceDestroy: "false" },
        message: ofDestination('forceDestroy is "false"; allowed: true or false.'),
    },
    {
        destination: { protectBucket: "false" },
        message: ofDestination('protectBucket is "false"; allowed: true or false.'),
    },
    ...[undefined, null, "arn:aws:s3:::replicas"].map((target) => ({
        source: { destination: target },
        message: ofSource(
            `destination is ${target === undefined ? "missing" : JSON.stringify(target)}; allowed: ` +
                "a ReplicationDestination, or an object with its bucketArn and accountId.",
        ),
    })),
    {
        source: { replicationRoleName: "" },
        message: ofSource(`replicationRoleName is ""; allowed: ${roleNames}.`),
    },
    { source: { policies: "all" }, message: ofSource('policies is "all"; allowed: minimal, article.') },
    {
        source: { destination: { ...target, bucketArn: "replicas" } },
        message: ofSource(`destination.bucketArn is "replicas"; allowed: ${bucketArns}.`),
    },
    {
        source: { destination: { ...target, bucketArn: "arn:aws:s3:::replicas/*" } },
        message: ofSource(`destination.bucketArn is "arn:aws:s3:::replicas/*"; allowed: ${bucketArns}.`),
    },
    {
        source: { destination: { ...target, bucketArn: "arn:aws:s3:::bucket--usw2-az1--x-s3" } },
        message: ofSource(
            `destination.bucketArn is "arn:aws:s3:::bucket--usw2-az1--x-s3"; allowed: ${bucketArns}.`,
        ),
    },
    {
        source: { destination: { bucketArn: target.bucketArn } },
        message: ofSource(`destination.accountId is missing; allowed: ${accountIds}.`),
    },
];
