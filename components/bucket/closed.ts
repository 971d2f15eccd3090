import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

/** Closes a bucket that is made here to the public, and has it own all of its objects. */
export function closeBucket(
    name: string,
    bucket: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): void {
    new s3.BucketOwnershipControls(
        `${name}-ownership`,
        { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        opts,
    );
    new s3.BucketPublicAccessBlock(
        `${name}-public-access`,
        {
            bucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        opts,
    );
}
