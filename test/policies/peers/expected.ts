import type { ScenarioName } from "./scenario";
import type { Verdict } from "./verdict";

const noTags = "s3:GetObjectVersionTagging on the source's objects: not in the role";

const noEncryptedVersions = "s3:GetObjectVersionForReplication on the source's objects: not in the role";

const noOverride = "s3:ObjectOwnerOverrideToBucketOwner on the destination's objects: not in the role";

const noLocks = [
    "s3:GetObjectRetention on the source's objects: not in the role",
    "s3:GetObjectLegalHold on the source's objects: not in the role",
];

const noKeys = [
    "kms:Decrypt on the source's key: not in the role",
    "kms:Encrypt on the destination's key: not in the role",
    "kms:GenerateDataKey on the destination's key: not in the role",
];

const noBucketKey = "kms:Decrypt on the destination's key: not in the role";

const wholeVersions = "the role: s3:GetObjectVersion on the source's objects";

const deletes = "the role: s3:ReplicateDelete on the destination's objects";

const cdkVersioning =
    "the role, if its account allowed it: s3:GetBucketVersioning, s3:PutBucketVersioning on the destination";

const cdkOverride =
    "another identity of the source's account: s3:ObjectOwnerOverrideToBucketOwner on the destination's objects";

const cdkAnyKey = [
    "the role: kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt* on the source's key; the destination's key for another bucket; the destination's key without S3; another key of the source's account; a key of a third account",
    "the role: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt* on the source's key for another bucket; the source's key without S3",
    "the role: kms:GenerateDataKey*, kms:ReEncrypt* on the destination's key",
];

const cdkImportedKey = [
    "the role: kms:Decrypt on the source's key for another bucket; the source's key without S3",
    "the role: kms:GenerateDataKey*, kms:ReEncrypt* on the destination's key",
    "the role: kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt* on the destination's key for another bucket; the destination's key without S3",
];

const cloudposseReads = [
    "the role: s3:Get* on the source; the source's objects",
    "the role: s3:GetObjectVersionTagging on the destination's objects",
];

const cloudposseBucket =
    "the role, if its account allowed it: s3:GetBucketVersioning, s3:List*, s3:PutBucketVersioning on the destination";

/** What each tool's documents come to, by the tool's name, in the order of the comparison. */
export const expected: Readonly<Record<ScenarioName, Readonly<Record<string, Verdict>>>> = {
    plain: {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": { missing: [], tooWide: [cdkVersioning] },
        "AWS CDK, destination imported": { missing: [], tooWide: [] },
        "terraform-aws-modules, example": { missing: [noTags], tooWide: [wholeVersions] },
        cloudposse: { missing: [], tooWide: [...cloudposseReads, cloudposseBucket] },
    },
    "owner override": {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": { missing: [], tooWide: [cdkVersioning, cdkOverride] },
        "AWS CDK, destination imported": { missing: [], tooWide: [] },
        "terraform-aws-modules, example": {
            missing: [noTags, noOverride],
            tooWide: [wholeVersions],
        },
        cloudposse: { missing: [], tooWide: [...cloudposseReads, cloudposseBucket] },
    },
    "SSE-KMS": {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": {
            missing: [],
            tooWide: [...cdkAnyKey, cdkVersioning, cdkOverride],
        },
        "AWS CDK, destination imported": { missing: [], tooWide: cdkImportedKey },
        "terraform-aws-modules, example": {
            missing: [noEncryptedVersions, noTags, noOverride, ...noKeys],
            tooWide: [wholeVersions],
        },
        cloudposse: { missing: noKeys, tooWide: [...cloudposseReads, cloudposseBucket] },
    },
    "SSE-KMS with Bucket Keys": {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": {
            missing: [`${noBucketKey}, nor in the key policy`],
            tooWide: [...cdkAnyKey, cdkVersioning, cdkOverride],
        },
        "AWS CDK, destination imported": { missing: [noBucketKey], tooWide: cdkImportedKey },
        "terraform-aws-modules, example": {
            missing: [noEncryptedVersions, noTags, noOverride, ...noKeys, noBucketKey],
            tooWide: [wholeVersions],
        },
        cloudposse: {
            missing: [...noKeys, noBucketKey],
            tooWide: [...cloudposseReads, cloudposseBucket],
        },
    },
    "Object Lock": {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": { missing: noLocks, tooWide: [cdkVersioning] },
        "AWS CDK, destination imported": { missing: noLocks, tooWide: [] },
        "terraform-aws-modules, example": {
            missing: [noTags, ...noLocks],
            tooWide: [wholeVersions],
        },
        cloudposse: { missing: [], tooWide: [...cloudposseReads, cloudposseBucket] },
    },
    "delete markers off": {
        "this project": { missing: [], tooWide: [] },
        "AWS CDK, one app": { missing: [], tooWide: [deletes, cdkVersioning] },
        "AWS CDK, destination imported": { missing: [], tooWide: [deletes] },
        "terraform-aws-modules, example": {
            missing: [noTags],
            tooWide: [wholeVersions, deletes],
        },
        cloudposse: {
            missing: [],
            tooWide: [
                "the role: s3:Get* on the source; the source's objects",
                "the role: s3:GetObjectVersionTagging, s3:ReplicateDelete on the destination's objects",
                cloudposseBucket,
            ],
        },
    },
};
