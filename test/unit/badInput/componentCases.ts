import type { ReplicationDestinationArgs, ReplicationSourceArgs } from "../../../components/index";

/** Arguments that cannot be deployed, set over good ones, and the message that they get. */
export type ComponentCase = { readonly message: string } & (
    | { readonly source: Readonly<Partial<Record<keyof ReplicationSourceArgs, unknown>>> }
    | { readonly destination: Readonly<Partial<Record<keyof ReplicationDestinationArgs, unknown>>> }
);

const accountIds = "the 12 digits of an AWS account id, in quotes so that a leading zero stays";
const roleNames = "1 to 64 letters, digits and _+=,.@- (the name of a role, not its ARN and without a path)";
const ids = "1 to 255 characters, needed where there are several rules";
const priorities = "a whole number from 0 to 2147483647, needed where there are several rules";
const ruleMembers = "a rule with id, priority, prefix, enabled, deleteMarkerReplication";
const lists = "a list of 1 to 1000 rules; left out, every object is replicated";
const bucketArns = "the ARN of a bucket, arn:<partition>:s3:::<bucket name>, without a path";
const target = { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" };

const source = (text: string) => `ReplicationSource "copy": ${text}`;
const destination = (text: string) => `ReplicationDestination "copy": ${text}`;

export const componentCases: readonly ComponentCase[] = [
    {
        destination: { sourceAccountId: undefined },
        message: destination(`sourceAccountId is missing; allowed: ${accountIds}.`),
    },
    {
        destination: { sourceAccountId: 111111111111 },
        message: destination(`sourceAccountId is 111111111111; allowed: ${accountIds}.`),
    },
    {
        destination: { replicationRoleName: "role/replicator" },
        message: destination(`replicationRoleName is "role/replicator"; allowed: ${roleNames}.`),
    },
    {
        destination: { grant: "everyone" },
        message: destination('grant is "everyone"; allowed: pinnedRole, role, account, article.'),
    },
    {
        destination: { deleteMarkerReplication: "true" },
        message: destination('deleteMarkerReplication is "true"; allowed: true or false.'),
    },
    {
        destination: { forceDestroy: "false" },
        message: destination('forceDestroy is "false"; allowed: true or false.'),
    },
    {
        destination: { protectBucket: "false" },
        message: destination('protectBucket is "false"; allowed: true or false.'),
    },
    ...[undefined, null, "arn:aws:s3:::replicas"].map((target) => ({
        source: { destination: target },
        message: source(
            `destination is ${target === undefined ? "missing" : JSON.stringify(target)}; allowed: ` +
                "a ReplicationDestination, or an object with its bucketArn and accountId.",
        ),
    })),
    {
        source: { rules: [{ priority: Number.NaN }] },
        message: source(`rules[0].priority is NaN; allowed: ${priorities}.`),
    },
    { source: { roleName: "" }, message: source(`roleName is ""; allowed: ${roleNames}.`) },
    { source: { policies: "all" }, message: source('policies is "all"; allowed: minimal, article.') },
    {
        source: { destination: { ...target, bucketArn: "replicas" } },
        message: source(`destination.bucketArn is "replicas"; allowed: ${bucketArns}.`),
    },
    {
        source: { destination: { ...target, bucketArn: "arn:aws:s3:::replicas/*" } },
        message: source(`destination.bucketArn is "arn:aws:s3:::replicas/*"; allowed: ${bucketArns}.`),
    },
    {
        source: { destination: { ...target, bucketArn: "arn:aws:s3:::bucket--usw2-az1--x-s3" } },
        message: source(
            `destination.bucketArn is "arn:aws:s3:::bucket--usw2-az1--x-s3"; allowed: ${bucketArns}.`,
        ),
    },
    {
        source: { destination: { bucketArn: target.bucketArn } },
        message: source(`destination.accountId is missing; allowed: ${accountIds}.`),
    },
    {
        source: { rules: [] },
        message: source(`rules is []; allowed: ${lists}.`),
    },
    {
        // 1,001 times {} and the commas and brackets around: 3,004 characters, of which 300 are shown.
        source: { rules: Array(1001).fill({}) },
        message: source(`rules is [${"{},".repeat(99)}{}… (3004 characters); allowed: ${lists}.`),
    },
    { source: { rules: {} }, message: source(`rules is {}; allowed: ${lists}.`) },
    {
        source: { rules: [{ id: "a", priority: 1 }, { priority: 2 }] },
        message: source(`rules[1].id is missing; allowed: ${ids}.`),
    },
    {
        source: { rules: [{ id: "i".repeat(256) }] },
        message: source(`rules[0].id is "${"i".repeat(256)}"; allowed: ${ids}.`),
    },
    {
        source: { rules: [{ id: "a", priority: 1 }, { id: "b" }] },
        message: source(`rules[1].priority is missing; allowed: ${priorities}.`),
    },
    {
        source: { rules: [{ priority: 1.5 }] },
        message: source(`rules[0].priority is 1.5; allowed: ${priorities}.`),
    },
    {
        source: { rules: [{ priority: -1 }] },
        message: source(`rules[0].priority is -1; allowed: ${priorities}.`),
    },
    {
        source: {
            rules: [
                { id: "a", priority: 1 },
                { id: "a", priority: 2 },
            ],
        },
        message: source('rules[1].id is "a"; allowed: a value that no other rule has; rules[0] has it.'),
    },
    {
        source: {
            rules: [
                { id: "a", priority: 3 },
                { id: "b", priority: 3 },
            ],
        },
        message: source("rules[1].priority is 3; allowed: a value that no other rule has; rules[0] has it."),
    },
    {
        source: { rules: [{ prefix: "é".repeat(513) }] },
        message: source(
            `rules[0].prefix is "${"é".repeat(299)}… (515 characters); allowed: a text of up to 1024 bytes.`,
        ),
    },
    {
        source: { rules: [{ enabled: "Enabled" }] },
        message: source('rules[0].enabled is "Enabled"; allowed: true or false.'),
    },
    {
        source: { rules: [{ deleteMarkers: true }] },
        message: source(`rules[0].deleteMarkers is "deleteMarkers"; allowed: ${ruleMembers}.`),
    },
    {
        source: { rules: ["reports/"] },
        message: source(`rules[0] is "reports/"; allowed: ${ruleMembers}.`),
    },
];
