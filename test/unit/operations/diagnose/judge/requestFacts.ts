import type { Facts, KeyFacts, NamedPolicy, RoleFacts } from "../../../../../operations/diagnose/facts";
import {
    destinationAccount,
    destinationArn,
    destinationKeyArn,
    healthyFacts,
    healthyKmsFacts,
    healthyRule,
    kmsRule,
    roleArn,
} from "../facts";

type Statement = Readonly<Record<string, unknown>>;
const documentOf = (...Statement: readonly Statement[]) => ({ Version: "2012-10-17", Statement });
const objects = `${destinationArn}/*`;
const writing = ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"];

/** A pair whose destination has this policy. */
const withPolicy = (...statements: readonly Statement[]) =>
    healthyFacts({ destinationBucket: { policy: { value: documentOf(...statements) } } });

/** A healthy pair with another role. */
function withRole(change: (role: RoleFacts) => Partial<RoleFacts>, facts: Facts = healthyFacts()): Facts {
    const { role } = facts.source;
    return "value" in role
        ? { ...facts, source: { ...facts.source, role: { value: { ...role.value, ...change(role.value) } } } }
        : facts;
}

const policyOf = (kind: NamedPolicy["kind"], id: string, ...statements: readonly Statement[]) => ({
    name: `${kind} policy ${id}`,
    kind,
    id,
    content: { value: documentOf(...statements) },
});

const gone = (changes: Statement) =>
    withPolicy({
        Sid: "Gone",
        Effect: "Allow",
        Principal: { AWS: "AROADELETEDROLE00000" },
        Action: writing,
        Resource: objects,
        ...changes,
    });

const denying = (name: NamedPolicy["kind"], id: string, changes: Statement) =>
    withRole(({ policies }) => ({
        policies: [
            ...policies,
            policyOf(
                name,
                id,
                { Sid: "Other", Effect: "Allow", Action: "sqs:*", Resource: "*" },
                { Sid: "No", Effect: "Deny", Action: "s3:*", Resource: "*", ...changes },
            ),
        ],
    }));

const lackingKey = (changes: Partial<KeyFacts>) =>
    healthyKmsFacts({
        destinationKey: {
            policy: {
                value: documentOf({
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${destinationAccount}:root` },
                    Action: "kms:*",
                    Resource: "*",
                }),
            },
            ...changes,
        },
    });
const operations = ["Encrypt", "GenerateDataKey", "Decrypt"];

const noOverride = healthyRule({ Destination: { Bucket: destinationArn, Account: destinationAccount } });
const reading = [
    {
        Effect: "Allow",
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: "arn:aws:s3:::here",
    },
    {
        Effect: "Allow",
        Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        Resource: "arn:aws:s3:::here/*",
    },
];
const walkthrough = (ownership: string) =>
    withRole(
        () => ({
            policies: [
                policyOf("inline", "replication", ...reading, {
                    Effect: "Allow",
                    Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                    Resource: objects,
                }),
            ],
        }),
        healthyFacts({
            rules: [noOverride],
            destinationBucket: {
                ownership: { value: ownership },
                policy: {
                    value: documentOf({
                        Effect: "Allow",
                        Principal: { AWS: roleArn },
                        Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                        Resource: objects,
                    }),
                },
            },
        }),
    );

const alias = "arn:aws:kms:ap-northeast-1:222222222222:alias/replicas";
const byAlias = (keys: Facts["source"]["keys"]) =>
    healthyKmsFacts({
        rules: [
            kmsRule({
                Destination: {
                    Bucket: destinationArn,
                    ...healthyRule().Destination,
                    EncryptionConfiguration: { ReplicaKmsKeyID: alias },
                },
            }),
        ],
        destination: { keys },
    });
const lackingKeyFacts = lackingKey({}).destinations[0]?.keys[destinationKeyArn] ?? { none: true };

const guarded = (Condition: object) =>
    withRole(() => ({
        trust: documentOf({
            Sid: "S3",
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition,
        }),
    }));
const denyingTrust = (Principal: unknown) =>
    withRole(() => ({
        trust: documentOf(
            {
                Effect: "Allow",
                Principal: { Service: "s3.amazonaws.com" },
                Action: "sts:AssumeRole",
            },
            { Sid: "No", Effect: "Deny", Principal, Action: "sts:AssumeRole" },
        ),
    }));

/** Pairs with something wrong in their documents. */
export const requestFacts: Readonly<Record<string, Facts>> = {
    "AWS's walkthrough, where the bucket enforces its owner": walkthrough("BucketOwnerEnforced"),
    "AWS's walkthrough, where the bucket does not": walkthrough("ObjectWriter"),
    "a role that is gone, in a statement for replication": gone({}),
    "a role that is gone, in a statement for more": gone({ Action: "s3:*" }),
    "a role that is gone, in a statement that would not do": gone({ Action: "s3:GetObject" }),
    "a role that is gone, in a Deny": gone({ Effect: "Deny" }),
    "another source's statement of the same Sid": withPolicy({
        Sid: "AllowReplicas",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::333333333333:root" },
        Action: writing,
        Resource: objects,
    }),
    "a role's statement of the same Sid about another destination": withRole(() => ({
        policies: [
            policyOf("inline", "replication", ...reading, {
                Sid: "WriteReplicas",
                Effect: "Allow",
                Action: writing,
                Resource: "arn:aws:s3:::elsewhere/*",
            }),
        ],
    })),
    "a role's statement that lacks an action": withRole(() => ({
        policies: [
            policyOf("inline", "replication", ...reading, {
                Sid: "WriteReplicas",
                Effect: "Allow",
                Action: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ReplicateDelete"],
                Resource: [objects],
            }),
        ],
    })),
    "a Deny of the role's own by names": denying("inline", "guard", {
        Action: ["s3:ReplicateObject", "s3:PutObject"],
    }),
    "a Deny of an attached policy by names": denying("attached", "arn:aws:iam::111111111111:policy/guard", {
        Action: ["s3:ListBucket", "s3:ReplicateTags"],
    }),
    "a Deny of the role's own by a wildcard, over both buckets": denying("inline", "guard", {}),
    "a Deny of AWS's own policy": denying("attached", "arn:aws:iam::aws:policy/Quarantine", {
        Action: ["s3:ReplicateTags"],
    }),
    "a policy of the role's that is nothing but a Deny": withRole(({ policies }) => ({
        policies: [
            ...policies,
            policyOf("inline", "guard", { Effect: "Deny", Action: "s3:ReplicateTags", Resource: "*" }),
        ],
    })),
    "a public policy that names the role too": healthyFacts({
        destinationBucket: {
            publicPolicy: { value: true },
            policy: {
                value: documentOf({
                    Effect: "Allow",
                    Principal: { AWS: ["*", roleArn] },
                    Action: writing,
                    Resource: objects,
                }),
            },
        },
    }),
    "a key of which grants cannot be read": lackingKey({ grants: { unread: "They may not be listed." } }),
    "a key with a grant for something else": lackingKey({
        grants: { value: [{ id: "one", operations: ["DescribeKey", "Encrypt"], constrained: false }] },
    }),
    "a key with a grant for all of it": lackingKey({
        grants: { value: [{ id: "one", operations, constrained: true }] },
    }),
    "a key by an alias": byAlias({ [alias]: lackingKeyFacts }),
    "a key by an alias that nobody may read": byAlias({ [alias]: { unread: "It may not be described." } }),
    "a configuration without a role": healthyFacts({
        source: { configuration: { value: { Role: "", Rules: [healthyRule()] } }, role: { none: true } },
    }),
    "a role that is none": healthyFacts({
        source: {
            configuration: { value: { Role: "replication", Rules: [healthyRule()] } },
            role: { unread: "There is no such ARN." },
        },
    }),
    "a trust under AWS's guard": guarded({ StringEquals: { "aws:SourceAccount": "111111111111" } }),
    "a trust until a day": guarded({ DateLessThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }),
    "a trust that denies S3 by its name": denyingTrust({
        Service: ["s3.amazonaws.com", "ec2.amazonaws.com"],
    }),
    "a trust that denies everybody": denyingTrust("*"),
    "a source as its own destination": healthyFacts({
        destination: { accountId: "111111111111" },
        destinationBucket: { name: "here", arn: "arn:aws:s3:::here" },
    }),
    "a pair of one account whose role lacks the writing": withRole(
        () => ({ policies: [policyOf("inline", "replication", ...reading)] }),
        healthyFacts({
            rules: [healthyRule({ Destination: { Bucket: destinationArn } })],
            destination: { accountId: "111111111111" },
            destinationBucket: { policy: { none: true } },
        }),
    ),
    "a rule that is paused and another of a wrong account": healthyFacts({
        rules: [
            healthyRule({ ID: "a", Status: "Disabled" }),
            healthyRule({
                ID: "b",
                Priority: 2,
                Destination: {
                    Bucket: destinationArn,
                    Account: "333333333333",
                    AccessControlTranslation: { Owner: "Destination" },
                },
            }),
        ],
    }),
};
