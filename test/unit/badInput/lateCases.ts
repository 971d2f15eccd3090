import * as pulumi from "@pulumi/pulumi";
import type { World } from "../../support/recorder";
import { encryptionOf } from "../../support/lookUps";
import { replicaKey, replicas, underKey } from "../support/sides";
import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import { bucketKeyMissing, regionOfKeyMissing } from "./phrases";

/** Arguments that are wrong by what AWS answers, or by one another; `unmade` is what must not be made with them. */
export type LateCase = ComponentCase & { readonly world?: World; readonly unmade: string };

const source = (args: object, message: string, world: World = {}, unmade = "copy-replication"): LateCase => ({
    source: args,
    message: ofSource(message),
    world,
    unmade,
});

const key = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const inChina = "arn:aws-cn:kms:ap-northeast-1:222222222222:key/replicas";
const usable = "a symmetric, customer managed key to encrypt with, which is enabled";
const needsReplicaKey =
    "destination.kmsKeyArn is missing; allowed: the ARN of a KMS key in the destination's region, since a rule selects " +
    "objects under SSE-KMS. Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such " +
    "objects are then not replicated.";

const lock = "Object Lock. Objects with a retention fail to replicate unless the role may read it.";
const asTheSource =
    "as the source has it. The key's policy at the destination lets S3 in for the other: say it there by " +
    "encryption.sourceBucketKey, or give both buckets the same bucketKey.";

/** A key that KMS says that of, given to either side. */
const ofKey = (
    facts: Readonly<Record<string, string>>,
    found: string,
    advice: (arn: string, region: string) => string = () => "",
): readonly LateCase[] => [
    source(
        { encryption: { kmsKeyArn: key }, destination: underKey },
        `encryption.kmsKeyArn is "${key}"; allowed: ${usable}. This one is: ${found}.${advice(key, "ap-northeast-2")}`,
        { keys: { [key]: facts } },
    ),
    {
        destination: { encryption: { kmsKeyArn: replicaKey } },
        message: ofDestination(
            `encryption.kmsKeyArn is "${replicaKey}"; allowed: ${usable}. This one is: ${found}.` +
                advice(replicaKey, "ap-northeast-1"),
        ),
        world: { keys: { [replicaKey]: facts } },
        unmade: "copy-encryption",
    },
];

/** A bucket of reports that exists, with this key by default. */
const reports = (byDefault?: string): World => ({
    buckets: { reports: "ap-northeast-2" },
    ...(byDefault !== undefined && {
        bucketProperties: {
            reports: {
                BucketEncryption: encryptionOf({ algorithm: "aws:kms", key: byDefault, bucketKey: true }),
            },
        },
    }),
});
const existingReports = { backfill: { existingBucket: true, bucketName: "reports" } };
const reportsMissing = (given: string, named: string) =>
    `backfill.kmsKeyArn is missing; allowed: ${given}, which the bucket reports puts new objects under by default (aws:kms). ` +
    `The role has to be let use it. As a setting: pulumi config set --path backfill.kmsKeyArn ${named}`;

export const lateCases: readonly LateCase[] = [
    source(
        existingReports,
        'backfill.bucketName is "reports"; allowed: the name of a bucket that exists and is the account\'s own, where ' +
            "existingBucket is true. AWS was asked for it: no bucket reports.",
        {},
        "copy-backfill-role",
    ),
    source(
        existingReports,
        'backfill.bucketName is "reports"; allowed: an existing bucket of the provider\'s region, ap-northeast-2. This one is ' +
            "in us-east-1.",
        { buckets: { reports: "us-east-1" } },
        "copy-backfill-role",
    ),
    source(existingReports, reportsMissing(key, key), reports(key), "copy-backfill-role"),
    source(
        existingReports,
        reportsMissing("the ARN of alias/reports", "KEY_ARN"),
        { ...reports("alias/reports"), keys: { "alias/reports": "closed" } },
        "copy-backfill-role",
    ),
    source(
        { backfill: { kmsKeyArn: replicaKey } },
        `backfill.kmsKeyArn is "${replicaKey}"; allowed: a key of the bucket's region, ap-northeast-2.`,
        {},
        "copy-backfill-role",
    ),
    source(
        { destination: { ...replicas, accountId: "111111111111" } },
        'destination.accountId is "111111111111"; allowed: another account than the source\'s. Within one account there is no ' +
            "owner to override. Deploy the two sides with credentials of two accounts.",
    ),
    source(
        { destination: { ...replicas, bucketArn: "arn:aws-cn:s3:::replicas" } },
        'destination.bucketArn is "arn:aws-cn:s3:::replicas"; allowed: the ARN of a bucket in the source\'s partition, aws. ' +
            "S3 does not replicate between partitions.",
    ),
    source(
        {
            destination: { ...replicas, deleteMarkerReplication: pulumi.output(false) },
            rules: pulumi.output([{ deleteMarkerReplication: true }]),
        },
        "destination.deleteMarkerReplication is false; allowed: true, since a rule replicates delete markers. The " +
            "destination's bucket policy refuses them: turn it on there, or off here.",
    ),
    {
        destination: { sourceAccountId: "222222222222" },
        message: ofDestination(
            'sourceAccountId is "222222222222"; allowed: another account than the destination\'s. Within one account there is no ' +
                "owner to override. Deploy the two sides with credentials of two accounts.",
        ),
        unmade: "copy-policy",
    },
    source(
        {
            destination: undefined,
            destinations: {
                tokyo: replicas,
                osaka: { ...replicas, accountId: "111111111111", bucketArn: "arn:aws:s3:::osaka" },
            },
            rules: ["tokyo", "osaka"].map((destination, priority) => ({
                id: destination,
                priority,
                destination,
            })),
        },
        'destinations.osaka.accountId is "111111111111"; allowed: another account than the source\'s. Within one account there ' +
            "is no owner to override. Deploy the two sides with credentials of two accounts.",
    ),
    source(
        {
            destination: undefined,
            destinations: { tokyo: replicas, osaka: replicas },
            rules: ["tokyo", "osaka"].map((destination, priority) => ({
                id: destination,
                priority,
                destination,
            })),
        },
        'destinations.osaka.bucketArn is "arn:aws:s3:::replicas"; allowed: another bucket than destinations.tokyo has.',
    ),

    ...ofKey({ keyManager: "AWS" }, "AWS SYMMETRIC_DEFAULT ENCRYPT_DECRYPT Enabled"),
    ...ofKey(
        { keySpec: "RSA_2048", keyUsage: "ENCRYPT_DECRYPT" },
        "CUSTOMER RSA_2048 ENCRYPT_DECRYPT Enabled",
    ),
    ...ofKey(
        { keySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" },
        "CUSTOMER HMAC_256 GENERATE_VERIFY_MAC Enabled",
    ),
    ...ofKey(
        { keyState: "Disabled" },
        "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT Disabled",
        (arn, region) => ` Enable it: aws kms enable-key --key-id ${arn} --region ${region}`,
    ),
    ...ofKey(
        { keyState: "PendingDeletion" },
        "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT PendingDeletion",
        (arn, region) =>
            ` Keep it: aws kms cancel-key-deletion --key-id ${arn} --region ${region} && ` +
            `aws kms enable-key --key-id ${arn} --region ${region}`,
    ),
    ...ofKey({ keyState: "PendingImport" }, "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT PendingImport"),
    {
        destination: { encryption: { kmsKeyArn: replicaKey } },
        message: ofDestination(
            `encryption.kmsKeyArn is "${replicaKey}"; allowed: a key that exists. KMS was ` +
                `asked for it: no key ${replicaKey}.`,
        ),
        world: { keys: { [replicaKey]: undefined } },
        unmade: "copy-encryption",
    },
    source(
        { encryption: { kmsKeyArn: replicaKey }, destination: underKey },
        `encryption.kmsKeyArn is "${replicaKey}"; allowed: a key of the bucket's region, ap-northeast-2.`,
    ),
    source(
        { encryption: { kmsKeyArn: key }, destination: pulumi.output({ ...underKey, kmsKeyArn: key }) },
        `destination.kmsKeyArn is "${key}"; allowed: a key of the destination's region, ap-northeast-1.`,
    ),
    source(
        { encryption: { kmsKeyArn: key }, destination: { ...underKey, kmsKeyArn: inChina } },
        `destination.kmsKeyArn is "${inChina}"; allowed: a key in the source's partition, aws.`,
    ),
    ...[pulumi.output([{ kmsEncryptedObjects: true }]), pulumi.output([{}])].map((rules) =>
        source({ encryption: { kmsKeyArn: key }, rules }, needsReplicaKey),
    ),
    ...[
        {
            members: { region: undefined },
            problem: regionOfKeyMissing,
        },
        {
            members: { bucketKey: undefined },
            problem: bucketKeyMissing,
        },
        ...[{ sourceBucketKey: false }, { bucketKey: false }].map((members) => ({
            members,
            problem: `sourceBucketKey is false; allowed: true, ${asTheSource}`,
        })),
    ].map(({ members, problem }) =>
        source(
            { encryption: { kmsKeyArn: key }, destination: pulumi.output({ ...underKey, ...members }) },
            `destination.${problem}`,
        ),
    ),
    source(
        { encryption: { kmsKeyArn: key, bucketKey: false }, destination: underKey },
        `destination.sourceBucketKey is true; allowed: false, ${asTheSource}`,
    ),
    source(
        {
            encryption: { kmsKeyArn: key },
            destination: underKey,
            policies: pulumi.output("article"),
        },
        'policies is "article"; allowed: minimal. The article\'s statements know no keys.',
    ),
    source(
        { existingBucket: true, bucketName: pulumi.output("originals"), policies: pulumi.output("article") },
        'policies is "article"; allowed: minimal. The article\'s statements know no bucket whose policy is managed elsewhere: ' +
            "give it as bucketPolicy.",
    ),

    source(
        { existingBucket: true },
        'bucketName is "originals"; allowed: the name of a bucket that exists and is the account\'s own, where ' +
            "existingBucket is true. AWS was asked for it: no bucket originals.",
    ),
    source(
        { existingBucket: true },
        'bucketName is "originals"; allowed: an existing bucket of the provider\'s region, ap-northeast-2. This one is in ' +
            "us-east-1.",
        { buckets: { originals: "us-east-1" } },
    ),
    {
        destination: { existingBucket: true, bucketPolicy: '{"Statement": []}' },
        message: ofDestination(
            'bucketName is "replicas"; allowed: an existing bucket of the provider\'s region, ap-northeast-1. This one is in ' +
                "eu-west-1.",
        ),
        world: { buckets: { replicas: "eu-west-1" } },
        unmade: "copy-policy",
    },
    {
        source: { existingBucket: true, bucketPolicy: '{"Statement": []}' },
        message: ofSource(
            "bucketPolicy is []; allowed: a policy with a statement. Replication needs none in this bucket's policy, and AWS " +
                "takes no policy without: leave it out.",
        ),
        world: { buckets: { originals: "ap-northeast-2" } },
        unmade: "copy-policy",
    },
    ...[
        {
            source: { existingBucket: true },
            message: ofSource(`objectLock is false; allowed: true, since the bucket originals has ${lock}`),
            unmade: "copy-replication",
        },
        {
            destination: { existingBucket: true, bucketPolicy: '{"Statement": []}' },
            message: ofDestination(
                `objectLock is false; allowed: true, since the bucket replicas has ${lock}`,
            ),
            unmade: "copy-policy",
        },
    ].map((example) => ({
        ...example,
        world: {
            buckets: { originals: "ap-northeast-2", replicas: "ap-northeast-1" },
            objectLocks: {
                originals: { objectLockEnabled: "Enabled" },
                replicas: { objectLockEnabled: "Enabled" },
            },
        },
    })),
    {
        destination: { existingBucket: true, objectLock: true, bucketPolicy: '{"Statement": []}' },
        world: { buckets: { replicas: "ap-northeast-1" } },
        message: ofDestination(
            "objectLock is true; allowed: false, since the bucket replicas has no Object Lock. Objects with a retention fail " +
                "to replicate to a bucket without it.",
        ),
        unmade: "copy-policy",
    },
];
