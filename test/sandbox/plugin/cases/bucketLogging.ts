import { REGION } from "../surroundings";
import { BUCKET, bucketExists, type Case } from "./case";

export const bucketLoggingCase: Case = {
    type: "aws:s3/bucketLogging:BucketLogging",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, targetBucket: "plugin-logs", targetPrefix: "first/" },
    defaults: { __defaults: [] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        await s3.putBucketLogging({
            Bucket: BUCKET,
            BucketLoggingStatus: {
                LoggingEnabled: { TargetBucket: "plugin-logs", TargetPrefix: "by-hand/" },
            },
        });
    },
    drifted: { targetPrefix: "update" },
    update: { bucket: BUCKET, targetBucket: "plugin-other-logs", targetPrefix: "second/" },
    updated: { targetBucket: "update", targetPrefix: "update" },
    seen: async ({ s3 }) => (await s3.getBucketLogging({ Bucket: BUCKET })).LoggingEnabled,
    sees: { TargetBucket: "plugin-other-logs", TargetPrefix: "second/" },
    replacement: {
        bucket: `${BUCKET}-other`,
        targetBucket: "plugin-other-logs",
        targetPrefix: "second/",
    },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    gone: async ({ s3 }) => (await s3.getBucketLogging({ Bucket: BUCKET })).LoggingEnabled === undefined,
};
