import { REGION } from "../surroundings";
import { BUCKET, bucketExists, type Case } from "./case";

export const bucketVersioningCase: Case = {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, versioningConfiguration: { status: "Enabled" } },
    defaults: { __defaults: [] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        await s3.putBucketVersioning({
            Bucket: BUCKET,
            VersioningConfiguration: { Status: "Suspended" },
        });
    },
    drifted: { "versioningConfiguration.status": "update" },
    update: { bucket: BUCKET, versioningConfiguration: { status: "Suspended" } },
    updated: { "versioningConfiguration.status": "update" },
    seen: async ({ s3 }) => (await s3.getBucketVersioning({ Bucket: BUCKET })).Status,
    sees: "Suspended",
    replacement: { bucket: `${BUCKET}-other`, versioningConfiguration: { status: "Suspended" } },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    // S3 cannot forget that a bucket was versioned: what is left behind is "Suspended".
    gone: async ({ s3 }) => (await s3.getBucketVersioning({ Bucket: BUCKET })).Status === "Suspended",
};
