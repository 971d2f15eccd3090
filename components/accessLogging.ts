import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { bucketNameRule } from "./argumentRules";
import { argumentError, checked, keeping, must, type ArgumentPlace } from "./arguments";

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

const members = "an object with bucketName and, optionally, prefix";
const accessLoggingSchema = v.strictObject(
    { bucketName: v.unknown(), prefix: v.optional(v.unknown()) },
    members,
);

/** An access logging that was checked. */
export interface AccessLogging {
    readonly bucketName: pulumi.Output<string>;
    readonly prefix?: pulumi.Input<string>;
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
    const at = { ...place, argument: `${place.argument}.bucketName` };
    if (args.bucketName === bucketName) {
        throw argumentError(at, bucketName, "another bucket than the one that is logged");
    }
    return { bucketName: checked(at, args.bucketName, must(bucketNameRule)), prefix: args.prefix };
}
