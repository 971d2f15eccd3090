import { UNKNOWN } from "../answers";
import { REGION } from "../surroundings";
import { BUCKET, refused, type Case } from "./case";

export const bucketCase: Case = {
    type: "aws:s3/bucket:Bucket",
    id: BUCKET,
    prepare: () => Promise.resolve(),
    inputs: { bucket: BUCKET, tags: { team: "storage" } },
    defaults: { forceDestroy: false, __defaults: ["forceDestroy"] },
    outputs: {
        arn: `arn:aws:s3:::${BUCKET}`,
        region: REGION,
        bucketRegion: REGION,
        bucketDomainName: `${BUCKET}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${BUCKET}.s3.${REGION}.amazonaws.com`,
        hostedZoneId: "Z3W03O7B5YMIYP",
        objectLockEnabled: false,
    },
    volatile: [],
    previewed: {
        region: REGION,
        arn: UNKNOWN,
        bucketDomainName: UNKNOWN,
        bucketRegion: UNKNOWN,
        bucketRegionalDomainName: UNKNOWN,
        hostedZoneId: UNKNOWN,
        objectLockEnabled: UNKNOWN,
    },
    drift: async ({ s3 }) => {
        const TagSet = [
            { Key: "team", Value: "else" },
            { Key: "by.hand", Value: "yes" },
        ];
        await s3.putBucketTagging({ Bucket: BUCKET, Tagging: { TagSet } });
    },
    drifted: { "tags.team": "update", 'tags["by.hand"]': "delete" },
    update: { bucket: BUCKET, tags: { team: "storage", cost: "42" } },
    updated: { "tags.cost": "add" },
    seen: async ({ s3 }) => (await s3.getBucketTagging({ Bucket: BUCKET })).TagSet,
    sees: [
        { Key: "cost", Value: "42" },
        { Key: "team", Value: "storage" },
    ],
    replacement: { bucket: `${BUCKET}-other`, tags: { team: "storage", cost: "42" } },
    replaced: { bucket: "update-replace" },
    imported: { region: REGION },
    addedAfterImport: { forceDestroy: "add" },
    gone: ({ s3 }) => refused(s3.headBucket({ Bucket: BUCKET }), "NotFound"),
};
