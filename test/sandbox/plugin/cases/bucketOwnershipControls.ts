import { REGION } from "../surroundings";
import { BUCKET, bucketExists, refused, type Case } from "./case";

export const bucketOwnershipControlsCase: Case = {
    type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    id: BUCKET,
    prepare: bucketExists,
    inputs: { bucket: BUCKET, rule: { objectOwnership: "BucketOwnerEnforced" } },
    defaults: { __defaults: [] },
    outputs: { region: REGION },
    volatile: [],
    previewed: { region: REGION },
    drift: async ({ s3 }) => {
        const Rules = [{ ObjectOwnership: "ObjectWriter" as const }];
        await s3.putBucketOwnershipControls({ Bucket: BUCKET, OwnershipControls: { Rules } });
    },
    drifted: { "rule.objectOwnership": "update" },
    update: { bucket: BUCKET, rule: { objectOwnership: "BucketOwnerPreferred" } },
    updated: { "rule.objectOwnership": "update" },
    seen: async ({ s3 }) =>
        (await s3.getBucketOwnershipControls({ Bucket: BUCKET })).OwnershipControls?.Rules,
    sees: [{ ObjectOwnership: "BucketOwnerPreferred" }],
    replacement: { bucket: `${BUCKET}-other`, rule: { objectOwnership: "BucketOwnerPreferred" } },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    gone: ({ s3 }) =>
        refused(s3.getBucketOwnershipControls({ Bucket: BUCKET }), "OwnershipControlsNotFoundError"),
};
