import { UNKNOWN } from "../answers";
import { REGION } from "../surroundings";
import { BUCKET, bucketExists, refused, type Case } from "./case";

const uploads = {
    id: "uploads",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};
const versions = {
    id: "versions",
    status: "Disabled",
    filter: { prefix: "reports/" },
    noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 3 },
    noncurrentVersionTransitions: [{ noncurrentDays: 7, storageClass: "GLACIER_IR" }],
};
const objects = {
    id: "objects",
    status: "Enabled",
    filter: {
        and: {
            prefix: "logs/",
            tags: { kind: "report" },
            objectSizeGreaterThan: 1024,
            objectSizeLessThan: 4096,
        },
    },
    expiration: { days: 365 },
    transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
};
const markers = {
    id: "markers",
    status: "Enabled",
    filter: { tag: { key: "kind", value: "report" } },
    expiration: { expiredObjectDeleteMarker: true },
};
const dated = {
    id: "dated",
    status: "Enabled",
    filter: { objectSizeGreaterThan: 1024 },
    expiration: { date: "2031-01-01T00:00:00Z" },
    transitions: [{ date: "2030-01-01T00:00:00Z", storageClass: "GLACIER" }],
};
const sooner = { ...uploads, abortIncompleteMultipartUpload: { daysAfterInitiation: 3 } };

const rules = [sooner, versions, objects, markers, dated];
const settledRules = [{ ...sooner, filter: { prefix: "" } }, versions, objects, markers, dated];

export const bucketLifecycleConfigurationCase: Case = {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, rules: [uploads] },
    defaults: { __defaults: [] },
    outputs: {
        region: REGION,
        rules: [{ ...uploads, filter: { prefix: "" } }],
        // The emulator keeps no other.
        transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    },
    volatile: [],
    previewed: { region: REGION, transitionDefaultMinimumObjectSize: UNKNOWN },
    drift: async ({ s3 }) => {
        await s3.putBucketLifecycleConfiguration({
            Bucket: BUCKET,
            LifecycleConfiguration: {
                Rules: [
                    {
                        ID: "uploads",
                        Status: "Disabled",
                        Filter: { Prefix: "only/" },
                        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
                        Expiration: { Days: 1 },
                    },
                ],
            },
        });
    },
    drifted: {
        "rules[0].status": "update",
        "rules[0].filter.prefix": "delete",
        "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation": "update",
        "rules[0].expiration": "delete",
    },
    update: { bucket: BUCKET, rules },
    updated: {
        "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation": "update",
        "rules[1]": "add",
        "rules[2]": "add",
        "rules[3]": "add",
        "rules[4]": "add",
    },
    seen: async ({ s3 }) => (await s3.getBucketLifecycleConfiguration({ Bucket: BUCKET })).Rules,
    sees: [
        {
            ID: "uploads",
            Status: "Enabled",
            Filter: { Prefix: "" },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
        },
        {
            ID: "versions",
            Status: "Disabled",
            Filter: { Prefix: "reports/" },
            NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 },
            NoncurrentVersionTransitions: [{ NoncurrentDays: 7, StorageClass: "GLACIER_IR" }],
        },
        {
            ID: "objects",
            Status: "Enabled",
            Filter: {
                And: {
                    Prefix: "logs/",
                    Tags: [{ Key: "kind", Value: "report" }],
                    ObjectSizeGreaterThan: 1024,
                    ObjectSizeLessThan: 4096,
                },
            },
            Expiration: { Days: 365 },
            Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }],
        },
        {
            ID: "markers",
            Status: "Enabled",
            Filter: { Tag: { Key: "kind", Value: "report" } },
            Expiration: { ExpiredObjectDeleteMarker: true },
        },
        {
            ID: "dated",
            Status: "Enabled",
            Filter: { ObjectSizeGreaterThan: 1024 },
            Expiration: { Date: new Date("2031-01-01T00:00:00Z") },
            Transitions: [{ Date: new Date("2030-01-01T00:00:00Z"), StorageClass: "GLACIER" }],
        },
    ],
    settled: { rules: settledRules },
    replacement: { bucket: `${BUCKET}-other`, rules },
    replaced: { bucket: "update-replace" },
    imported: {
        region: REGION,
        rules: settledRules,
        transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    },
    gone: ({ s3 }) =>
        refused(s3.getBucketLifecycleConfiguration({ Bucket: BUCKET }), "NoSuchLifecycleConfiguration"),
};
