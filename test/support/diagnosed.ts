import { none, type BucketFacts, type Facts } from "../../operations/diagnose/facts";
import type { Diagnosed } from "../../operations/diagnose/finding";
import { html } from "../../operations/diagnose/print/html";
import { pairOf } from "../../operations/diagnose/print/pair";
import { reportOf, type Diagnosis } from "../../operations/diagnose/report";
import { pathOf } from "../../operations/diagnose/print/path";

/** A pair with a key at the destination. */
export function keyedPair(): Facts {
    const key = "arn:aws:kms:ap-northeast-1:222222222222:key/0a1b2c3d-0000-4000-8000-1234567890ab";
    const role = "arn:aws:iam::111111111111:role/acme-invoices-archive-replication";
    return {
        partition: "aws",
        source: {
            accountId: "111111111111",
            region: "ap-northeast-2",
            bucket: bucket("acme-invoices"),
            keys: {},
            configuration: { value: { Role: role, Rules: [] } },
            role: { value: { arn: role, id: "AROAEXAMPLE", trust: {}, policies: [] } },
            monitoring: { alarms: none, targets: none },
        },
        destinations: [
            {
                accountId: "222222222222",
                region: "ap-northeast-1",
                bucket: {
                    ...bucket("acme-invoices-archive-of-the-year-2026-in-tokyo"),
                    encryption: { value: { algorithm: "aws:kms", keyArn: key, bucketKey: true } },
                },
                keys: { [key]: { unread: "not asked" } },
                configuration: none,
            },
        ],
        objectAnnotations: false,
        profiles: { destination: "destination" },
    };
}

/** A bucket of which all is well. */
export function bucket(name: string): BucketFacts {
    return {
        name,
        arn: `arn:aws:s3:::${name}`,
        exists: { value: true },
        versioning: { value: "Enabled" },
        ownership: { value: "BucketOwnerEnforced" },
        encryption: { value: { algorithm: "AES256", bucketKey: false } },
        objectLock: none,
        policy: none,
        publicPolicy: { value: false },
        payer: { value: "BucketOwner" },
        restrictsPublicPolicy: { value: true },
    };
}

const source = { side: "source", severity: "ok", message: "", fix: "" } as const;
const destination = { ...source, side: "destination" } as const;

/** A part of the path each that is well. */
const healthy: readonly Diagnosed[] = [
    { ...source, id: "healthy", leg: "source bucket", where: "rules of the bucket acme-invoices" },
    { ...source, id: "healthy", leg: "role", where: "role acme-invoices-archive-replication" },
    {
        ...destination,
        id: "healthy",
        leg: "destination policy",
        where: "policy of the bucket acme-invoices-archive-of-the-year-2026-in-tokyo",
    },
    {
        ...destination,
        id: "healthy",
        leg: "key",
        where: "key arn:aws:kms:ap-northeast-1:222222222222:key/0a1b2c3d-0000-4000-8000-1234567890ab",
    },
    {
        ...destination,
        id: "healthy",
        leg: "destination bucket",
        where: "bucket acme-invoices-archive-of-the-year-2026-in-tokyo",
    },
];

const organization: Diagnosed = {
    id: "organization-policies",
    severity: "unknown",
    side: "source",
    where: "organizations of 111111111111 and 222222222222",
    message: "Policies of an organization (SCP, RCP) cannot be read from here, and may deny what is allowed.",
    fix: "",
};

const policyLacks: Diagnosed = {
    id: "bucket-policy-lacks",
    severity: "wrong",
    side: "destination",
    where: "policy of the bucket acme-invoices-archive-of-the-year-2026-in-tokyo",
    message:
        "No statement allows s3:ReplicateObject and s3:ReplicateTags to arn:aws:iam::111111111111:role/acme-invoices-archive-replication.",
    fix: [
        `aws s3api put-bucket-policy --bucket acme-invoices-archive-of-the-year-2026-in-tokyo --policy '{"Version":"2012-10-17","Statement":[{"Sid":"Replicas","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["s3:ReplicateObject","s3:ReplicateTags"],"Resource":"arn:aws:s3:::acme-invoices-archive-of-the-year-2026-in-tokyo/*"}]}' --region ap-northeast-1 --profile destination`,
        "pulumi up --refresh --stack destination",
    ].join("\n"),
    leg: "destination policy",
    subject: "policy",
    actions: ["s3:ReplicateObject", "s3:ReplicateTags"],
};

const targetMissing: Diagnosed = {
    id: "event-target-missing",
    severity: "suspect",
    side: "source",
    where: "event notifications of the bucket acme-invoices",
    message:
        "Events of failed replication go to the queue arn:aws:sqs:ap-northeast-2:111111111111:failures, which does not exist. " +
        "Nobody hears of them.",
    fix: "aws sqs create-queue --queue-name failures --region ap-northeast-2",
    subject: "notification",
};

const unseen: Diagnosed = {
    id: "failures-unseen",
    severity: "ok",
    side: "source",
    where: "bucket acme-invoices",
    message: "No alarm and no event tells of objects that fail.",
    fix: "pulumi config set --path monitoring.alarms true --stack source && pulumi up --stack source",
};

const notRead: Diagnosed = {
    id: "not-read",
    severity: "unknown",
    side: "destination",
    where: "policy of the key arn:aws:kms:ap-northeast-1:222222222222:key/0a1b2c3d-0000-4000-8000-1234567890ab",
    message: "kms:GetKeyPolicy is denied to arn:aws:iam::222222222222:user/auditor.",
    fix: "",
    leg: "key",
};

/** A diagnosis of each result. */
export const diagnoses: Readonly<Record<"healthy" | "broken" | "unknown", Diagnosis>> = {
    healthy: { findings: [organization, ...healthy], unread: [] },
    broken: {
        findings: [
            policyLacks,
            targetMissing,
            organization,
            unseen,
            ...healthy.filter(({ leg }) => leg !== "destination policy" && leg !== "source bucket"),
        ],
        object: {
            key: "invoices/2026/11/0001.pdf",
            versionId: "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY",
            status: "FAILED",
            cause: "failed",
            message: "S3 may not write the replica: see finding 1.",
            fix: "aws s3api copy-object --bucket acme-invoices --key invoices/2026/11/0001.pdf --copy-source acme-invoices/invoices/2026/11/0001.pdf",
        },
        sample: [
            {
                rule: "invoices",
                prefix: "invoices/",
                versions: 4000,
                looked: 100,
                byStatus: { COMPLETED: 98, FAILED: 2 },
                causes: [{ cause: "failed", count: 2 }],
                examples: [],
            },
        ],
        unread: [],
    },
    unknown: {
        findings: [notRead, organization, ...healthy.filter(({ leg }) => leg !== "key")],
        unread: [`${notRead.where}: ${notRead.message}`],
    },
};

/** The page of a diagnosis of that pair, read at a time that stays. */
export function pageOf(diagnosis: Diagnosis, facts = keyedPair()): string {
    return html(reportOf(diagnosis), {
        pair: pairOf(facts, "to"),
        path: pathOf(facts, diagnosis.findings),
        readAt: new Date("2026-11-30T12:00:00Z"),
    });
}
