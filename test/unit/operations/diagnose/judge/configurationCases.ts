import { none } from "../../../../../operations/diagnose/facts";
import {
    destinationArn,
    healthyFacts,
    healthyKmsFacts,
    healthyRule,
    kmsRule,
    roleArn,
    sourceArn,
    oldForm,
} from "../facts";
import type { Case } from "./case";

const refused = { unread: "The credentials of the source may not do it." };
const elsewhere = (ID: string) => healthyRule({ ID, Destination: { Bucket: "arn:aws:s3:::elsewhere" } });
const withoutOverride = healthyRule({
    Destination: { Bucket: destinationArn, Metrics: { Status: "Enabled" } },
});
const syncing = healthyRule({ SourceSelectionCriteria: { ReplicaModifications: { Status: "Enabled" } } });
const back = { ...syncing, Destination: { Bucket: sourceArn } };
const withoutKey = kmsRule({ Destination: healthyRule().Destination });

/** What the judgement of the replication configuration says. */
export const configurationCases: readonly Case[] = [
    { what: "a healthy pair", facts: healthyFacts(), findings: [] },
    { what: "a healthy pair with keys", facts: healthyKmsFacts(), findings: [] },
    {
        what: "a configuration that may not be read",
        facts: healthyFacts({ source: { configuration: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "replication configuration of the bucket here",
                message:
                    "What the bucket here replicates is not known: The credentials of the source may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a bucket that may not be asked for anything, which is said of the bucket",
        facts: healthyFacts({ source: { configuration: refused }, sourceBucket: { exists: refused } }),
        findings: [],
    },
    {
        what: "a source bucket that is missing, which is said of the bucket",
        facts: healthyFacts({ source: { configuration: none }, sourceBucket: { exists: none } }),
        findings: [],
    },
    {
        what: "no configuration, of a role that nobody names",
        facts: healthyFacts({ source: { configuration: none } }),
        findings: [
            {
                id: "configuration-missing",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                subject: "configuration",
                message:
                    "The bucket here has no replication configuration, so nothing is replicated. It needs one, with a role and a rule to arn:aws:s3:::there.",
                fix: "",
            },
        ],
    },
    {
        what: "no configuration, of a role that a stack names",
        facts: healthyFacts({ source: { configuration: none }, facts: { intendedRoleArn: roleArn } }),
        findings: [
            {
                id: "configuration-missing",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                subject: "configuration",
                message:
                    "The bucket here has no replication configuration, so nothing is replicated. It needs one, with the role arn:aws:iam::111111111111:role/replication and a rule to arn:aws:s3:::there.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"to-there","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "no configuration of a source under a key",
        facts: healthyKmsFacts({ source: { configuration: none }, facts: { intendedRoleArn: roleArn } }),
        findings: [
            {
                id: "configuration-missing",
                severity: "wrong",
                side: "source",
                where: "replication configuration of the bucket here",
                subject: "configuration",
                message:
                    "The bucket here has no replication configuration, so nothing is replicated. It needs one, with the role arn:aws:iam::111111111111:role/replication and a rule to arn:aws:s3:::there.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"to-there","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:ap-northeast-1:222222222222:key/destination-key"}},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "rules to another bucket alone",
        facts: healthyFacts({ rules: [elsewhere("other")] }),
        findings: [
            {
                id: "no-rule-to-destination",
                severity: "wrong",
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here",
                message:
                    "No rule goes to arn:aws:s3:::there: the rules go to arn:aws:s3:::elsewhere. Add a rule, or name the destination that they go to.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"other","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::elsewhere"}},{"ID":"to-there","Status":"Enabled","Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}},"Filter":{"Prefix":""},"Priority":2,"DeleteMarkerReplication":{"Status":"Disabled"}}]}\' --region ap-northeast-2 --profile from',
            },
            {
                id: "other-destinations",
                severity: "ok",
                side: "source",
                where: "replication configuration of the bucket here",
                message:
                    "Rules to arn:aws:s3:::elsewhere were not looked at. Diagnose each destination by itself.",
                fix: "",
            },
        ],
    },
    {
        what: "rules of the old form to another bucket alone",
        facts: healthyFacts({
            rules: [
                {
                    ...oldForm("old", ""),
                    Destination: { Bucket: "arn:aws:s3:::elsewhere" },
                },
            ],
        }),
        findings: [
            {
                id: "no-rule-to-destination",
                severity: "wrong",
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here",
                message:
                    "No rule goes to arn:aws:s3:::there: the rules go to arn:aws:s3:::elsewhere. Add a rule, or name the destination that they go to.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"old","Prefix":"","Status":"Enabled","Destination":{"Bucket":"arn:aws:s3:::elsewhere"}},{"ID":"to-there","Status":"Enabled","Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}},"Prefix":""}]}\' --region ap-northeast-2 --profile from',
            },
            {
                id: "other-destinations",
                severity: "ok",
                side: "source",
                where: "replication configuration of the bucket here",
                message:
                    "Rules to arn:aws:s3:::elsewhere were not looked at. Diagnose each destination by itself.",
                fix: "",
            },
        ],
    },
    {
        what: "a rule of the old form, which is as good as any",
        facts: healthyFacts({
            rules: [{ ...oldForm("old", "a/"), Destination: healthyRule().Destination }],
        }),
        findings: [],
    },
    {
        what: "all rules paused, of which one chose existing objects once",
        facts: healthyFacts({
            rules: [
                healthyRule({
                    ID: "one",
                    Status: "Disabled",
                    ExistingObjectReplication: { Status: "Disabled" },
                }),
                healthyRule({ ID: "it's two", Priority: 2, Status: "Disabled" }),
            ],
        }),
        findings: [
            {
                id: "rules-paused",
                severity: "wrong",
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here",
                message:
                    "Rules one, it's two are paused: the Status is Disabled, not Enabled. No rule to the bucket there is enabled, so nothing new is replicated there.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"one","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}},{"ID":"it\'\\\'\'s two","Priority":2,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "one of two rules paused",
        facts: healthyFacts({
            rules: [healthyRule({ ID: "one" }), healthyRule({ ID: "two", Priority: 2, Status: "Disabled" })],
        }),
        findings: [
            {
                id: "rule-paused",
                severity: "suspect",
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule two",
                message:
                    "Rule two is paused: the Status is Disabled, not Enabled. Objects that no other rule selects are not replicated.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"one","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}},{"ID":"two","Priority":2,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "rules to other buckets too",
        facts: healthyFacts({ rules: [healthyRule(), elsewhere("other")] }),
        findings: [
            {
                id: "other-destinations",
                severity: "ok",
                side: "source",
                where: "replication configuration of the bucket here",
                message:
                    "Rules to arn:aws:s3:::elsewhere were not looked at. Diagnose each destination by itself.",
                fix: "",
            },
        ],
    },
    {
        what: "a rule that names another account",
        facts: healthyFacts({
            rules: [
                healthyRule({
                    Destination: {
                        ...healthyRule().Destination,
                        Bucket: destinationArn,
                        Account: "333333333333",
                    },
                }),
            ],
        }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "rule-account-wrong",
                severity: "wrong",
                message:
                    "Rule all: the destination's Account is 333333333333. The bucket there is of the account 222222222222.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a rule that names an account, where the bucket may not be asked for",
        facts: healthyFacts({
            rules: [
                healthyRule({
                    Destination: {
                        ...healthyRule().Destination,
                        Bucket: destinationArn,
                        Account: "333333333333",
                    },
                }),
            ],
            destinationBucket: { exists: refused },
        }),
        findings: [],
    },
    {
        what: "a rule that leaves out objects under the source's key",
        facts: healthyKmsFacts({ rules: [healthyRule()] }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "kms-objects-left-out",
                severity: "wrong",
                message:
                    "Rule all: SseKmsEncryptedObjects is not Enabled, and new objects of the bucket here are under arn:aws:kms:ap-northeast-2:111111111111:key/source-key by default. S3 skips them without a word.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"},"EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:ap-northeast-1:222222222222:key/destination-key"}},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "one of two rules that leaves them out, and a destination without a key",
        facts: healthyKmsFacts({
            rules: [kmsRule({ ID: "one" }), healthyRule({ ID: "two", Priority: 2 })],
            destinationBucket: { encryption: none },
        }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule two",
                id: "kms-objects-left-out",
                severity: "suspect",
                message:
                    "Rule two: SseKmsEncryptedObjects is not Enabled, and new objects of the bucket here are under arn:aws:kms:ap-northeast-2:111111111111:key/source-key by default. S3 skips them without a word. The destination bucket has no key of its own that the replicas could be under: the rule has to name one.",
                fix: "",
            },
        ],
    },
    {
        what: "a rule that may leave them out",
        facts: healthyFacts({ sourceBucket: { encryption: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "default encryption of the bucket here",
                message:
                    "Whether new objects are under a KMS key, which not every rule to the bucket there selects, is not known: The credentials of the source may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a rule without the replicas' key",
        facts: healthyKmsFacts({ rules: [withoutKey] }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "rule-without-replica-key",
                severity: "wrong",
                leg: "key",
                message:
                    "Rule all: SseKmsEncryptedObjects is Enabled, and ReplicaKmsKeyID is not set. It has to be the ARN of a key in the region of the bucket there.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"},"EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:ap-northeast-1:222222222222:key/destination-key"}},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a rule without the replicas' key, where no key fits",
        facts: healthyKmsFacts({ rules: [withoutKey], destinationKey: { state: "Disabled" } }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "rule-without-replica-key",
                severity: "wrong",
                leg: "key",
                message:
                    "Rule all: SseKmsEncryptedObjects is Enabled, and ReplicaKmsKeyID is not set. It has to be the ARN of a key in the region of the bucket there.",
                fix: "",
            },
        ],
    },
    {
        what: "a rule whose replicas are under the source's key of several regions",
        facts: healthyKmsFacts({
            rules: [
                kmsRule({
                    Destination: {
                        Bucket: destinationArn,
                        ...healthyRule().Destination,
                        EncryptionConfiguration: { UseSourceMultiRegionKey: { Status: "Enabled" } },
                    },
                }),
            ],
        }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "not-known",
                severity: "unknown",
                leg: "key",
                message:
                    "Rule all: UseSourceMultiRegionKey is Enabled, so that replicas are under the key that is related to the original's in the region of the bucket there. Whether there is one and the role may use it was not looked at.",
                fix: "",
            },
        ],
    },
    {
        what: "an owner that nothing overrides",
        facts: healthyFacts({ rules: [withoutOverride], destinationBucket: { ownership: none } }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "owner-not-overridden",
                severity: "suspect",
                message:
                    "Rule all: AccessControlTranslation is not set, and ObjectOwnership of the bucket there is not set, not BucketOwnerEnforced. So replicas belong to the source's account. Let the rule override the owner; or let the bucket enforce its owner, after which it has no ACLs.",
                fix: `aws s3api put-bucket-replication --bucket here --replication-configuration '{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Metrics":{"Status":"Enabled"},"Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"}}}]}' --region ap-northeast-2 --profile from`,
            },
        ],
    },
    {
        what: "an owner that the bucket enforces",
        facts: healthyFacts({ rules: [withoutOverride] }),
        findings: [],
    },
    {
        what: "an owner in one account",
        facts: healthyFacts({
            rules: [withoutOverride],
            destination: { accountId: "111111111111" },
            destinationBucket: { ownership: none },
        }),
        findings: [],
    },
    {
        what: "an owner that may not be overridden",
        facts: healthyFacts({ rules: [withoutOverride], destinationBucket: { ownership: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Who owns the replicas, whose owner no rule overrides, is not known: The credentials of the source may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a sync of replicas on one side",
        facts: healthyFacts({ rules: [syncing] }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "replica-sync-one-sided",
                severity: "suspect",
                message:
                    "Rule all: ReplicaModifications is Enabled, and the bucket there has no enabled rule back with it. It needs rules on both buckets.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}},"SourceSelectionCriteria":{"ReplicaModifications":{"Status":"Disabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a sync of replicas on both sides",
        facts: healthyFacts({
            rules: [syncing],
            destination: { configuration: { value: { Role: "r", Rules: [back] } } },
        }),
        findings: [],
    },
    {
        what: "a sync back that is paused",
        facts: healthyFacts({
            rules: [syncing],
            destination: {
                configuration: { value: { Role: "r", Rules: [{ ...back, Status: "Disabled" }] } },
            },
        }),
        findings: [
            {
                side: "source",
                subject: "configuration",
                where: "replication configuration of the bucket here, rule all",
                id: "replica-sync-one-sided",
                severity: "suspect",
                message:
                    "Rule all: ReplicaModifications is Enabled, and the bucket there has no enabled rule back with it. It needs rules on both buckets.",
                fix: 'aws s3api put-bucket-replication --bucket here --replication-configuration \'{"Role":"arn:aws:iam::111111111111:role/replication","Rules":[{"ID":"all","Priority":1,"Status":"Enabled","Filter":{"Prefix":""},"DeleteMarkerReplication":{"Status":"Disabled"},"Destination":{"Bucket":"arn:aws:s3:::there","Account":"222222222222","AccessControlTranslation":{"Owner":"Destination"},"Metrics":{"Status":"Enabled"}},"SourceSelectionCriteria":{"ReplicaModifications":{"Status":"Disabled"}}}]}\' --region ap-northeast-2 --profile from',
            },
        ],
    },
    {
        what: "a sync back that may not be read",
        facts: healthyFacts({ rules: [syncing], destination: { configuration: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "replication configuration of the bucket there",
                leg: "destination bucket",
                message:
                    "Whether the destination syncs modifications of replicas back is not known: The credentials of the source may not do it.",
                fix: "",
            },
        ],
    },
];
