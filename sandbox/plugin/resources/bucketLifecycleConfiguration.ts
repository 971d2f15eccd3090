import { LIFECYCLE_NOT_YET_SEEN, untilConsistent } from "../aws/errors";
import { defineResource } from "../resourceType";
import { listOf, oneOf, optional } from "../schema";
import { bucketId, bucketOf, expectedOwner, ofBucket } from "./bucketBase";
import { bucketSetting } from "./bucketSetting";
import { fromS3Rule, lifecycleRule, toS3Rule } from "./lifecycleRule";

export const bucketLifecycleConfiguration = defineResource({
    ...bucketSetting({
        token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        inputs: {
            ...ofBucket,
            ...expectedOwner,
            rules: optional(listOf(lifecycleRule)),
            transitionDefaultMinimumObjectSize: optional(
                oneOf("all_storage_classes_128K", "varies_by_storage_class"),
                { computed: true },
            ),
        },
        outputs: ["transitionDefaultMinimumObjectSize"],
        unsupported: { timeouts: "install the official plug-in to use it" },
        none: LIFECYCLE_NOT_YET_SEEN.code,
        id: bucketId,
        put: (s3, bucket, { rules = [], transitionDefaultMinimumObjectSize }) =>
            s3.putBucketLifecycleConfiguration({
                ...bucket,
                TransitionDefaultMinimumObjectSize: transitionDefaultMinimumObjectSize,
                LifecycleConfiguration: { Rules: rules.map(toS3Rule) },
            }),
        async get(s3, bucket) {
            const found = await s3.getBucketLifecycleConfiguration(bucket);
            return {
                rules: (found.Rules ?? []).map(fromS3Rule),
                transitionDefaultMinimumObjectSize: found.TransitionDefaultMinimumObjectSize,
            };
        },
        remove: (s3, bucket) => s3.deleteBucketLifecycle(bucket),
    }),
    async complete(account, id) {
        const s3 = await account.s3();
        await untilConsistent([LIFECYCLE_NOT_YET_SEEN], account.stopping, () =>
            s3.getBucketLifecycleConfiguration(bucketOf(id)),
        );
    },
});
