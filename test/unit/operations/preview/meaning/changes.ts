/*
 * Small changes of both stacks, and what each of them means.
 */
import { runtime } from "@pulumi/pulumi";
import { changed, destination, inputs, pair, rule, source, type Made, type Stacks } from "./stacks";

interface Change {
    readonly name: string;
    readonly before: Stacks;
    readonly after: Stacks;
    /** Id, stack, place and message of each. */
    readonly findings: readonly (readonly string[])[];
    /** The decision, and the steps. */
    readonly order: readonly string[];
}

const usual = pair();
const keyed = pair({ keys: { source: "Bucket Key", destination: "Bucket Key" } });
const rules = (...all: readonly object[]) => changed(usual, "source", "replication", inputs({ rules: all }));
const policyText = (stacks: Stacks, stack: string, name = "policy") =>
    String(stacks[stack]?.find((made) => made.name === name)?.inputs.policy);
const other = {
    bucket: "arn:aws:s3:::another",
    account: "333333333333",
    accessControlTranslation: { owner: "Destination" },
};
const only = (stacks: Stacks, stack: string): Stacks => ({ [stack]: stacks[stack] ?? [] });
const renamed = pair({}, "another-role");
/** The role of the new name has no ARN before it is made. */
const renaming = changed(renamed, "source", "replication", inputs({ role: runtime.unknownValue }));

/** Both roles in the policy of the destination, so that the role can be renamed without a gap. */
const letsBothIn = changed(
    usual,
    "destination",
    "policy",
    inputs({
        policy: policyText(usual, "destination").replace(
            '"arn:aws:iam::111111111111:role/sre-bucket-replication"',
            '["arn:aws:iam::111111111111:role/sre-bucket-replication","arn:aws:iam::111111111111:role/another-role"]',
        ),
    }),
);

/** The source with something besides. */
const withMore = (stacks: Stacks, ...more: readonly Made[]): Stacks => ({
    ...stacks,
    source: [...(stacks.source ?? []), ...more],
});
const alarm = (RuleId: string): Made => ({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: `failed-${RuleId}`,
    inputs: { dimensions: { RuleId } },
});
const expiring = (noncurrentDays: number): Made => ({
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    name: "lifecycle",
    inputs: {
        bucket: source.bucket,
        rules: [{ abortIncompleteMultipartUpload: {} }, { noncurrentVersionExpiration: { noncurrentDays } }],
    },
});
const bound = changed(usual, "source", "role", (made) => ({
    ...inputs({ permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" })(made),
    anew: false,
}));

export const changes: readonly Change[] = [
    {
        name: "an alarm goes whose rule stays, and another one's rule is renamed with it",
        before: withMore(
            rules(rule("all"), rule("logs", { filter: { prefix: "logs/" } })),
            alarm("all"),
            alarm("logs"),
        ),
        after: withMore(
            rules(rule("all"), rule("renamed", { filter: { prefix: "logs/" } })),
            alarm("renamed"),
        ),
        findings: [["alarms-lost", "source", "CloudWatch", "Alarms would go: failed-all."]],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "older versions expire",
        before: usual,
        after: withMore(usual, expiring(30)),
        findings: [
            [
                "protection-lost",
                "source",
                "bucket sre-bucket-source",
                "Noncurrent versions would be deleted after 30 days.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "older versions expire later",
        before: withMore(usual, expiring(30)),
        after: withMore(usual, expiring(31)),
        findings: [],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the role is bounded no more",
        before: bound,
        after: usual,
        findings: [
            [
                "protection-lost",
                "source",
                "role sre-bucket-replication",
                "What the role may do would no longer be bounded by arn:aws:iam::111111111111:policy/boundary.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    { name: "nothing changes", before: usual, after: usual, findings: [], order: ["nothing"] },
    {
        name: "both are made",
        before: {},
        after: usual,
        findings: [
            [
                "fails-in-other-order",
                "source",
                "bucket sre-bucket-destination",
                "From the deployment of source until that of destination: The account 222222222222 has no bucket sre-bucket-destination: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::sre-bucket-destination. Replicas must not go there.",
            ],
        ],
        order: ["this", "pulumi up --stack destination", "pulumi up --stack source"],
    },
    {
        name: "the source is made, the destination is there",
        before: only(usual, "destination"),
        after: usual,
        findings: [],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the role is renamed on both sides",
        before: usual,
        after: renaming,
        findings: [
            [
                "fails-between",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "From the deployment of destination until that of source: No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
            [
                "wider-for-replication",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/another-role: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: [
            "pause",
            "pulumi config set --path 'rules[0].enabled' false --stack source",
            "pulumi up --stack source",
            "pulumi up --stack destination",
            "pulumi config set --path 'rules[0].enabled' true --stack source",
            "pulumi up --stack source",
            "# What was written meanwhile was skipped: npm run backfill",
        ],
    },
    {
        name: "the role is renamed on the source alone",
        before: usual,
        after: { ...usual, source: renaming.source ?? [] },
        findings: [
            [
                "fails-after",
                "both",
                "policy of the bucket sre-bucket-destination",
                "No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the destination lets in both roles",
        before: usual,
        after: letsBothIn,
        findings: [
            [
                "wider",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: arn:aws:iam::111111111111:role/another-role: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "delete markers are turned off on both sides",
        before: usual,
        after: pair({ deleteMarkers: false }),
        findings: [
            [
                "fails-in-other-order",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "From the deployment of destination until that of source: No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "delete-markers-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Deletions of objects of every key would no longer be replicated to arn:aws:s3:::sre-bucket-destination.",
            ],
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
            [
                "narrower",
                "source",
                "policies of the role sre-bucket-replication",
                "No longer allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["this", "pulumi up --stack source", "pulumi up --stack destination"],
    },
    {
        name: "delete markers are turned on on both sides",
        before: pair({ deleteMarkers: false }),
        after: usual,
        findings: [
            [
                "fails-in-other-order",
                "source",
                "policy of the bucket sre-bucket-destination",
                "From the deployment of source until that of destination: No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "delete-markers-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Deletions of objects of every key would be replicated to arn:aws:s3:::sre-bucket-destination.",
            ],
            [
                "wider-for-replication",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
            [
                "wider-for-replication",
                "source",
                "policies of the role sre-bucket-replication",
                "Newly allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["this", "pulumi up --stack destination", "pulumi up --stack source"],
    },
    {
        name: "delete markers are turned off on the destination alone",
        before: usual,
        after: { ...usual, destination: pair({ deleteMarkers: false }).destination ?? [] },
        findings: [
            [
                "fails-after",
                "both",
                "policy of the bucket sre-bucket-destination",
                "No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "what fails in the end is no matter of the order",
        before: usual,
        after: {
            source: rules(rule("all", { priority: 2 })).source ?? [],
            destination: pair({ deleteMarkers: false }).destination ?? [],
        },
        findings: [
            [
                "fails-after",
                "both",
                "policy of the bucket sre-bucket-destination",
                "No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination", "pulumi up --stack source"],
    },
    {
        name: "the grant is widened to the account",
        before: usual,
        after: pair({ grant: "account" }),
        findings: [
            [
                "wider",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: identities of the account 111111111111 that it allows to: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the grant is narrowed from the account",
        before: pair({ grant: "account" }),
        after: usual,
        findings: [
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: identities of the account 111111111111 that it allows to: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the grant becomes the article's",
        before: usual,
        after: pair({ grant: "article" }),
        findings: [
            [
                "wider",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: identities of the account 111111111111 that it allows to: s3:GetBucketVersioning, s3:ObjectOwnerOverrideToBucketOwner, s3:PutBucketVersioning, s3:ReplicateDelete, s3:ReplicateObject and 2 more on arn:aws:s3:::sre-bucket-destination, arn:aws:s3:::sre-bucket-destination/*.",
            ],
            [
                "wider-for-replication",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateObjectAnnotation on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the policy of the destination is worded otherwise",
        before: usual,
        after: changed(
            usual,
            "destination",
            "policy",
            inputs({ policy: policyText(usual, "destination").replace("AllowReplicas", "LetReplicasIn") }),
        ),
        findings: [
            [
                "reworded",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "The wording of the policy of the bucket sre-bucket-destination would change, and what it allows would not.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the policy of the destination is known after the deployment alone",
        before: usual,
        after: changed(usual, "destination", "policy", inputs({ policy: runtime.unknownValue })),
        findings: [
            [
                "access-not-known",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "What the policy of the bucket sre-bucket-destination newly allows is not known: the preview does not show it: it is secret, or known after the deployment alone.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "anybody may read the destination",
        before: usual,
        after: changed(
            usual,
            "destination",
            "policy",
            inputs({
                policy: policyText(usual, "destination").replace(
                    '"Statement":[',
                    `"Statement":[{"Sid":"Read","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"${destination.bucketArn}/*"},`,
                ),
            }),
        ),
        findings: [
            [
                "wider",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: anybody, without credentials: s3:GetObject on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the rule is narrowed to a prefix",
        before: usual,
        after: rules(rule("all", { filter: { prefix: "logs/" } })),
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                'Objects of every key not under "logs/" would no longer be replicated to arn:aws:s3:::sre-bucket-destination.',
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the rule is widened from a prefix",
        before: rules(rule("all", { filter: { prefix: "logs/" } })),
        after: usual,
        findings: [
            [
                "objects-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                'Objects of every key not under "logs/" would be replicated to arn:aws:s3:::sre-bucket-destination. Versions from before need a backfill: npm run backfill.',
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the rule is paused",
        before: usual,
        after: rules(rule("all", { status: "Disabled" })),
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would no longer be replicated to arn:aws:s3:::sre-bucket-destination. Paused: all.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the rule goes by tags",
        before: usual,
        after: rules(
            rule("all", {
                filter: { and: { prefix: "logs/", tags: { keep: "yes" } } },
                deleteMarkerReplication: { status: "Disabled" },
            }),
        ),
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                'Objects of every key not under "logs/", under "logs/" would no longer be replicated to arn:aws:s3:::sre-bucket-destination.',
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "a rule is split in two of the same",
        before: usual,
        after: rules(
            rule("all", { filter: { prefix: "" }, priority: 2 }),
            rule("logs", { filter: { prefix: "logs/" } }),
        ),
        findings: [],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the rule goes to another bucket",
        before: usual,
        after: rules(rule("all", { destination: other })),
        findings: [
            [
                "replication-redirected",
                "source",
                "rule all of replication",
                "Objects that go to arn:aws:s3:::sre-bucket-destination in 222222222222 would go to arn:aws:s3:::another in 333333333333.",
            ],
            [
                "fails-after",
                "both",
                "policies of the role sre-bucket-replication",
                "No policy of the role sre-bucket-replication allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::another/object. What is refused fails to replicate.",
            ],
            [
                "objects-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would be replicated to arn:aws:s3:::another. Versions from before need a backfill: npm run backfill.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "a second destination is added",
        before: usual,
        after: rules(rule("all"), rule("more", { priority: 2, destination: other })),
        findings: [
            [
                "fails-after",
                "both",
                "policies of the role sre-bucket-replication",
                "No policy of the role sre-bucket-replication allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::another/object. What is refused fails to replicate.",
            ],
            [
                "objects-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would be replicated to arn:aws:s3:::another. Versions from before need a backfill: npm run backfill.",
            ],
            [
                "costs-destination",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects would be stored once more: in arn:aws:s3:::another.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the rule costs more",
        before: usual,
        after: rules(
            rule("all", {
                destination: {
                    ...Object(rule("").destination),
                    storageClass: "GLACIER_IR",
                    metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
                    replicationTime: { status: "Enabled", time: { minutes: 15 } },
                },
            }),
        ),
        findings: [
            [
                "costs-replication-time-control",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Rules would have Replication Time Control: all.",
            ],
            [
                "costs-metrics",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Rules would publish metrics: all.",
            ],
            [
                "costs-storage-class",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "New replicas would be in another storage class: GLACIER_IR by the rule all.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "both sides get keys",
        before: usual,
        after: keyed,
        findings: [
            [
                "fails-in-other-order",
                "source",
                "policies of the role sre-bucket-replication",
                "From the deployment of source until that of destination: No policy of the role sre-bucket-replication allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666. What is refused fails to replicate.",
            ],
            [
                "objects-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects under SSE-KMS of every key would be replicated to arn:aws:s3:::sre-bucket-destination. Versions from before need a backfill: npm run backfill.",
            ],
            [
                "wider-for-replication",
                "source",
                "policies of the role sre-bucket-replication",
                "Newly allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555, arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666 (as with kms:encryptioncontext:aws:s3:arn arn:aws:s3:::sre-bucket-destination, kms:viaservice s3.eu-west-1.amazonaws.com).",
            ],
            ["costs-key", "destination", "KMS", "New keys: key."],
            ["costs-key", "source", "KMS", "New keys: key."],
        ],
        order: ["this", "pulumi up --stack destination", "pulumi up --stack source"],
    },
    {
        name: "the policy of the replicas' key is emptied of the role",
        before: keyed,
        after: changed(
            keyed,
            "destination",
            "key",
            inputs({
                policy: policyText(
                    pair({ keys: { source: "Bucket Key", destination: "Bucket Key" } }, "nobody"),
                    "destination",
                    "key",
                ),
            }),
        ),
        findings: [
            [
                "fails-after",
                "both",
                "policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666",
                "No statement of the policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666 allows Amazon S3 kms:Encrypt, kms:GenerateDataKey, kms:Decrypt on arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666. What is refused fails to replicate.",
            ],
            [
                "wider",
                "destination",
                "policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666",
                "Newly allowed by the policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666: arn:aws:iam::111111111111:role/nobody: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666 (as with kms:encryptioncontext:aws:s3:arn arn:aws:s3:::sre-bucket-destination, kms:viaservice s3.eu-west-1.amazonaws.com).",
            ],
            [
                "narrower",
                "destination",
                "policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666",
                "No longer allowed by the policy of the key arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666 (as with kms:encryptioncontext:aws:s3:arn arn:aws:s3:::sre-bucket-destination, kms:viaservice s3.eu-west-1.amazonaws.com).",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the rules leave out objects under SSE-KMS",
        before: keyed,
        after: changed(keyed, "source", "replication", inputs({ rules: [rule("all")] })),
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would no longer be replicated to arn:aws:s3:::sre-bucket-destination. The bucket's objects are under SSE-KMS by default, which these leave out: all.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the bucket is replaced",
        before: usual,
        after: changed(usual, "destination", "bucket", (made) => ({
            ...made,
            anew: true,
            inputs: { ...made.inputs, bucket: "another-name" },
        })),
        findings: [
            [
                "bucket-lost",
                "destination",
                "bucket sre-bucket-destination",
                "The bucket sre-bucket-destination would be replaced. It is protected: Pulumi refuses.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the configuration goes",
        before: usual,
        after: changed(usual, "source", "replication", undefined),
        findings: [
            [
                "configuration-lost",
                "source",
                "bucket sre-bucket-source",
                "The bucket sre-bucket-source would no longer be replicated.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the policy of the destination goes",
        before: usual,
        after: changed(usual, "destination", "policy", undefined),
        findings: [
            [
                "policy-lost",
                "destination",
                "bucket sre-bucket-destination",
                "The bucket sre-bucket-destination would have no policy any more.",
            ],
            [
                "fails-after",
                "both",
                "policy of the bucket sre-bucket-destination",
                "No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
            [
                "wider",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: identities of its own account 222222222222 that it allows to: s3:AbortMultipartUpload, s3:AllowVendedLogDeliveryForResource, s3:BypassGovernanceRetention, s3:CreateBucket, s3:CreateBucketMetadataTableConfiguration and 101 more on arn:aws:s3:::sre-bucket-destination, arn:aws:s3:::sre-bucket-destination/* (as with aws:securetransport false).",
            ],
            [
                "narrower",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "No longer allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "versioning of the destination is suspended",
        before: usual,
        after: changed(
            usual,
            "destination",
            "versioning",
            inputs({ versioningConfiguration: { status: "Suspended" } }),
        ),
        findings: [
            [
                "protection-lost",
                "destination",
                "bucket sre-bucket-destination",
                "Versioning would be suspended: what is overwritten or deleted is lost.",
            ],
            [
                "fails-after",
                "both",
                "bucket sre-bucket-destination",
                "Versioning of the bucket sre-bucket-destination is Suspended, and has to be Enabled: every object fails.",
            ],
        ],
        order: ["any", "pulumi up --stack destination"],
    },
    {
        name: "the protection is taken off, and a tag",
        before: usual,
        after: changed(usual, "source", "bucket", (made) => ({
            ...made,
            protect: false,
            inputs: { ...made.inputs, forceDestroy: true, tags: {} },
        })),
        findings: [
            [
                "protection-lost",
                "source",
                "bucket sre-bucket-source",
                "Deleting the bucket would delete every object in it first.",
            ],
            [
                "protection-lost",
                "source",
                "bucket sre-bucket-source",
                "Pulumi would no longer refuse to delete bucket.",
            ],
            ["tags-lost", "source", "stack source", "bucket would lose the tags team."],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the public is let in again",
        before: usual,
        after: changed(usual, "source", "public-access", inputs({ restrictPublicBuckets: false })),
        findings: [
            ["protection-lost", "source", "bucket sre-bucket-source", "A public policy would count again."],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the source's objects are under a key that the rule leaves out",
        before: usual,
        after: changed(
            usual,
            "source",
            "encryption",
            inputs({
                rules: [
                    {
                        applyServerSideEncryptionByDefault: {
                            sseAlgorithm: "aws:kms",
                            kmsMasterKeyId: source.keyArn,
                        },
                        bucketKeyEnabled: true,
                    },
                ],
            }),
        ),
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would no longer be replicated to arn:aws:s3:::sre-bucket-destination. The bucket's objects are under SSE-KMS by default, which these leave out: all.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "where the rule goes to is known after the deployment alone",
        before: usual,
        after: rules(rule("all", { destination: { ...other, bucket: runtime.unknownValue } })),
        findings: [
            [
                "replication-may-be-redirected",
                "source",
                "rule all of replication",
                "Objects that go to arn:aws:s3:::sre-bucket-destination in 222222222222 may go to a bucket that is not told in 333333333333.",
            ],
            [
                "not-known",
                "both",
                "replication configuration of the bucket sre-bucket-source",
                "What the bucket sre-bucket-source replicates is not known: the preview does not show it: it is secret, or known after the deployment alone",
            ],
            [
                "not-known",
                "both",
                "replication configuration of the bucket sre-bucket-source",
                "Which role Amazon S3 replicates as is not known, and so not what it may do.",
            ],
            [
                "not-known",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Which objects are replicated is not known: the preview does not show it: it is secret, or known after the deployment alone.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "the keys of replicas are known after the deployment alone",
        before: usual,
        after: changed(
            keyed,
            "source",
            "replication",
            inputs({
                rules: [
                    rule("all", {
                        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
                        destination: {
                            ...Object(rule("").destination),
                            encryptionConfiguration: { replicaKmsKeyId: runtime.unknownValue },
                        },
                    }),
                ],
            }),
        ),
        findings: [
            [
                "objects-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects under SSE-KMS of every key would be replicated to arn:aws:s3:::sre-bucket-destination. Versions from before need a backfill: npm run backfill.",
            ],
            [
                "not-known",
                "both",
                "KMS key arn:<a key that the preview does not show>",
                "Whether the KMS key arn:<a key that the preview does not show> is usable is not known: the preview does not show it: it is secret, or known after the deployment alone",
            ],
            [
                "wider-for-replication",
                "source",
                "policies of the role sre-bucket-replication",
                "Newly allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey on arn:aws:kms:eu-central-1:111111111111:key/11111111-2222-3333-4444-555555555555, arn:aws:kms:eu-west-1:222222222222:key/22222222-3333-4444-5555-666666666666 (as with kms:encryptioncontext:aws:s3:arn arn:aws:s3:::sre-bucket-destination, kms:viaservice s3.eu-west-1.amazonaws.com).",
            ],
            ["costs-key", "destination", "KMS", "New keys: key."],
            ["costs-key", "source", "KMS", "New keys: key."],
        ],
        order: ["this", "pulumi up --stack destination", "pulumi up --stack source"],
    },
    {
        name: "one of two destinations goes",
        before: rules(rule("all"), rule("more", { priority: 2, destination: other })),
        after: usual,
        findings: [
            [
                "objects-skipped",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Objects of every key would no longer be replicated to arn:aws:s3:::another. Removed: more.",
            ],
        ],
        order: ["any", "pulumi up --stack source"],
    },
    {
        name: "delete markers are turned on to one of two destinations",
        before: pair({ second: { deleteMarkers: false } }),
        after: pair({ second: { deleteMarkers: true } }),
        findings: [
            [
                "fails-in-other-order",
                "source",
                "policy of the bucket sre-bucket-archive",
                "From the deployment of source until that of archive: No statement of the policy of the bucket sre-bucket-archive allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-archive/object. What is refused fails to replicate.",
            ],
            [
                "delete-markers-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Deletions of objects of every key would be replicated to arn:aws:s3:::sre-bucket-archive.",
            ],
            [
                "wider-for-replication",
                "archive",
                "policy of the bucket sre-bucket-archive",
                "Newly allowed by the policy of the bucket sre-bucket-archive: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-archive/*.",
            ],
            [
                "wider-for-replication",
                "source",
                "policies of the role sre-bucket-replication",
                "Newly allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-archive/*.",
            ],
        ],
        order: ["this", "pulumi up --stack archive", "pulumi up --stack source"],
    },
    {
        name: "delete markers are turned on both ways",
        before: pair({ twoWay: true, deleteMarkers: false }),
        after: pair({ twoWay: true }),
        findings: [
            [
                "fails-between",
                "destination",
                "policy of the bucket sre-bucket-source",
                "From the deployment of destination until that of source: No statement of the policy of the bucket sre-bucket-source allows Amazon S3 s3:ReplicateDelete on arn:aws:s3:::sre-bucket-source/object. What is refused fails to replicate.",
            ],
            [
                "delete-markers-taken",
                "destination",
                "replication configuration of the bucket sre-bucket-destination",
                "Deletions of objects of every key would be replicated to arn:aws:s3:::sre-bucket-source.",
            ],
            [
                "delete-markers-taken",
                "source",
                "replication configuration of the bucket sre-bucket-source",
                "Deletions of objects of every key would be replicated to arn:aws:s3:::sre-bucket-destination.",
            ],
            [
                "wider-for-replication",
                "destination",
                "policy of the bucket sre-bucket-destination",
                "Newly allowed by the policy of the bucket sre-bucket-destination: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
            [
                "wider-for-replication",
                "destination",
                "policies of the role sre-bucket-returning",
                "Newly allowed by the policies of the role sre-bucket-returning: the replication role arn:aws:iam::222222222222:role/sre-bucket-returning: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-source/*.",
            ],
            [
                "wider-for-replication",
                "source",
                "policy of the bucket sre-bucket-source",
                "Newly allowed by the policy of the bucket sre-bucket-source: the replication role arn:aws:iam::222222222222:role/sre-bucket-returning: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-source/*.",
            ],
            [
                "wider-for-replication",
                "source",
                "policies of the role sre-bucket-replication",
                "Newly allowed by the policies of the role sre-bucket-replication: the replication role arn:aws:iam::111111111111:role/sre-bucket-replication: s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/*.",
            ],
        ],
        order: [
            "pause",
            "pulumi config set --path 'rules[0].enabled' false --stack destination",
            "pulumi up --stack destination",
            "pulumi up --stack source",
            "pulumi config set --path 'rules[0].enabled' true --stack destination",
            "pulumi up --stack destination",
            "# What was written meanwhile was skipped: npm run backfill",
        ],
    },
    {
        name: "both sides are of one stack",
        before: {
            one: [
                ...(usual.source ?? []),
                ...(usual.destination ?? []).map((made) => ({ ...made, name: `${made.name}-there` })),
            ],
        },
        after: {
            one: [
                ...(renaming.source ?? []),
                ...(usual.destination ?? []).map((made) => ({ ...made, name: `${made.name}-there` })),
            ],
        },
        findings: [
            [
                "fails-after",
                "both",
                "policy of the bucket sre-bucket-destination",
                "No statement of the policy of the bucket sre-bucket-destination allows Amazon S3 s3:ReplicateObject, s3:ReplicateTags, s3:ObjectOwnerOverrideToBucketOwner, s3:ReplicateDelete on arn:aws:s3:::sre-bucket-destination/object. What is refused fails to replicate.",
            ],
        ],
        order: ["any", "pulumi up --stack one"],
    },
];
