import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { bucketNameRule } from "../validation/formats";
import {
    argumentError,
    checked,
    keeping,
    memberOf,
    must,
    type ArgumentPlace,
    type Check,
    type Checked,
} from "../validation/check";
import { members } from "../validation/schema";

/**
 * Where Amazon S3 writes who asked for what in a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export interface AccessLoggingArgs {
    /**
     * The bucket that the logs go to, of the same account and region, whose policy lets `logging.s3.amazonaws.com` put
     * objects. Not the bucket itself, which would log its own logs, and replicate them.
     */
    bucketName: pulumi.Input<string>;
    /** What the keys of the logs begin with. Default: the name of the bucket and a slash. */
    prefix?: pulumi.Input<string>;
}

/** What an access logging is, in words that complete "allowed: …". */
export const accessLoggingMembers = "an object with bucketName and, optionally, prefix";

const accessLoggingSchema = members(
    { bucketName: v.optional(v.unknown()), prefix: v.optional(v.unknown()) },
    accessLoggingMembers,
);

const text: Check<unknown, string> = (place, value) => {
    if (typeof value !== "string") {
        throw argumentError(place, value, "a text");
    }
    return value;
};

/** An access logging that was checked. */
export interface AccessLogging {
    readonly bucketName: pulumi.Output<string>;
    readonly prefix?: Checked<string>;
}

export function checkAccessLogging(
    place: ArgumentPlace,
    args: AccessLoggingArgs | undefined,
    bucketName: pulumi.Input<string | undefined>,
): AccessLogging | undefined {
    if (args === undefined) {
        return undefined;
    }
    keeping(accessLoggingSchema)(place, args);
    const at = memberOf(place, "bucketName");
    const logs = checked(at, args.bucketName, must(bucketNameRule));
    const another = (logged: unknown, own: unknown) => {
        if (logged === own) {
            throw argumentError(at, own, "another bucket than the one that is logged");
        }
    };
    another(args.bucketName, bucketName);
    return {
        bucketName: pulumi.all([logs, pulumi.output(bucketName)]).apply(([known, own]) => {
            another(known, own);
            return known;
        }),
        prefix: args.prefix === undefined ? undefined : checked(memberOf(place, "prefix"), args.prefix, text),
    };
}

/** The log of requests to a bucket. */
export function accessLog(
    name: string,
    bucket: pulumi.Output<string>,
    { bucketName: targetBucket, prefix }: AccessLogging,
    opts: pulumi.CustomResourceOptions,
): aws.s3.BucketLogging {
    return new aws.s3.BucketLogging(
        `${name}-logging`,
        { bucket, targetBucket, targetPrefix: prefix ?? pulumi.interpolate`${bucket}/` },
        opts,
    );
}
