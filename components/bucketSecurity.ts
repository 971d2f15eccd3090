import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AccessLogging } from "./accessLogging";

/** What a bucket that is made here has besides: one owner, no public access and, where asked for, a log of requests. */
export function secureBucket(
    name: string,
    bucketName: pulumi.Output<string>,
    accessLogging: AccessLogging | undefined,
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
    if (accessLogging) {
        const { bucketName: targetBucket, prefix } = accessLogging;
        new aws.s3.BucketLogging(
            `${name}-logging`,
            { ...ofBucket, targetBucket, targetPrefix: prefix ?? pulumi.interpolate`${bucketName}/` },
            opts,
        );
    }
}
