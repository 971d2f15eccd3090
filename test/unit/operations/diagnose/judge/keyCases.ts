import { none } from "../../../../../operations/diagnose/facts";
import {
    destinationArn,
    destinationKeyArn,
    healthyFacts,
    healthyKmsFacts,
    healthyRule,
    kmsRule,
    sourceKeyArn,
} from "../facts";
import type { Case } from "./case";

const refused = { unread: "The credentials may not do kms:DescribeKey." };
const keyed = (ReplicaKmsKeyID: string) =>
    kmsRule({
        Destination: {
            Bucket: destinationArn,
            ...healthyRule().Destination,
            EncryptionConfiguration: { ReplicaKmsKeyID },
        },
    });
const otherKey = "arn:aws:kms:ap-northeast-1:222222222222:key/other";

/** What the judgement of the keys says. */
export const keyCases: readonly Case[] = [
    { what: "a healthy pair", facts: healthyFacts(), findings: [] },
    { what: "a healthy pair with keys", facts: healthyKmsFacts(), findings: [] },
    {
        what: "a source's key that is gone",
        facts: healthyKmsFacts({ source: { keys: { [sourceKeyArn]: none } } }),
        findings: [
            {
                id: "key-missing",
                severity: "wrong",
                side: "source",
                where: "KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                subject: "encryption",
                message:
                    "The KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key does not exist, or the account 111111111111 may not see it.",
                fix: "",
            },
        ],
    },
    {
        what: "a source's key that is gone, and that no rule takes",
        facts: healthyKmsFacts({ rules: [healthyRule()], source: { keys: { [sourceKeyArn]: none } } }),
        findings: [],
    },
    {
        what: "a source's key that is disabled",
        facts: healthyKmsFacts({ sourceKey: { state: "Disabled" } }),
        findings: [
            {
                id: "key-unusable",
                severity: "wrong",
                side: "source",
                where: "KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                message:
                    "The state of the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key is Disabled, and has to be Enabled.",
                fix: "aws kms enable-key --key-id arn:aws:kms:ap-northeast-2:111111111111:key/source-key --region ap-northeast-2 --profile from",
            },
        ],
    },
    {
        what: "a source's key that may not be read",
        facts: healthyKmsFacts({ source: { keys: { [sourceKeyArn]: refused } } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                message:
                    "Whether the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key is usable is not known: The credentials may not do kms:DescribeKey.",
                fix: "",
            },
        ],
    },
    {
        what: "a source's key that was not asked for",
        facts: healthyKmsFacts({ source: { keys: {} } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                message:
                    "Whether the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key is usable is not known: it was not asked for.",
                fix: "",
            },
        ],
    },
    {
        what: "a source's key that AWS manages",
        facts: healthyKmsFacts({ sourceKey: { ofAws: true } }),
        findings: [
            {
                id: "key-unfit",
                severity: "suspect",
                side: "source",
                where: "KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key",
                leg: "key",
                subject: "encryption",
                message:
                    "AWS manages the KMS key arn:aws:kms:ap-northeast-2:111111111111:key/source-key of the bucket here, and no other account may use it. To replicate across accounts, AWS asks for a key of one's own.",
                fix: "",
            },
        ],
    },
    {
        what: "a source under aws/s3 without a word",
        facts: healthyKmsFacts({
            sourceBucket: { encryption: { value: { algorithm: "aws:kms", bucketKey: true } } },
        }),
        findings: [
            {
                id: "key-unfit",
                severity: "suspect",
                side: "source",
                where: "KMS key alias/aws/s3",
                leg: "key",
                subject: "encryption",
                message:
                    "AWS manages the KMS key alias/aws/s3 of the bucket here, and no other account may use it. To replicate across accounts, AWS asks for a key of one's own.",
                fix: "",
            },
        ],
    },
    {
        what: "a source's key by an alias that KMS does not tell",
        facts: healthyKmsFacts({
            sourceBucket: {
                encryption: { value: { algorithm: "aws:kms", keyName: "alias/own", bucketKey: true } },
            },
        }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "KMS key alias/own",
                leg: "key",
                message: "The key behind alias/own is not known: KMS did not tell it.",
                fix: "",
            },
        ],
    },
    {
        what: "a source whose default encryption may not be read",
        facts: healthyKmsFacts({ sourceBucket: { encryption: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "default encryption of the bucket here",
                leg: "key",
                message:
                    "The key of new objects of the bucket here is not known: The credentials may not do kms:DescribeKey.",
                fix: "",
            },
        ],
    },
    {
        what: "a source whose objects are not under a key by default",
        facts: healthyKmsFacts({ sourceBucket: { encryption: none } }),
        findings: [],
    },
    {
        what: "a replicas' key that waits for its deletion",
        facts: healthyKmsFacts({ destinationKey: { state: "PendingDeletion" } }),
        findings: [
            {
                id: "key-unusable",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                message:
                    "The state of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is PendingDeletion, and has to be Enabled.",
                fix: "aws kms cancel-key-deletion --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --region ap-northeast-1 --profile to && aws kms enable-key --key-id arn:aws:kms:ap-northeast-1:222222222222:key/destination-key --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "a replicas' key that is not there yet",
        facts: healthyKmsFacts({ destinationKey: { state: "PendingImport" } }),
        findings: [
            {
                id: "key-unusable",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                message:
                    "The state of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is PendingImport, and has to be Enabled.",
                fix: "",
            },
        ],
    },
    {
        what: "a replicas' key that is gone, where the bucket has another",
        facts: (() => {
            const facts = healthyKmsFacts({ rules: [keyed(otherKey)] });
            return {
                ...facts,
                destinations: facts.destinations.map((each) => ({
                    ...each,
                    keys: { ...each.keys, [otherKey]: none },
                })),
            };
        })(),
        findings: [
            {
                id: "key-missing",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/other",
                leg: "key",
                subject: "configuration",
                message:
                    "The KMS key arn:aws:kms:ap-northeast-1:222222222222:key/other does not exist, or the account 222222222222 may not see it.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"},"EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:ap-northeast-1:222222222222:key/destination-key"}},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a replicas' key that is gone, and the bucket's own",
        facts: healthyKmsFacts({
            destination: { accountId: undefined, keys: { [destinationKeyArn]: none } },
        }),
        findings: [
            {
                id: "key-missing",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "configuration",
                message:
                    "The KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key does not exist, or the destination's account may not see it.",
                fix: "",
            },
        ],
    },
    {
        what: "a replicas' key in another region",
        facts: healthyKmsFacts({ destination: { region: "eu-west-1" } }),
        findings: [
            {
                id: "key-unfit",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "configuration",
                message:
                    "The KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is in ap-northeast-1: the bucket there in eu-west-1 needs a key of its own region.",
                fix: "",
            },
        ],
    },
    {
        what: "a replicas' key that is not symmetric",
        facts: healthyKmsFacts({ destinationKey: { spec: "RSA_2048" } }),
        findings: [
            {
                id: "key-unfit",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "configuration",
                message:
                    "The spec of the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is RSA_2048, and has to be SYMMETRIC_DEFAULT.",
                fix: "",
            },
        ],
    },
    {
        what: "a replicas' key that AWS manages",
        facts: healthyKmsFacts({ destinationKey: { ofAws: true } }),
        findings: [
            {
                id: "key-unfit",
                severity: "wrong",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                subject: "configuration",
                message:
                    "AWS manages the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key of the bucket there, and no other account may use it. To replicate across accounts, AWS asks for a key of one's own.",
                fix: "",
            },
        ],
    },
    {
        what: "keys that AWS manages, in one account",
        facts: healthyKmsFacts({
            sourceKey: { ofAws: true },
            destinationKey: { ofAws: true },
            destination: { accountId: "111111111111" },
        }),
        findings: [],
    },
    {
        what: "a replicas' key by its alias",
        facts: healthyKmsFacts({ rules: [keyed("alias/copies")] }),
        findings: [
            {
                id: "key-unfit",
                severity: "wrong",
                side: "destination",
                where: "KMS key alias/copies",
                leg: "key",
                subject: "configuration",
                message:
                    "ReplicaKmsKeyID is alias/copies, and has to be the ARN of the key: KMS looks for it in the source's account, where the key of the bucket there is not.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"},"EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:ap-northeast-1:222222222222:key/destination-key"}},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a replicas' key that may not be read",
        facts: healthyKmsFacts({ destination: { keys: { [destinationKeyArn]: refused } } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key",
                leg: "key",
                message:
                    "Whether the KMS key arn:aws:kms:ap-northeast-1:222222222222:key/destination-key is usable is not known: The credentials may not do kms:DescribeKey.",
                fix: "",
            },
        ],
    },
];
