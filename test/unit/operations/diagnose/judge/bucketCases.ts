import { none } from "../../../../../operations/diagnose/facts";
import { destinationArn, healthyFacts, healthyKmsFacts } from "../facts";
import type { Case } from "./case";

const refused = { unread: "The credentials may not do it." };
const stacks = {
    source: { name: "prod-source", resources: [] },
    destination: { name: "prod-destination", resources: [] },
};
const policyFor = (...Statement: readonly object[]) => ({ value: { Version: "2012-10-17", Statement } });
const everybody = {
    Sid: "Everybody",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `${destinationArn}/*`,
};

/** What the judgement of the buckets says. */
export const bucketCases: readonly Case[] = [
    { what: "a healthy pair", facts: healthyFacts(), findings: [] },
    { what: "a healthy pair with keys", facts: healthyKmsFacts(), findings: [] },
    {
        what: "a source that is missing",
        facts: healthyFacts({ sourceBucket: { exists: none } }),
        findings: [
            {
                id: "source-bucket-missing",
                severity: "wrong",
                side: "source",
                where: "bucket here",
                leg: "source bucket",
                message:
                    "The account 111111111111 has no bucket here: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::here. So nothing is replicated from it.",
                fix: "",
            },
        ],
    },
    {
        what: "a stack's source that is missing, of which nothing else is said",
        facts: healthyFacts({
            sourceBucket: { exists: none, versioning: none, objectLock: refused },
            facts: { stacks },
        }),
        findings: [
            {
                id: "source-bucket-missing",
                severity: "wrong",
                side: "source",
                where: "bucket here",
                leg: "source bucket",
                message:
                    "The account 111111111111 has no bucket here: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::here. So nothing is replicated from it.",
                fix: "AWS_PROFILE=from pulumi up --refresh --stack prod-source",
            },
        ],
    },
    {
        what: "a destination that is missing",
        facts: healthyFacts({ destinationBucket: { exists: none } }),
        findings: [
            {
                id: "destination-bucket-missing",
                severity: "wrong",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "The account 222222222222 has no bucket there: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::there. Replicas must not go there.",
                fix: "aws s3api create-bucket --bucket there --create-bucket-configuration LocationConstraint=ap-northeast-1 --region ap-northeast-1 --profile to\naws s3api put-bucket-versioning --bucket there --versioning-configuration Status=Enabled --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "a destination in us-east-1 that is missing",
        facts: healthyFacts({
            destination: { region: "us-east-1", accountId: undefined },
            destinationBucket: { exists: none },
        }),
        findings: [
            {
                id: "destination-bucket-missing",
                severity: "wrong",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "The destination's account has no bucket there: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::there. Replicas must not go there.",
                fix: "aws s3api create-bucket --bucket there --region us-east-1 --profile to\naws s3api put-bucket-versioning --bucket there --versioning-configuration Status=Enabled --region us-east-1 --profile to",
            },
        ],
    },
    {
        what: "a stack's destination that is missing",
        facts: healthyFacts({ destinationBucket: { exists: none, payer: refused }, facts: { stacks } }),
        findings: [
            {
                id: "destination-bucket-missing",
                severity: "wrong",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "The account 222222222222 has no bucket there: there is none of that name, or another account's bucket is behind the ARN arn:aws:s3:::there. Replicas must not go there.",
                fix: "AWS_PROFILE=to pulumi up --refresh --stack prod-destination",
            },
        ],
    },
    {
        what: "a destination that may not be asked for, which is said once",
        facts: healthyFacts({
            destinationBucket: {
                exists: refused,
                versioning: refused,
                ownership: refused,
                encryption: refused,
                objectLock: refused,
                policy: refused,
                publicPolicy: refused,
                payer: refused,
                restrictsPublicPolicy: refused,
            },
        }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Whether the bucket there is there and how it is set up is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a source without versioning",
        facts: healthyFacts({ sourceBucket: { versioning: none } }),
        findings: [
            {
                id: "source-versioning-off",
                severity: "wrong",
                subject: "versioning",
                side: "source",
                where: "bucket here",
                leg: "source bucket",
                message:
                    "Versioning of the bucket here is off, and has to be Enabled: S3 replicates versions alone.",
                fix: "aws s3api put-bucket-versioning --bucket here --versioning-configuration Status=Enabled --region ap-northeast-2 --profile from",
            },
        ],
    },
    {
        what: "a destination whose versioning is suspended",
        facts: healthyFacts({ destinationBucket: { versioning: { value: "Suspended" } } }),
        findings: [
            {
                id: "destination-versioning-off",
                severity: "wrong",
                subject: "versioning",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Versioning of the bucket there is Suspended, and has to be Enabled: every object fails.",
                fix: "aws s3api put-bucket-versioning --bucket there --versioning-configuration Status=Enabled --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "a destination that was never versioned",
        facts: healthyFacts({ destinationBucket: { versioning: { value: "Off" } } }),
        findings: [
            {
                id: "destination-versioning-off",
                severity: "wrong",
                subject: "versioning",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message: "Versioning of the bucket there is off, and has to be Enabled: every object fails.",
                fix: "aws s3api put-bucket-versioning --bucket there --versioning-configuration Status=Enabled --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "versioning that may not be read",
        facts: healthyFacts({ sourceBucket: { versioning: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "bucket here",
                leg: "source bucket",
                message: "Whether the bucket here is versioned is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "Object Lock on the source alone",
        facts: healthyFacts({ sourceBucket: { objectLock: { value: true } } }),
        findings: [
            {
                id: "object-lock-missing",
                severity: "wrong",
                subject: "object lock",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "The bucket here has Object Lock, and the bucket there has not. Objects with a retention or a legal hold fail.",
                fix: "aws s3api put-object-lock-configuration --bucket there --object-lock-configuration ObjectLockEnabled=Enabled --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "Object Lock on both sides",
        facts: healthyFacts({
            sourceBucket: { objectLock: { value: true } },
            destinationBucket: { objectLock: { value: true } },
        }),
        findings: [],
    },
    {
        what: "Object Lock that may not be read of the destination",
        facts: healthyFacts({
            sourceBucket: { objectLock: { value: true } },
            destinationBucket: { objectLock: refused },
        }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Whether the bucket there has Object Lock, as the source has, is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "Object Lock that may not be read of the destination, of a source without",
        facts: healthyFacts({ destinationBucket: { objectLock: refused } }),
        findings: [],
    },
    {
        what: "Object Lock that may not be read of the source",
        facts: healthyFacts({ sourceBucket: { objectLock: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "source",
                where: "bucket here",
                leg: "source bucket",
                message:
                    "Whether the bucket here has Object Lock, which the destination would need too, is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "Object Lock that may not be read of the source, where the destination has it",
        facts: healthyFacts({
            sourceBucket: { objectLock: refused },
            destinationBucket: { objectLock: { value: true } },
        }),
        findings: [],
    },
    {
        what: "a requester who pays",
        facts: healthyFacts({ destinationBucket: { payer: { value: "Requester" } } }),
        findings: [
            {
                id: "requester-pays",
                severity: "wrong",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Payer of the bucket there is Requester, and has to be BucketOwner: S3 does not replicate to a Requester Pays bucket of another account.",
                fix: "aws s3api put-bucket-request-payment --bucket there --request-payment-configuration Payer=BucketOwner --region ap-northeast-1 --profile to",
            },
        ],
    },
    {
        what: "a requester who pays at the source, or in one account",
        facts: healthyFacts({
            sourceBucket: { payer: { value: "Requester" } },
            destination: { accountId: "111111111111" },
            destinationBucket: { payer: { value: "Requester" } },
        }),
        findings: [],
    },
    {
        what: "a payer whom AWS does not tell",
        facts: healthyFacts({ destinationBucket: { payer: refused } }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "bucket there",
                leg: "destination bucket",
                message:
                    "Whether the bucket there is Requester Pays, which no replica could be written to, is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a payer of the source whom AWS does not tell",
        facts: healthyFacts({ sourceBucket: { payer: refused } }),
        findings: [],
    },
    {
        what: "a public policy that is restricted",
        facts: healthyFacts({
            destinationBucket: {
                publicPolicy: { value: true },
                policy: policyFor(everybody, { ...everybody, Sid: "Nobody", Effect: "Deny" }),
            },
        }),
        findings: [
            {
                id: "public-policy-restricted",
                severity: "wrong",
                subject: "policy",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                message:
                    "The policy of the bucket there counts as public, and RestrictPublicBuckets is true: S3 keeps other accounts out, whatever the policy says. No statement may allow everybody without a condition.",
                fix: 'aws s3api put-bucket-policy --bucket there --policy \'{"Version":"2012-10-17","Statement":[{"Sid":"Everybody","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:root"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::there/*"},{"Sid":"Nobody","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::there/*"},{"Sid":"AllowReplicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags","s3:ObjectOwnerOverrideToBucketOwner"],"Resource":"arn:aws:s3:::there/*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/replication"}}}]}\' --region ap-northeast-1 --profile to',
            },
        ],
    },
    {
        what: "a policy that is public by a condition, and restricted",
        facts: healthyFacts({
            destinationBucket: {
                publicPolicy: { value: true },
                policy: policyFor({ ...everybody, Condition: { StringLike: { "aws:UserAgent": "*" } } }),
            },
        }),
        findings: [
            {
                id: "public-policy-restricted",
                severity: "wrong",
                subject: "policy",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                message:
                    "The policy of the bucket there counts as public, and RestrictPublicBuckets is true: S3 keeps other accounts out, whatever the policy says. No statement may allow everybody without a condition.",
                fix: "",
            },
        ],
    },
    {
        what: "a public policy that is not restricted",
        facts: healthyFacts({
            destinationBucket: { publicPolicy: { value: true }, restrictsPublicPolicy: { value: false } },
        }),
        findings: [],
    },
    {
        what: "a public policy of which it is not known whether it is restricted",
        facts: healthyFacts({
            destinationBucket: { publicPolicy: { value: true }, restrictsPublicPolicy: refused },
        }),
        findings: [
            {
                id: "not-read",
                severity: "unknown",
                side: "destination",
                where: "policy of the bucket there",
                leg: "destination policy",
                message:
                    "Whether the public access block keeps other accounts out of the bucket there is not known: The credentials may not do it.",
                fix: "",
            },
        ],
    },
    {
        what: "a block that may not be read, of a policy that is not public",
        facts: healthyFacts({ destinationBucket: { restrictsPublicPolicy: refused } }),
        findings: [],
    },
];
