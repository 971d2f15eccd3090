import type { World } from "../../support/recorder";
import { replicas } from "../support/sides";
import { ofDestination, ofSource, type ComponentCase } from "./componentCase";

/** Arguments that are wrong by what AWS answers, or by one another; `unmade` is what must not be made with them. */
export type LateCase = ComponentCase & { readonly world?: World; readonly unmade: string };

const source = (args: object, message: string, world: World = {}): LateCase => ({
    source: args,
    message: ofSource(message),
    world,
    unmade: "copy-replication",
});

const key = "arn:aws:kms:ap-northeast-2:111111111111:key/originals";
const replicaKey = "arn:aws:kms:ap-northeast-1:222222222222:key/replicas";
const usable = "a symmetric, customer managed key to encrypt with, which is enabled";
const needsReplicaKey =
    "destination.kmsKeyArn is missing; allowed: the ARN of a KMS key in the destination's region, since a rule selects " +
    "objects under SSE-KMS. Give the destination a key (encryption), or set the rules' kmsEncryptedObjects to false: such " +
    "objects are then not replicated.";

/** A key that KMS says that of, given to either side. */
const ofKey = (facts: Readonly<Record<string, string>>, found: string): readonly LateCase[] => [
    source(
        { encryption: { kmsKeyArn: key }, destination: { ...replicas, kmsKeyArn: replicaKey } },
        `encryption.kmsKeyArn is "${key}"; allowed: ${usable}. This one is: ${found}.`,
        { keys: { [key]: facts } },
    ),
    {
        destination: { encryption: { kmsKeyArn: replicaKey } },
        message: ofDestination(
            `encryption.kmsKeyArn is "${replicaKey}"; allowed: ${usable}. This one is: ${found}.`,
        ),
        world: { keys: { [replicaKey]: facts } },
        unmade: "copy-encryption",
    },
];

export const lateCases: readonly LateCase[] = [
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
            destination: { ...replicas, deleteMarkerReplication: false },
            rules: [{ deleteMarkerReplication: true }],
        },
        "destination.deleteMarkerReplication is false; allowed: true, since a rule replicates delete markers. The " +
            "destination's bucket policy refuses them: turn it on there, or off here.",
    ),
    source(
        { objectLock: true },
        "destination.objectLock is missing; allowed: true, since the source has Object Lock. Objects with a retention fail to " +
            "replicate to a bucket without Object Lock, which a bucket gets when it is made: replicate to a bucket that " +
            "has it.",
    ),
    source(
        { rules: [{ replicaModificationSync: true }] },
        "destination.replicaModificationSync is missing; allowed: true, since a rule syncs modifications of replicas. It " +
            "takes rules on both buckets: say so at the destination too, which replicates back to this source, or turn it " +
            "off here.",
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
    ...ofKey({ keyState: "Disabled" }, "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT Disabled"),
    ...ofKey({ keyState: "PendingDeletion" }, "CUSTOMER SYMMETRIC_DEFAULT ENCRYPT_DECRYPT PendingDeletion"),
    {
        destination: { encryption: { kmsKeyArn: replicaKey } },
        message: ofDestination(
            `encryption.kmsKeyArn is "${replicaKey}"; allowed: a key that exists. KMS was asked for it: no key ${replicaKey}.`,
        ),
        world: { keys: { [replicaKey]: undefined } },
        unmade: "copy-encryption",
    },
    source(
        { encryption: { kmsKeyArn: replicaKey }, destination: { ...replicas, kmsKeyArn: replicaKey } },
        `encryption.kmsKeyArn is "${replicaKey}"; allowed: a key of the bucket's region, ap-northeast-2.`,
    ),
    source(
        {
            encryption: { kmsKeyArn: key },
            destination: { ...replicas, region: "ap-northeast-1", kmsKeyArn: key },
        },
        `destination.kmsKeyArn is "${key}"; allowed: a key of the destination's region, ap-northeast-1.`,
    ),
    source({ encryption: { kmsKeyArn: key } }, needsReplicaKey),
    source(
        { encryption: { kmsKeyArn: key }, rules: [{ kmsEncryptedObjects: true, enabled: false }] },
        needsReplicaKey,
    ),
    source(
        {
            encryption: { kmsKeyArn: key },
            destination: { ...replicas, kmsKeyArn: replicaKey },
            policies: "article",
        },
        'policies is "article"; allowed: minimal. The article\'s statements know no keys.',
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
];
