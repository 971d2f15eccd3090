import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What a bucket that is made here has besides: one owner, and no public access. */
export function secureBucket(
    name: string,
    bucketName: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): void {
    const ofBucket = { bucket: bucketName };
    new aws.s3.BucketOwnershipControls(
        `${name}-ownership`,
        { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        opts,
    );
    new aws.s3.BucketPublicAccessBlock(
        `${name}-public-access`,
        {
            ...ofBucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        opts,
    );
}
