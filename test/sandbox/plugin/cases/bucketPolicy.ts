import { REGION } from "../surroundings";
import { BUCKET, bucketExists, bucketPolicy, refused, type Case } from "./case";

export const bucketPolicyCase: Case = {
    type: "aws:s3/bucketPolicy:BucketPolicy",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, policy: bucketPolicy("s3:GetObject", "s3:GetObjectVersion") },
    defaults: { __defaults: [] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        await s3.putBucketPolicy({ Bucket: BUCKET, Policy: bucketPolicy("s3:*") });
    },
    drifted: { policy: "update" },
    update: { bucket: BUCKET, policy: bucketPolicy("s3:GetObject") },
    updated: { policy: "update" },
    seen: async ({ s3 }) => (await s3.getBucketPolicy({ Bucket: BUCKET })).Policy,
    sees: bucketPolicy("s3:GetObject"),
    replacement: { bucket: `${BUCKET}-other`, policy: bucketPolicy("s3:GetObject") },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    gone: ({ s3 }) => refused(s3.getBucketPolicy({ Bucket: BUCKET }), "NoSuchBucketPolicy"),
};
