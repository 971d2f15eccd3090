import { REGION } from "../surroundings";
import { BUCKET, bucketExists, refused, type Case } from "./case";

export const bucketPublicAccessBlockCase: Case = {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true },
    defaults: { restrictPublicBuckets: false, __defaults: ["restrictPublicBuckets"] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        const PublicAccessBlockConfiguration = {
            BlockPublicAcls: true,
            IgnorePublicAcls: false,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: false,
        };
        await s3.putPublicAccessBlock({ Bucket: BUCKET, PublicAccessBlockConfiguration });
    },
    drifted: { ignorePublicAcls: "update" },
    update: {
        bucket: BUCKET,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
    },
    updated: { restrictPublicBuckets: "update" },
    seen: async ({ s3 }) =>
        (await s3.getPublicAccessBlock({ Bucket: BUCKET })).PublicAccessBlockConfiguration,
    sees: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
    },
    replacement: {
        bucket: `${BUCKET}-other`,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
    },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    gone: ({ s3 }) =>
        refused(s3.getPublicAccessBlock({ Bucket: BUCKET }), "NoSuchPublicAccessBlockConfiguration"),
};
