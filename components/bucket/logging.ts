import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { parse, whenKnown } from "../validation/check";
import { argumentError, memberOf, type ArgumentPlace } from "../validation/error";
import { bucketNameFormat } from "../validation/formats";
import type { Checked } from "../validation/pending";
import { members, needed, optionalInput, orPending } from "../validation/schema";

/**
 * Where Amazon S3 writes its logs of the requests to a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export interface AccessLogging {
    /**
     * The bucket that the logs go to, of the same account and region. Its policy lets `logging.s3.amazonaws.com` put objects.
     * It is not the bucket itself, which would log its own logs, and replicate them.
     */
    bucketName: pulumi.Input<string>;
    /** What the keys of the logs begin with. Default: the name of the bucket and a slash. */
    prefix?: pulumi.Input<string>;
}

const text = v.string("a text");

export const accessLoggingSchema = members(
    { bucketName: needed(orPending(bucketNameFormat)), prefix: optionalInput(text) },
    "an object with bucketName and, optionally, prefix",
);

/** The checked access logs. */
export interface CheckedLogging {
    readonly bucketName: pulumi.Output<string>;
    readonly prefix?: Checked<string>;
}

/** Checks the access logs. A bucket that is logged must not be the one that its logs go to. */
export function checkAccessLogging(
    place: ArgumentPlace,
    args: AccessLogging | undefined,
    loggedBucket: pulumi.Input<string | undefined>,
): CheckedLogging | undefined {
    if (args === undefined) {
        return undefined;
    }
    const known = parse(place, args, accessLoggingSchema);
    const at = memberOf(place, "bucketName");
    const requireOther = (name: unknown, logged: unknown) => {
        if (name === logged) {
            throw argumentError(at, name, "another bucket than the one that is logged");
        }
    };
    requireOther(known.bucketName, loggedBucket);
    const bucketName = whenKnown(at, known.bucketName, bucketNameFormat);
    return {
        bucketName: pulumi.all([bucketName, loggedBucket]).apply(([name, logged]) => {
            requireOther(name, logged);
            return name;
        }),
        prefix:
            known.prefix === undefined ? undefined : whenKnown(memberOf(place, "prefix"), known.prefix, text),
    };
}

/** Makes S3 log the requests to a bucket. */
export function createLogging(
    name: string,
    bucket: pulumi.Output<string>,
    { bucketName: targetBucket, prefix }: CheckedLogging,
    opts: pulumi.CustomResourceOptions,
): s3.BucketLogging {
    return new s3.BucketLogging(
        `${name}-logging`,
        { bucket, targetBucket, targetPrefix: prefix ?? pulumi.interpolate`${bucket}/` },
        opts,
    );
}
